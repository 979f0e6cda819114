using Mimic.Features;
using Mimic.Native;
using Mimic.Tests.Native;

namespace Mimic.Tests.Features;

/// <summary>
/// A model in the form of BERT whose pooler output is the mean of (number of the token, 1) over all tokens, [CLS] = 2 and [SEP] = 3
/// included: the text "a" (4) gives (2 + 4 + 3) / 3 = 3, the empty text 2.5.
/// </summary>
internal static class TinyBert
{
    public const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\n";

    /// <summary>The encoder; skips the running test where ONNX Runtime is missing.</summary>
    public static BertEncoder OpenOrSkip(TemporaryFolder folder)
    {
        Assert.SkipUnless(OnnxModel.IsAvailable, "ONNX Runtime is not on this machine; environment/setup.sh fetches it where npm is at hand.");
        folder.Write("vocab.txt", Vocabulary);
        return BertEncoder.Open(Model().Save(folder, "bert.onnx"));
    }

    public static TinyOnnx Model() => new TinyOnnx()
        .Input("input_ids", OnnxElement.Int64, -1, -1).Input("attention_mask", OnnxElement.Int64, -1, -1)
        .Input("token_type_ids", OnnxElement.Int64, -1, -1)
        .Output("last_hidden_state", OnnxElement.Float, -1, -1, 2).Output("pooler_output", OnnxElement.Float, -1, 2)
        .Weights("table", [.. Enumerable.Range(0, 9).SelectMany(i => new float[] { i, 1 })], 9, 2)
        .Node("Gather", ["table", "input_ids"], ["last_hidden_state"])
        .Node("ReduceMean", ["last_hidden_state"], ["pooler_output"], ("axes", new long[] { 1 }), ("keepdims", 0L));
}
