using System.Security.Cryptography;
using Mimic.Native;

namespace Mimic.Tests.Native;

public sealed class OnnxModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // y = relu(x W + b), 3 numbers to 2; b = (0.5, -1).
    private static readonly TinyOnnx Layer = new TinyOnnx()
        .Input("x", OnnxElement.Float, -1, 3).Output("y", OnnxElement.Float, -1, 2)
        .Weights("W", [1, 2, 3, 4, 5, 6], 3, 2).Weights("b", [0.5f, -1], 2)
        .Node("Gemm", ["x", "W", "b"], ["z"]).Node("Relu", ["z"], ["y"]);

    public OnnxModelTests() => Assert.SkipUnless(
        OnnxModel.IsAvailable, "ONNX Runtime is not on this machine; environment/setup.sh fetches it where npm is at hand.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_layer_gives_what_a_pencil_gives()
    {
        using var model = OnnxModel.Open(Layer.Save(_folder));
        var y = Assert.Single(model.Run(OnnxTensor.Of("x", [1f, 0, -1], 1, 3)));
        // (1*1 - 1*5 + 0.5, 1*2 - 1*6 - 1) = (-3.5, -5), and nothing is left of either.
        Assert.Equal([0f, 0], y.Floats);
        Assert.Equal([9.5f, 11], model.Run(OnnxTensor.Of("x", [1f, 1, 1], 1, 3))[0].Floats);
    }

    [Fact]
    public void Rows_of_a_batch_are_what_they_are_alone()
    {
        using var model = OnnxModel.Open(Layer.Save(_folder));
        var random = new SeededRandom(3);
        float[] values = [.. Enumerable.Range(0, 3 * 1000).Select(_ => (float)random.NextDouble())];
        var together = model.Run(OnnxTensor.Of("x", values, 1000, 3))[0];
        Assert.Equal([1000L, 2], together.Shape);
        for (var row = 0; row < 1000; row += 97)
        {
            Assert.Equal(model.Run(OnnxTensor.Of("x", values[(3 * row)..(3 * row + 3)], 1, 3))[0].Floats, together.Floats[(2 * row)..(2 * row + 2)]);
        }
    }

    [Fact]
    public void Token_numbers_pick_rows_of_a_table_and_pixels_are_averaged()
    {
        var model = new TinyOnnx()
            .Input("ids", OnnxElement.Int64, -1, -1).Output("rows", OnnxElement.Float, -1, -1, 2)
            .Input("pixels", OnnxElement.Float, -1, 1, 2, 2).Output("mean", OnnxElement.Float, -1, 1, 1, 1)
            .Weights("table", [0, 1, 10, 11, 20, 21], 3, 2)
            .Node("Gather", ["table", "ids"], ["rows"]).Node("GlobalAveragePool", ["pixels"], ["mean"]);
        using var open = OnnxModel.Open(model.Save(_folder));
        var results = open.Run(OnnxTensor.Of("pixels", [1f, 2, 3, 6], 1, 1, 2, 2), OnnxTensor.Of("ids", [2L, 0], 1, 2));
        Assert.Equal(["rows", "mean"], results.Select(r => r.Name));
        Assert.Equal([20f, 21, 0, 1], results[0].Floats);
        Assert.Equal([3f], results[1].Floats);
        Assert.Equal([10f, 11], open.Run([OnnxTensor.Of("pixels", new float[4], 1, 1, 2, 2), OnnxTensor.Of("ids", [1L], 1, 1)], ["rows"])[0].Floats);
    }

    [Fact]
    public void A_model_says_what_it_takes_and_which_file_it_is()
    {
        var path = Layer.Save(_folder);
        using var model = OnnxModel.Open(path);
        Assert.Equal("x: Float [any, 3]", Assert.Single(model.Inputs).ToString());
        Assert.Equal("y: Float [any, 2]", Assert.Single(model.Outputs).ToString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), model.Sha256);
    }

    [Fact]
    public async Task Threads_may_share_a_model()
    {
        using var model = OnnxModel.Open(Layer.Save(_folder));
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i =>
            Task.Run(() => model.Run(OnnxTensor.Of("x", [i, 0f, 0], 1, 3))[0].Floats[0], TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, 64).Select(i => i + 0.5f), results);
    }

    [Fact]
    public void A_wrong_name_is_named()
    {
        using var model = OnnxModel.Open(Layer.Save(_folder));
        Assert.Contains("has no input named z", Refusal(model, OnnxTensor.Of("z", new float[3], 1, 3)).Problem, StringComparison.Ordinal);
        Assert.Contains("needs the input x once", Assert.Throws<MimicException>(() => model.Run()).Problem, StringComparison.Ordinal);
        var error = Assert.Throws<MimicException>(() => model.Run([OnnxTensor.Of("x", new float[3], 1, 3)], ["pooler"]));
        Assert.Contains("has no output named pooler", error.Problem, StringComparison.Ordinal);
        Assert.Contains("y: Float [any, 2]", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_shape_or_type_is_refused_with_what_the_model_takes()
    {
        using var model = OnnxModel.Open(Layer.Save(_folder));
        Assert.Contains("shape [2, 2]", Refusal(model, OnnxTensor.Of("x", new float[4], 2, 2)).Problem, StringComparison.Ordinal);
        Assert.Contains("shape [3]", Refusal(model, OnnxTensor.Of("x", new float[3], 3)).Problem, StringComparison.Ordinal);
        Assert.Contains("takes Float for x, not Int64", Refusal(model, OnnxTensor.Of("x", new long[3], 1, 3)).Problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OnnxTensor.Of("x", new float[3], 2, 3));
    }

    [Fact]
    public void An_output_of_another_type_is_not_read_as_floats()
    {
        var model = new TinyOnnx().Input("x", OnnxElement.Int64, -1).Output("y", OnnxElement.Int64, -1).Node("Neg", ["x"], ["y"]);
        using var open = OnnxModel.Open(model.Save(_folder));
        Assert.Contains("gives no 32-bit floats", Refusal(open, OnnxTensor.Of("x", [1L], 1)).Problem, StringComparison.Ordinal);
        var error = Assert.Throws<MimicException>(() => open.Run([OnnxTensor.Of("x", [1L], 1)], ["y"]));
        Assert.Contains("gives Int64 in y", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_beyond_the_table_is_an_error_that_does_not_tell_the_token()
    {
        var model = new TinyOnnx().Input("ids", OnnxElement.Int64, -1).Output("rows", OnnxElement.Float, -1, 1)
            .Weights("table", [1, 2], 2, 1).Node("Gather", ["table", "ids"], ["rows"]);
        using var open = OnnxModel.Open(model.Save(_folder));
        var error = Refusal(open, OnnxTensor.Of("ids", [7654L], 1));
        Assert.Contains("fails on its input", error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("7654", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_said()
    {
        var error = Assert.Throws<MimicException>(() => OnnxModel.Open(_folder["none.onnx"]));
        Assert.Contains("There is no model file", error.Problem, StringComparison.Ordinal);
        Assert.Contains("export-encoders.py", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_an_error_that_names_it()
    {
        var bytes = Layer.ToArray();
        // A cut can fall between two fields and leave what is still a model in form; a graph without its operator set is not one.
        for (var length = 0; length < bytes.Length - 4; length++)
        {
            var path = _folder.Write("cut.onnx", bytes[..length]);
            Assert.Contains("cut.onnx", Assert.Throws<MimicException>(() => OnnxModel.Open(path).Dispose()).Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Flipped_bits_end_in_an_error_or_in_numbers_and_never_in_a_crash()
    {
        var bytes = Layer.ToArray();
        var random = new SeededRandom(11);
        var refused = 0;
        for (var round = 0; round < 1000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var flips = 1 + random.Next(4); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                using var model = OnnxModel.Open(_folder.Write("flipped.onnx", damaged));
                model.Run(OnnxTensor.Of("x", [1f, 2, 3], 1, 3));
            }
            catch (MimicException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 1000);
    }

    [Fact]
    public void A_damaged_weight_is_found_where_the_checksum_lies_beside_the_model()
    {
        var path = Layer.Save(_folder);
        var bytes = File.ReadAllBytes(path);
        _folder.Write("tiny.onnx.sha256", $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  tiny.onnx\n");
        OnnxModel.Open(path).Dispose();
        bytes[bytes.AsSpan().IndexOf(BitConverter.GetBytes(6f))] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("checksum", Assert.Throws<MimicException>(() => OnnxModel.Open(path)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_or_another_file_is_no_model()
    {
        Assert.Throws<MimicException>(() => OnnxModel.Open(_folder.Path));
        Assert.Throws<MimicException>(() => OnnxModel.Open(_folder.Write("page.onnx", "<html>log in</html>")));
    }

    private static MimicException Refusal(OnnxModel model, OnnxTensor input) => Assert.Throws<MimicException>(() => model.Run(input));
}
