using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Charts;

/// <summary>A chart as Plotly reads it (plotly.com/javascript/reference): traces under <c>data</c>, the rest under <c>layout</c>.</summary>
internal static class PlotlyJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };

    public static string Of(Chart chart)
    {
        var bins = new Histogram([.. chart.Traces.OfType<HistogramTrace>()]);
        var data = new JsonArray();
        var shapes = new JsonArray();
        foreach (var trace in chart.Traces)
        {
            var colour = ChartLayout.ColourOf(chart, trace.Name);
            if (trace is ReferenceTrace line)
            {
                shapes.Add(Shape(line));
                continue;
            }

            foreach (var node in Nodes(chart, trace, bins))
            {
                node["name"] = Text(trace.Name);
                if (colour >= 0 && trace is not (HeatTrace or BoxTrace))
                {
                    node[trace is SeriesTrace { Mark: MarkKind.Line or MarkKind.Step } or BandTrace ? "line" : "marker"] =
                        new JsonObject { ["color"] = Palette.Colour(colour), ["width"] = trace is BandTrace ? 0 : null };
                }

                data.Add(node);
            }
        }

        return new JsonObject { ["data"] = data, ["layout"] = Layout(chart, shapes) }.ToJsonString(Options);
    }

    private static IEnumerable<JsonObject> Nodes(Chart chart, Trace trace, Histogram bins)
    {
        switch (trace)
        {
            case SeriesTrace series:
                yield return Series(series);
                break;
            case BandTrace band:
                yield return Edge(band.X, band.Low, "showlegend", false);
                yield return Edge(band.X, band.High, "fill", "tonexty");
                break;
            case BarTrace bars:
                yield return Bars(bars, chart.Horizontal);
                break;
            case HistogramTrace histogram:
                yield return new()
                {
                    ["type"] = "histogram",
                    ["x"] = Array(histogram.Values),
                    ["xbins"] = new JsonObject
                    {
                        ["start"] = bins.Edges[0],
                        ["end"] = bins.Edges[^1],
                        ["size"] = bins.Edges[1] - bins.Edges[0],
                    },
                    ["opacity"] = 0.5,
                };
                break;
            case BoxTrace box:
                yield return new() { ["type"] = "box", [chart.Horizontal ? "x" : "y"] = Array(box.Values) };
                break;
            case HeatTrace heat:
                yield return new()
                {
                    ["type"] = "heatmap",
                    ["x"] = Array(heat.Columns),
                    ["y"] = Array(heat.Rows),
                    ["z"] = new JsonArray([.. heat.Values.Select(r => (JsonNode)Array(r))]),
                };
                break;
            case FlowTrace flow:
                yield return new()
                {
                    ["type"] = "funnel",
                    ["y"] = Array([.. flow.Steps.Select(s => s.Name)]),
                    ["x"] = Array([.. flow.Steps.Select(s => (double)s.Count)]),
                };
                break;
        }
    }

    private static JsonObject Series(SeriesTrace series)
    {
        var node = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = series.Mark switch
            {
                MarkKind.Line or MarkKind.Step => "lines",
                MarkKind.LineWithPoints => "lines+markers",
                _ => "markers",
            },
            ["x"] = Array(series.X),
            ["y"] = Array(series.Y),
        };
        if (series.Mark == MarkKind.Step)
        {
            node["line"] = new JsonObject { ["shape"] = "hv" };
        }

        AddErrors(node, "error_x", series.X.Numbers, series.XLow, series.XHigh);
        AddErrors(node, "error_y", series.Y.Numbers, series.YLow, series.YHigh);
        return node;
    }

    private static JsonObject Edge(Coordinates x, double[] y, string property, JsonNode value) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["x"] = Array(x),
        ["y"] = Array(y),
        [property] = value,
    };

    private static JsonObject Bars(BarTrace bars, bool horizontal)
    {
        var node = new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = horizontal ? "h" : "v",
            [horizontal ? "y" : "x"] = Array(bars.Categories),
            [horizontal ? "x" : "y"] = Array(bars.Values),
        };
        AddErrors(node, horizontal ? "error_x" : "error_y", bars.Values, bars.Low, bars.High);
        return node;
    }

    private static void AddErrors(JsonObject node, string name, double[] values, double[]? low, double[]? high)
    {
        if (low is not null && high is not null)
        {
            node[name] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Array([.. high.Select((h, i) => h - values[i])]),
                ["arrayminus"] = Array([.. low.Select((l, i) => values[i] - l)]),
            };
        }
    }

    private static JsonObject Shape(ReferenceTrace line) => new()
    {
        ["type"] = "line",
        ["name"] = Text(line.Name),
        ["xref"] = line.Direction == ReferenceKind.Vertical ? "x" : "paper",
        ["yref"] = line.Direction == ReferenceKind.Horizontal ? "y" : "paper",
        ["x0"] = Number(line.Direction == ReferenceKind.Vertical ? line.At : 0),
        ["x1"] = Number(line.Direction == ReferenceKind.Vertical ? line.At : 1),
        ["y0"] = Number(line.Direction == ReferenceKind.Horizontal ? line.At : 0),
        ["y1"] = Number(line.Direction == ReferenceKind.Horizontal ? line.At : 1),
        ["line"] = new JsonObject { ["dash"] = "dash", ["width"] = 1 },
    };

    private static JsonObject Layout(Chart chart, JsonArray shapes)
    {
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Text(chart.Title) },
            ["xaxis"] = AxisOf(chart.XTitle, chart.XKind, chart.XLog, chart.XRange),
            ["yaxis"] = AxisOf(chart.YTitle, chart.YKind, chart.YLog, chart.YRange),
            ["barmode"] = chart.Traces.Any(t => t is HistogramTrace) ? "overlay" : chart.Stacked ? "relative" : "group",
        };
        if (chart.YKind == AxisKind.Category)
        {
            layout["yaxis"]!["autorange"] = "reversed";
        }

        if (shapes.Count > 0)
        {
            layout["shapes"] = shapes;
        }

        return layout;
    }

    private static JsonObject AxisOf(string title, AxisKind? kind, bool logarithmic, (double Low, double High)? range)
    {
        var axis = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Text(title) },
            ["type"] = kind switch { AxisKind.Date => "date", AxisKind.Category => "category", _ => logarithmic ? "log" : "linear" },
        };
        if (range is var (low, high))
        {
            double At(double v) => logarithmic ? Math.Log10(v) : v;
            axis["range"] = kind == AxisKind.Date ? new JsonArray(Iso(low), Iso(high)) : new JsonArray(Number(At(low)), Number(At(high)));
        }

        return axis;
    }

    private static JsonArray Array(Coordinates values) => values.Kind switch
    {
        AxisKind.Category => Array(values.Names),
        AxisKind.Date => new JsonArray([.. values.Numbers.Select(Iso)]),
        _ => Array(values.Numbers),
    };

    private static JsonArray Array(double[] values) => new([.. values.Select(Number)]);

    private static JsonArray Array(string[] values) => new([.. values.Select(v => (JsonNode?)JsonValue.Create(Text(v)))]);

    /// <summary>JSON has no NaN and no infinity; Plotly takes null for a gap.</summary>
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonNode? Iso(double days) =>
        double.IsFinite(days) ? JsonValue.Create(Invariant($"{Coordinates.Date(days):yyyy-MM-ddTHH:mm:ss}")) : null;

    /// <summary>Lone surrogates, which JSON cannot hold, replaced.</summary>
    private static string Text(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
