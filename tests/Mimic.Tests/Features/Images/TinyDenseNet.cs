using Mimic.Native;
using Mimic.Tests.Native;

namespace Mimic.Tests.Features;

/// <summary>Networks of the shape of the DenseNet whose outputs are worked out in the head.</summary>
internal static class TinyDenseNet
{
    /// <summary>
    /// Feature i of a film whose prepared pixels have the mean m is max(0, m) * i / 1024; prediction i is 0.5 + m * i / 65,536.
    /// </summary>
    public static TinyOnnx Of(long films = -1, string input = "films", string features = "features", string predictions = "predictions", int width = 1024) =>
        new TinyOnnx()
            .Input(input, OnnxElement.Float, films, 1, 224, 224)
            .Output(predictions, OnnxElement.Float, films, 18)
            .Output(features, OnnxElement.Float, films, width)
            .Weights("by_feature", [.. Enumerable.Range(0, width).Select(i => i / 1024f)], 1, width)
            .Weights("by_pathology", [.. Enumerable.Range(0, 18).Select(i => i / 65536f)], 1, 18)
            .Weights("half", [0.5f], 1)
            .Node("GlobalAveragePool", [input], ["pooled"])
            .Node("Flatten", ["pooled"], ["mean"])
            .Node("Relu", ["mean"], ["positive"])
            .Node("MatMul", ["positive", "by_feature"], [features])
            .Node("MatMul", ["mean", "by_pathology"], ["raised"])
            .Node("Add", ["raised", "half"], [predictions]);

    /// <summary>A film of one brightness; its prepared pixels are all (2 v / 255 - 1) * 1024.</summary>
    public static GreyImage Film(byte brightness, int side = 224)
    {
        var pixels = new byte[side * side];
        Array.Fill(pixels, brightness);
        return new(side, side, pixels);
    }

    public static double Mean(byte brightness) => ((2 * brightness / 255.0) - 1) * 1024;

    public static double Feature(byte brightness, int i) => Math.Max(0, Mean(brightness)) * i / 1024;

    public static double Prediction(byte brightness, int i) => 0.5 + (Mean(brightness) * i / 65536);
}
