using Mimic.Native;

namespace Mimic.Features;

/// <summary>What the network makes of a film.</summary>
/// <param name="DenseFeatures">1024 numbers: the last feature map after ReLU, averaged over the film; none is negative.</param>
/// <param name="Predictions">18 numbers from 0 to 1, in the order of <see cref="DenseNetEncoder.Pathologies"/>.</param>
public sealed record ImageEncoding(float[] DenseFeatures, float[] Predictions);

/// <summary>
/// The DenseNet-121 of torchxrayvision, with which HAIM and MEDomicsLab encode chest films, run from an ONNX file of yours.
/// </summary>
/// <remarks>
/// The file decides the weights (HAIM: <c>densenet121-res224-chex</c>). It takes one tensor of 32-bit floats, films x 1 x 224 x 224, and gives
/// films x 1024 features and films x 18 predictions; the two are told apart by their width, or by the names <c>features</c> and
/// <c>predictions</c> where the file does not state it. Sigmoid and scaling to operating points belong to the model: p below the
/// threshold t becomes p / 2t, above it 1 - (1 - p) / 2(1 - t), and a pathology that the weights do not know is always 0.5. With the
/// CheXpert weights these are 2, 5, 6, 9, 11, 12 and 13, counted from 0. The network sees side markers, letters and blacked-out boxes as
/// well as lungs: README.md of this folder has what they do to a model.
/// </remarks>
public sealed class DenseNetEncoder : IDisposable
{
    /// <summary>The number of dense features.</summary>
    public const int FeatureCount = 1024;

    private const int Pixels = DenseNetInput.Size * DenseNetInput.Size;

    private readonly OnnxModel _model;
    private readonly OnnxValueInfo _input;
    private readonly string _features;
    private readonly string _predictions;
    private readonly int _batch;

    private DenseNetEncoder(OnnxModel model, DenseNetResize resize, int batch)
    {
        (_model, Resize) = (model, resize);
        var inputs = model.Inputs.Where(i => i.Element == OnnxElement.Float && Fits(i.Shape, -1, 1, DenseNetInput.Size, DenseNetInput.Size)).ToList();
        if (model.Inputs.Count != 1 || inputs.Count != 1)
        {
            throw Unfit($"takes {string.Join("; ", model.Inputs)}, not one tensor of films x 1 x 224 x 224");
        }

        _input = inputs[0];
        _batch = _input.Shape[0] > 0 ? (int)_input.Shape[0] : batch;
        (_features, _predictions) = (Output("features", FeatureCount), Output("predictions", Pathologies.Count));
    }

    /// <summary>The 18 pathologies, in the order of the predictions.</summary>
    public static IReadOnlyList<string> Pathologies { get; } =
    [
        "Atelectasis", "Consolidation", "Infiltration", "Pneumothorax", "Edema", "Emphysema", "Fibrosis", "Effusion", "Pneumonia",
        "Pleural_Thickening", "Cardiomegaly", "Nodule", "Mass", "Hernia", "Lung Lesion", "Fracture", "Lung Opacity",
        "Enlarged Cardiomediastinum",
    ];

    /// <summary>How films are brought to 224 x 224.</summary>
    public DenseNetResize Resize { get; }

    /// <summary>File name and preparation, for the origin of a column.</summary>
    public string Name => $"DenseNet-121 {Path.GetFileName(_model.Path)}, {(Resize == DenseNetResize.Bilinear ? "bilinear on 8 bits" : "area after scaling")}";

    /// <summary>The SHA-256 of the model's file.</summary>
    public string Sha256 => _model.Sha256;

    /// <summary>Opens a model.</summary>
    /// <param name="path">The ONNX file with the weights you choose.</param>
    /// <param name="resize">HAIM's way by default.</param>
    /// <param name="batch">The most films in one run; a model with a fixed number takes that.</param>
    /// <param name="threads">Threads of one run; with 1 the same film gives the same bits whenever the batch is the same.</param>
    /// <exception cref="MimicException">The runtime or the file is missing, or it is no such model.</exception>
    public static DenseNetEncoder Open(string path, DenseNetResize resize = DenseNetResize.Bilinear, int batch = 8, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        var model = OnnxModel.Open(path, threads);
        try
        {
            return new(model, resize, batch);
        }
        catch (MimicException)
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Encodes films; several threads may do so at once.</summary>
    /// <param name="films">At full size: the originals resize from there.</param>
    /// <returns>One encoding per film, in order.</returns>
    /// <exception cref="MimicException">The model fails, or what it gives cannot be such features or predictions.</exception>
    public IReadOnlyList<ImageEncoding> Encode(params IReadOnlyList<GreyImage> films)
    {
        ArgumentNullException.ThrowIfNull(films);
        var encodings = new List<ImageEncoding>(films.Count);
        foreach (var part in films.Chunk(_batch))
        {
            // A model with a fixed number of films gets empty ones behind the last.
            var count = _input.Shape[0] > 0 ? _batch : part.Length;
            var values = new float[count * Pixels];
            for (var i = 0; i < part.Length; i++)
            {
                DenseNetInput.Of(part[i], Resize).CopyTo(values, i * Pixels);
            }

            var results = _model.Run([OnnxTensor.Of(_input.Name, values, count, 1, DenseNetInput.Size, DenseNetInput.Size)], [_features, _predictions]);
            var features = Checked(results[0], count, FeatureCount);
            var predictions = Checked(results[1], count, Pathologies.Count);
            for (var i = 0; i < part.Length; i++)
            {
                var own = predictions.Slice(i * Pathologies.Count, Pathologies.Count).ToArray();
                encodings.Add(Array.TrueForAll(own, p => p is >= 0 and <= 1)
                    ? new(features.Slice(i * FeatureCount, FeatureCount).ToArray(), own)
                    : throw Unfit("gives predictions that do not lie between 0 and 1: it lacks the sigmoid or the scaling to operating points"));
            }
        }

        return encodings;
    }

    /// <summary>Gives the model's memory back.</summary>
    public void Dispose() => _model.Dispose();

    /// <summary>Name and hash.</summary>
    public override string ToString() => $"{Name} (SHA-256 {Sha256})";

    private static bool Fits(IReadOnlyList<long> shape, params ReadOnlySpan<long> wanted)
    {
        var fits = shape.Count == wanted.Length;
        for (var i = 0; fits && i < wanted.Length; i++)
        {
            fits = wanted[i] < 0 || shape[i] < 0 || shape[i] == wanted[i];
        }

        return fits;
    }

    private string Output(string name, int width)
    {
        var fitting = _model.Outputs.Where(o => o.Element == OnnxElement.Float && Fits(o.Shape, -1, width)).ToList();
        var chosen = fitting.Where(o => o.Shape[1] == width || o.Name == name).ToList();
        return chosen.Count == 1
            ? chosen[0].Name
            : throw Unfit($"gives {string.Join("; ", _model.Outputs)}, not one tensor of films x {width} ({name})");
    }

    private ReadOnlySpan<float> Checked(OnnxTensor result, int films, int width)
    {
        var numbers = result.Floats;
        if (!Fits(result.Shape, films, width))
        {
            throw Unfit(Invariant($"gives {result.Name} of shape [{string.Join(", ", result.Shape)}] for {films} films, not [{films}, {width}]"));
        }

        foreach (var number in numbers)
        {
            if (!float.IsFinite(number))
            {
                throw Unfit($"gives a number in {result.Name} that is not finite");
            }
        }

        return numbers;
    }

    private MimicException Unfit(string what) => new(
        $"The model {_model.Path} {what}.", "Export the DenseNet-121 of torchxrayvision with environment/export-encoders.py.");
}
