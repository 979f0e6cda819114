using Mimic.Features;
using Mimic.Native;
using Mimic.Tests.Native;

namespace Mimic.Tests.Features;

/// <summary>The encoder on networks that the real runtime runs and whose outputs are known by hand.</summary>
public sealed class DenseNetEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DenseNetEncoderTests() => Assert.SkipUnless(OnnxModel.IsAvailable, "ONNX Runtime is not on this machine.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DenseNetResize.Bilinear)]
    [InlineData(DenseNetResize.Area)]
    public void Features_and_predictions_of_a_film_are_those_of_the_network(DenseNetResize resize)
    {
        using var encoder = DenseNetEncoder.Open(TinyDenseNet.Of().Save(_folder), resize);
        var encoding = Assert.Single(encoder.Encode(TinyDenseNet.Film(204, side: 300)));
        Assert.Equal((1024, 18), (encoding.DenseFeatures.Length, encoding.Predictions.Length));
        AssertIs(204, encoding);
    }

    [Fact]
    public void Outputs_are_told_apart_by_their_width_whatever_their_names()
    {
        using var encoder = DenseNetEncoder.Open(TinyDenseNet.Of(input: "x", features: "a", predictions: "b").Save(_folder));
        AssertIs(180, Assert.Single(encoder.Encode(TinyDenseNet.Film(180))));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-1, 3)]
    [InlineData(-1, 100)]
    [InlineData(1, 8)]
    [InlineData(4, 8)]
    public void Films_of_a_batch_do_not_touch_one_another(long fixedFilms, int batch)
    {
        using var encoder = DenseNetEncoder.Open(TinyDenseNet.Of(fixedFilms).Save(_folder), batch: batch);
        byte[] brightness = [0, 255, 128, 60, 200, 140, 254];
        var encodings = encoder.Encode([.. brightness.Select(b => TinyDenseNet.Film(b))]);
        Assert.Equal(brightness.Length, encodings.Count);
        Assert.All(brightness.Zip(encodings), p => AssertIs(p.First, p.Second));
    }

    [Fact]
    public void No_film_no_encoding()
    {
        using var encoder = DenseNetEncoder.Open(TinyDenseNet.Of().Save(_folder));
        Assert.Empty(encoder.Encode());
    }

    [Fact]
    public void A_model_of_another_width_is_refused_by_name()
    {
        var path = TinyDenseNet.Of(width: 1000).Save(_folder);
        var error = Assert.Throws<MimicException>(() => DenseNetEncoder.Open(path));
        Assert.Contains(path, error.Problem, StringComparison.Ordinal);
        Assert.Contains("films x 1024 (features)", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_takes_something_else_is_refused()
    {
        var path = new TinyOnnx().Input("x", OnnxElement.Float, -1, 3, 224, 224).Output("y", OnnxElement.Float, -1, 3, 1, 1)
            .Node("GlobalAveragePool", ["x"], ["y"]).Save(_folder);
        Assert.Contains("films x 1 x 224 x 224", Assert.Throws<MimicException>(() => DenseNetEncoder.Open(path)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_that_are_no_probabilities_are_refused()
    {
        var path = new TinyOnnx().Input("x", OnnxElement.Float, -1, 1, 224, 224)
            .Output("f", OnnxElement.Float, -1, 1024).Output("p", OnnxElement.Float, -1, 18)
            .Weights("a", new float[1024], 1, 1024).Weights("b", [.. Enumerable.Repeat(-1f, 18)], 1, 18)
            .Node("GlobalAveragePool", ["x"], ["pooled"]).Node("Flatten", ["pooled"], ["mean"])
            .Node("MatMul", ["mean", "a"], ["f"]).Node("MatMul", ["mean", "b"], ["p"]).Save(_folder);
        using var encoder = DenseNetEncoder.Open(path);
        Assert.Contains("sigmoid", Assert.Throws<MimicException>(() => encoder.Encode(TinyDenseNet.Film(0))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_18_pathologies_stand_in_the_published_order() => Assert.Equal(
        (18, "Atelectasis", "Pneumonia", "Enlarged Cardiomediastinum"),
        (DenseNetEncoder.Pathologies.Count, DenseNetEncoder.Pathologies[0], DenseNetEncoder.Pathologies[8], DenseNetEncoder.Pathologies[17]));

    // The runtime adds 50,176 numbers in 32 bits; neighbouring outputs lie further apart than these tolerances.
    private static void AssertIs(byte brightness, ImageEncoding encoding)
    {
        for (var i = 0; i < 1024; i++)
        {
            Assert.Equal(TinyDenseNet.Feature(brightness, i), encoding.DenseFeatures[i], 0.1);
        }

        for (var i = 0; i < 18; i++)
        {
            Assert.Equal(TinyDenseNet.Prediction(brightness, i), encoding.Predictions[i], 2e-4);
        }
    }
}
