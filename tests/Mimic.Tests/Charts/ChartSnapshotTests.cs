using System.Runtime.CompilerServices;
using Mimic.Access;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>
/// Drawings kept beside this file, so that a change of the renderer shows in review. Set MIMIC_UPDATE_SNAPSHOTS=1 to renew them.
/// </summary>
public class ChartSnapshotTests
{
    [Fact]
    public void A_line_chart_with_a_band_is_drawn_as_it_was() => Matches(
        "line-with-band.svg",
        new Chart("Heart rate") { XTitle = "Hours", YTitle = "bpm", Note = "Mean and interval." }
            .AddBand("died", [0, 1, 2, 3], [88, 89, 91, 92], [92, 95, 97, 100])
            .AddLine("died", [0, 1, 2, 3], [90, 92, 94, 96])
            .AddLine("survived", [0, 1, 2, 3], [82, 81, double.NaN, 78], points: true)
            .AddHorizontalLine("limit", 100));

    [Fact]
    public void Bars_with_intervals_are_drawn_as_they_were() => Matches(
        "bars.svg",
        new Chart("Deaths") { YTitle = "Share" }
            .AddBars("elective", ["2150", "2151"], [0.02, 0.03], [0.01, 0.02], [0.04, 0.05])
            .AddBars("emergency", ["2150", "2151"], [0.08, 0.07], [0.06, 0.05], [0.1, 0.09]));

    [Fact]
    public void An_attrition_flow_is_drawn_as_it_was() => Matches("flow.svg", Samples.Charts["flow"]);

    [Fact]
    public void A_timeline_is_drawn_as_it_was() => Matches("timeline.svg", Samples.Charts["timeline"]);

    [Theory]
    [InlineData("forest of ratios")]
    [InlineData("timeline with stays")]
    [InlineData("stacked shares")]
    [InlineData("roc with bands")]
    [InlineData("normal range and notes")]
    [InlineData("boxes of groups")]
    public void A_figure_of_the_course_is_drawn_as_it_was(string kind) =>
        Matches(kind.Replace(' ', '-') + ".svg", Samples.Charts[kind]);

    [Fact]
    public void Panels_with_shared_axes_are_drawn_as_they_were() => Matches("shared-histograms.svg", FromInvention(RealisticSamples.Grids["shared histograms"]).ToSvg());

    private static ChartGrid FromInvention(ChartGrid grid)
    {
        grid.Panels.ToList().ForEach(p => p.From(SourceTag.Synthetic));
        return grid;
    }

    private static void Matches(string name, Chart chart, [CallerFilePath] string here = "") => Matches(name, chart.From(SourceTag.Synthetic).ToSvg(), here);

    private static void Matches(string name, string svg, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name);
        var drawn = svg.Replace("><", ">\n<", StringComparison.Ordinal) + "\n";
        if (Environment.GetEnvironmentVariable("MIMIC_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(File.ReadAllText(file), drawn);
    }
}
