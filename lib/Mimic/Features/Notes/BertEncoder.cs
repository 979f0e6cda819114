using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mimic.Native;

namespace Mimic.Features;

/// <summary>
/// A BERT model in an ONNX file with its vocabulary: the vector of a chunk of text is the model's pooler output (768 numbers for
/// Bio+Clinical BERT, Alsentzer et al. 2019), not a mean over its tokens.
/// </summary>
/// <remarks>
/// The model takes <c>input_ids</c> and, if it declares them, <c>attention_mask</c> and <c>token_type_ids</c>: 64-bit integers, batch by
/// tokens. Chunks are run one by one: padding them to one length wastes a processor's time, and the last bits of a vector would
/// depend on its neighbours. Vectors of the latest chunks are kept, since samples of one patient share their notes.
/// </remarks>
public sealed class BertEncoder : IDisposable
{
    private const string Ids = "input_ids", Mask = "attention_mask", Types = "token_type_ids";
    private const int MostKept = 2_000;

    private readonly OnnxModel _model;
    private readonly string _output;
    private readonly ConcurrentDictionary<string, float[]> _kept = new(StringComparer.Ordinal);

    private BertEncoder(OnnxModel model, WordPieceTokenizer tokenizer, string output)
    {
        (_model, Tokenizer, _output) = (model, tokenizer, output);
        if (model.Inputs.All(i => i.Name != Ids) || model.Inputs.FirstOrDefault(i => i.Name is not (Ids or Mask or Types)) is not null)
        {
            throw new MimicException(
                $"{model.Path} is no BERT model: it takes {string.Join("; ", model.Inputs)}.",
                $"It must take {Ids}, and may take {Mask} and {Types}; environment/export-encoders.py makes such a file.");
        }

        // The empty text is a text: its vector tells the width, and that the model runs at all.
        Empty = Vector([]);
    }

    /// <summary>The tokenizer.</summary>
    public WordPieceTokenizer Tokenizer { get; }

    /// <summary>How many numbers a vector has.</summary>
    public int Width => Empty.Length;

    /// <summary>The SHA-256 of the model's file.</summary>
    public string Sha256 => _model.Sha256;

    /// <summary>Model and vocabulary, in words for a column's origin.</summary>
    public string Description =>
        $"BERT {Path.GetFileName(_model.Path)}, {_output}, {(Tokenizer.LowerCase ? "lower case" : "case kept")}, vocabulary {Tokenizer.Sha256[..12]}";

    /// <summary>The vector of the empty text.</summary>
    internal float[] Empty { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="modelPath">The ONNX file, made by <c>environment/export-encoders.py</c> or another way.</param>
    /// <param name="vocabularyPath">Its vocabulary; null for <c>vocab.txt</c> beside the model.</param>
    /// <param name="lowerCase">See <see cref="WordPieceTokenizer.Open"/>.</param>
    /// <param name="threads">How many threads one chunk may use.</param>
    /// <param name="output">The output that holds the vector.</param>
    /// <exception cref="MimicException">ONNX Runtime or a file is missing or damaged, or the model is no BERT model.</exception>
    public static BertEncoder Open(
        string modelPath, string? vocabularyPath = null, bool? lowerCase = null, int threads = 1, string output = "pooler_output")
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        var model = OnnxModel.Open(modelPath, threads);
        try
        {
            var vocabulary = vocabularyPath ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modelPath))!, "vocab.txt");
            return new(model, WordPieceTokenizer.Open(vocabulary, lowerCase), output);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The vector of one chunk.</summary>
    /// <param name="chunk">Numbers of tokens without [CLS] and [SEP], see <see cref="NoteChunks"/>.</param>
    /// <exception cref="MimicException">The model cannot take the chunk: it is too long, or the vocabulary is another model's.</exception>
    public IReadOnlyList<float> Encode(IReadOnlyList<int> chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        return [.. Vector([.. chunk])];
    }

    /// <summary>Gives the model's memory back.</summary>
    public void Dispose() => _model.Dispose();

    internal float[] Vector(int[] chunk)
    {
        var key = Convert.ToBase64String(SHA256.HashData(MemoryMarshal.AsBytes(chunk.AsSpan())));
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[key] = Run(chunk);
    }

    private float[] Run(int[] chunk)
    {
        long[] ids = [Tokenizer.StartId, .. chunk.Select(i => (long)i), Tokenizer.EndId];
        var ones = new long[ids.Length];
        Array.Fill(ones, 1);
        var inputs = _model.Inputs.Select(i => OnnxTensor.Of(
            i.Name, i.Name switch { Ids => ids, Mask => ones, _ => new long[ids.Length] }, 1, ids.Length));
        var vector = _model.Run([.. inputs], [_output])[0];
        return vector.Shape is [1, _]
            ? vector.Floats.ToArray()
            : throw new MimicException(
                $"{_output} of {_model.Path} has the shape [{string.Join(", ", vector.Shape)}].", "It must be one vector a text, as a BERT pooler gives.");
    }
}
