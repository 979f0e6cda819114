using System.Text.Json.Nodes;
using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>The JSON against Plotly's reference (plotly.com/javascript/reference): no front end tells of an attribute that it doesn't know.</summary>
public class ChartPlotlyTests
{
    private static readonly string[] Common =
        ["type", "name", "legendgroup", "showlegend", "xaxis", "yaxis", "x", "y", "opacity", "marker", "orientation", "text"];

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["scatter"] = [.. Common, "mode", "line", "error_x", "error_y", "fill", "fillcolor"],
        ["bar"] = [.. Common, "error_x", "error_y", "base", "width"],
        ["histogram"] = [.. Common, "histnorm", "autobinx", "xbins"],
        ["box"] = Common,
        ["heatmap"] = [.. Common, "z", "colorscale", "zmid"],
        ["funnel"] = Common,
    };

    private static readonly string[] References = ["x", "y", "x domain", "y domain", "paper"];

    public static TheoryData<string> Kinds => [.. Samples.Charts.Keys];

    public static TheoryData<string> Grids => [.. RealisticSamples.Grids.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_trace_is_of_a_type_and_has_attributes_that_plotly_knows(string kind) =>
        AssertKnown(JsonNode.Parse(Samples.Charts[kind].ToPlotlyJson())!);

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_panels_of_a_grid_are_subplots_with_axes_of_their_own(string name)
    {
        var grid = RealisticSamples.Grids[name];
        var figure = JsonNode.Parse(grid.ToPlotlyJson())!;
        AssertKnown(figure);
        foreach (var number in Enumerable.Range(1, grid.Panels.Count))
        {
            var (x, y) = (PlotlyJson.Axis("xaxis", number), PlotlyJson.Axis("yaxis", number));
            Assert.InRange((double)figure["layout"]![x]!["domain"]![0]!, 0, (double)figure["layout"]![x]!["domain"]![1]!);
            Assert.InRange((double)figure["layout"]![y]!["domain"]![0]!, 0, (double)figure["layout"]![y]!["domain"]![1]!);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_number_of_a_series_and_of_bars_is_in_the_json(string kind)
    {
        var chart = Samples.Charts[kind];
        var data = JsonNode.Parse(chart.ToPlotlyJson())!["data"]!.AsArray();
        foreach (var series in chart.Traces.OfType<SeriesTrace>())
        {
            Assert.Contains(data, t => (string?)t!["name"] == series.Name && Same(t["x"]!, series.X) && Same(t["y"]!, series.Y));
        }

        foreach (var bars in chart.Traces.OfType<BarTrace>())
        {
            var (names, values) = chart.Horizontal ? ("y", "x") : ("x", "y");
            Assert.Contains(data, t => Same(t![names]!, Coordinates.Of(bars.Categories)) && Same(t[values]!, Coordinates.Of(bars.Values)));
        }
    }

    [Fact]
    public void A_step_line_is_a_step_in_plotly_too()
    {
        var line = JsonNode.Parse(new Chart("t").AddStep("a", [0.0, 1], [1, 2]).ToPlotlyJson())!["data"]![0]!["line"]!;
        Assert.Equal(("hv", Palette.Colour(0)), ((string?)line["shape"], (string?)line["color"]));
    }

    [Fact]
    public void A_stay_begins_at_its_base_and_lasts_milliseconds()
    {
        var start = new DateTime(2150, 1, 1);
        var bars = JsonNode.Parse(Chart.Timeline("t", [], [new("ICU", start, start.AddHours(36))]).ToPlotlyJson())!["data"]![0]!;
        Assert.Equal("2150-01-01T00:00:00", (string?)bars["base"]![0]);
        Assert.Equal(36 * 3_600_000.0, (double)bars["x"]![0]!, 1.0);
    }

    [Fact]
    public void A_flow_has_its_steps_and_its_groups()
    {
        var data = JsonNode.Parse(Samples.Charts["flow"].ToPlotlyJson())!["data"]!.AsArray();
        Assert.Equal(["All", "With images", "None"], data[0]!["y"]!.AsArray().Select(n => (string?)n));
        Assert.Equal(["dead", "alive"], data[1]!["y"]!.AsArray().Select(n => (string?)n));
    }

    [Fact]
    public void Marks_ranges_and_notes_are_shapes_and_annotations()
    {
        var layout = JsonNode.Parse(Samples.Charts["normal range and notes"].ToPlotlyJson())!["layout"]!;
        var shapes = layout["shapes"]!.AsArray();
        Assert.Equal(["rect", "rect", "line", "line", "line"], shapes.Select(s => (string?)s!["type"]));
        Assert.Equal([3.5, 5.1], [(double)shapes[0]!["y0"]!, (double)shapes[0]!["y1"]!]);
        Assert.Equal(["ICU", "end of ventilation", "prediction", "highest value, before dialysis"], layout["annotations"]!.AsArray().Select(a => (string?)a!["text"]));
    }

    private static bool Same(JsonNode json, Coordinates values)
    {
        var items = json.AsArray();
        return items.Count == values.Count && items.Select((n, i) => values.Kind switch
        {
            AxisKind.Category => (string?)n == values.Names[i],
            AxisKind.Date => (string?)n == Coordinates.Date(values.Numbers[i]).ToString("s"),
            _ => double.IsFinite(values.Numbers[i]) ? (double?)n == values.Numbers[i] : n is null,
        }).All(same => same);
    }

    private static void AssertKnown(JsonNode figure)
    {
        Assert.Equal(["data", "layout"], figure.AsObject().Select(p => p.Key));
        foreach (var trace in figure["data"]!.AsArray().Select(t => t!.AsObject()))
        {
            var known = Known[(string)trace["type"]!];
            Assert.All(trace, p => Assert.Contains(p.Key, known));
            Assert.All(trace, p => Assert.True(p.Value is not null, $"{p.Key} is null"));
            if ((string?)trace["type"] != "heatmap" && (string?)trace["type"] != "histogram")
            {
                Assert.Equal(trace["x"]!.AsArray().Count, trace["y"]!.AsArray().Count);
            }

            foreach (var errors in (JsonNode?[])[trace["error_x"], trace["error_y"]])
            {
                Assert.True(errors is null || errors["array"]!.AsArray().Count == trace["x"]!.AsArray().Count);
            }

            Assert.NotNull(figure["layout"]!["xaxis" + ((string?)trace["xaxis"])?[1..]]);
        }

        foreach (var shape in figure["layout"]!["shapes"]?.AsArray() ?? [])
        {
            Assert.Contains((string?)shape!["type"], (string[])["line", "rect"]);
            Assert.All((string[])["xref", "yref"], r => Assert.Contains(Numberless((string)shape[r]!), References));
        }
    }

    private static string Numberless(string reference) => string.Concat(reference.Where(c => !char.IsDigit(c)));
}
