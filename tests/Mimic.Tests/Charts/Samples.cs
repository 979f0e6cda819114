using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>A chart of every kind, plain and awkward.</summary>
internal static class Samples
{
    private static readonly DateTime Start = new(2150, 3, 14, 7, 30, 0);
    private static readonly double[] Awkward = [double.NaN, 1, double.PositiveInfinity, -3, double.MaxValue, double.Epsilon, 0];
    private static readonly double[] Many = [.. Enumerable.Range(0, 2000)];
    private static readonly double[] Seven = [0, 1, 2, 3, 4, 5, 6];

    public static Dictionary<string, Chart> Charts { get; } = new(RealisticSamples.Charts)
    {
        ["lines"] = new Chart("t").AddLine("a", Seven, Seven).AddLine("b", Seven, Awkward, points: true).AddDiagonal("d"),
        ["steps over dates"] = new Chart("t").AddStep("a", [.. Seven.Select(d => Start.AddDays(d))], Seven).AddVerticalLine("v", Start),
        ["lines over categories"] = new Chart("t").AddLine("a", ["x", "y"], [1.0, 2.0]),
        ["points with intervals"] = new Chart("t").AddScatter("a", Seven, Seven, Awkward, Awkward),
        ["many points"] = new Chart("t").AddScatter("a", Many, [.. Many.Select(i => i % 7)]),
        ["band"] = new Chart("t") { Note = "A note & more" }.AddBand("a", Seven, Awkward, Seven).AddLine("a", Seven, Seven),
        ["bars"] = new Chart("t").AddBars("a", ["x", "y & z"], [1, double.NaN], [0, 1], [2, 3]).AddBars("b", ["y & z"], [-4]),
        ["stacked bars"] = new Chart("t") { Stacked = true }.AddBars("a", ["x", "y"], [1, 2]).AddBars("b", ["x", "y"], [-3, double.NaN]),
        ["lying bars"] = new Chart("t") { Horizontal = true, XLog = true }.AddBars("a", ["x", "a rather long name for a bar"], [0, 2e6]),
        ["histogram"] = new Chart("t").AddHistogram("a", Awkward).AddHistogram("b", Seven, 3),
        ["boxes"] = new Chart("t").AddBox("a", Awkward).AddBox("b", [1, 2, 3, 4, 50]).AddBox("none", []),
        ["lying boxes"] = new Chart("t") { Horizontal = true }.AddBox("b", [1, 2, 3, 4, 50]),
        ["heat map"] = new Chart("t").AddHeatMap("a", ["x", "y"], ["r", "s", "u"], [[1, -2], [double.NaN, 0], [3, 4]]),
        ["empty"] = new Chart(string.Empty),
        ["empty line"] = new Chart("t").AddLine("a", Array.Empty<double>(), []),
        ["empty bars"] = new Chart("t").AddBars("a", [], []),
        ["only NaN"] = new Chart("t").AddLine("a", [1, 2], [double.NaN, double.NaN]).AddHistogram("h", [double.NaN]),
        ["one point"] = new Chart("t").AddLine("a", [5], [7]),
        ["huge"] = new Chart("t").AddLine("a", [-1e299, 1e299], [-1e299, 1e299]),
        ["tiny"] = new Chart("t").AddLine("a", [0, 1e-300], [1e-300, 2e-300]),
        ["nearly equal"] = new Chart("t").AddScatter("a", [1e9, 1e9 + 1e-7], [3, 3]),
        ["logarithmic"] = new Chart("t") { YLog = true }.AddLine("a", Seven, [0, 1, 10, 1000, 1e6, -1, 3]),
        ["minutes"] = new Chart("t").AddLine("a", [Start, Start.AddMinutes(3)], [1.0, 2.0]),
        ["centuries"] = new Chart("t").AddLine("a", [DateTime.MinValue, DateTime.MaxValue], [1.0, 2.0]),
        ["one date"] = new Chart("t").AddScatter("a", [Start], [1.0]),
        ["timeline"] = Chart.Timeline("t", [("LAB", Start), ("NOTE", Start.AddDays(40)), ("LAB", Start.AddDays(3))]),
        ["empty timeline"] = Chart.Timeline("t", []),
        ["flow"] = Chart.AttritionFlow("t", [new("All", 100), new("With images", 40), new("None", 0)], [new("dead", 0), new("alive", 0)]),
        ["empty flow"] = Chart.AttritionFlow("t", []),
        ["roc"] = Chart.Roc("t", new Curve("model", [0, 0.2, 1], [0, 0.7, 1])),
        ["precision and recall"] = Chart.PrecisionRecall("t", 0.25, new Curve("model", [0, 0.2, 1], [1, 0.7, 0.25])),
        ["calibration"] = Chart.Calibration("t", [0.1, 0.9], [0.2, 0.8], [0, 0.6], [0.4, 1]),
        ["forest"] = Chart.Forest("t", "AUROC", [("a", 0.8, 0.7, 0.9), ("b", double.NaN, double.NaN, double.NaN)], 0.5),
    };
}
