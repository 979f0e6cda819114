using System.Text.Json.Nodes;

namespace Mimic.Charts;

/// <summary>Traces with data as Plotly's traces: scatter, bar, box, histogram, heatmap, funnel.</summary>
internal static class PlotlyTraces
{
    private static readonly string[] Symbols = ["circle", "square", "triangle-up", "diamond", "triangle-down", "star-diamond", "hourglass", "star"];
    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "2px 6px", "14px 3px 2px 3px"];

    /// <summary>The traces for a trace; none for lines and words that belong to the layout.</summary>
    public static IEnumerable<JsonObject> Of(Chart chart, Trace trace, Histogram bins, int colour)
    {
        switch (trace)
        {
            case SeriesTrace series:
                yield return Series(series, colour);
                break;
            case BandTrace band:
                var low = Edge(band, band.Low, colour);
                low["showlegend"] = false;
                yield return low;
                var high = Edge(band, band.High, colour);
                high["fill"] = "tonexty";
                yield return high;
                break;
            case BarTrace bars:
                yield return Bars(bars, chart.Horizontal, colour);
                break;
            case HistogramTrace histogram:
                yield return Counted(histogram, bins, chart, colour);
                break;
            case BoxTrace box:
                var node = new JsonObject
                {
                    ["type"] = "box",
                    [chart.Horizontal ? "x" : "y"] = PlotlyValues.Array(box.Values),
                    [chart.Horizontal ? "y" : "x"] = PlotlyValues.Array([.. box.Values.Select(_ => box.Category)]),
                    ["orientation"] = chart.Horizontal ? "h" : "v",
                    ["marker"] = Coloured(box.Name.Length > 0 ? colour : 0),
                };
                yield return node;
                break;
            case HeatTrace heat:
                yield return Cells(heat);
                break;
            case IntervalTrace intervals:
                yield return Spans(intervals, colour);
                break;
            case FlowTrace flow:
                foreach (var boxes in (IEnumerable<IReadOnlyList<FlowStep>>)[flow.Steps, flow.Groups])
                {
                    if (boxes.Count > 0 || ReferenceEquals(boxes, flow.Steps))
                    {
                        yield return Funnel(boxes);
                    }
                }

                break;
        }
    }

    private static JsonObject Coloured(int colour) => new() { ["color"] = Palette.Colour(colour) };

    private static JsonObject Lined(int colour) => new() { ["color"] = Palette.Colour(colour), ["dash"] = Dashes[colour % Dashes.Length] };

    private static JsonObject Series(SeriesTrace series, int colour)
    {
        var lines = series.Mark is MarkKind.Line or MarkKind.Step or MarkKind.LineWithPoints;
        var points = series.Mark is not (MarkKind.Line or MarkKind.Step);
        var node = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = lines && points ? "lines+markers" : lines ? "lines" : "markers",
            ["x"] = PlotlyValues.Array(series.X),
            ["y"] = PlotlyValues.Array(series.Y),
        };
        if (lines)
        {
            node["line"] = Lined(colour);
            node["line"]!["shape"] = series.Mark == MarkKind.Step ? "hv" : "linear";
        }

        if (points)
        {
            node["marker"] = Coloured(colour);
            node["marker"]!["symbol"] = series.Mark switch
            {
                MarkKind.Strokes => "line-ns-open",
                MarkKind.Diamond => "diamond-wide",
                _ => Symbols[colour % Symbols.Length],
            };
        }

        if (series.RowTexts is not null)
        {
            node["text"] = PlotlyValues.Array(series.RowTexts);
        }

        AddErrors(node, "error_x", series.X.Numbers, series.XLow, series.XHigh);
        AddErrors(node, "error_y", series.Y.Numbers, series.YLow, series.YHigh);
        return node;
    }

    private static JsonObject Edge(BandTrace band, double[] y, int colour) => new()
    {
        ["type"] = "scatter",
        ["mode"] = "lines",
        ["x"] = PlotlyValues.Array(band.X),
        ["y"] = PlotlyValues.Array(y),
        ["line"] = new JsonObject { ["color"] = Palette.Colour(colour), ["width"] = 0 },
        ["fillcolor"] = Palette.Colour(colour) + "38",
    };

    private static JsonObject Bars(BarTrace bars, bool horizontal, int colour)
    {
        var node = new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = horizontal ? "h" : "v",
            [horizontal ? "y" : "x"] = PlotlyValues.Array(bars.Categories),
            [horizontal ? "x" : "y"] = PlotlyValues.Array(bars.Values),
            ["marker"] = Coloured(colour),
        };
        AddErrors(node, horizontal ? "error_x" : "error_y", bars.Values, bars.Low, bars.High);
        return node;
    }

    /// <summary>Plotly counts by itself, in bins of one width; on a logarithmic axis bins differ, so the heights are given as bars.</summary>
    private static JsonObject Counted(HistogramTrace histogram, Histogram bins, Chart chart, int colour)
    {
        if (chart.XLog)
        {
            return new()
            {
                ["type"] = "bar",
                ["x"] = PlotlyValues.Array([.. bins.Edges.Zip(bins.Edges.Skip(1), (a, b) => (a + b) / 2)]),
                ["width"] = PlotlyValues.Array([.. bins.Edges.Zip(bins.Edges.Skip(1), (a, b) => b - a)]),
                ["y"] = PlotlyValues.Array(bins.Heights(histogram, chart.Shares)),
                ["opacity"] = 0.5,
                ["marker"] = Coloured(colour),
            };
        }

        return new()
        {
            ["type"] = "histogram",
            ["x"] = PlotlyValues.Array(histogram.Values),
            ["histnorm"] = chart.Shares ? "percent" : string.Empty,
            ["autobinx"] = false,
            ["xbins"] = new JsonObject
            {
                ["start"] = PlotlyValues.Number(bins.Edges[0]),
                ["end"] = PlotlyValues.Number(bins.Edges[^1]),
                ["size"] = PlotlyValues.Number(bins.Edges[1] - bins.Edges[0]),
            },
            ["opacity"] = 0.5,
            ["marker"] = Coloured(colour),
        };
    }

    private static JsonObject Cells(HeatTrace heat)
    {
        var node = new JsonObject
        {
            ["type"] = "heatmap",
            ["x"] = PlotlyValues.Array(heat.Columns),
            ["y"] = PlotlyValues.Array(heat.Rows),
            ["z"] = new JsonArray([.. heat.Values.Select(r => (JsonNode)PlotlyValues.Array(r))]),
            ["colorscale"] = heat.Usable.Any(v => v < 0)
                ? new JsonArray(new JsonArray(0, Palette.Colour(1)), new JsonArray(0.5, "#ffffff"), new JsonArray(1, Palette.Colour(0)))
                : new JsonArray(new JsonArray(0, "#ffffff"), new JsonArray(1, Palette.Colour(0))),
        };
        if (heat.Usable.Any(v => v < 0))
        {
            node["zmid"] = 0;
        }

        return node;
    }

    /// <summary>Bars that begin at a base; on a date axis their length is in milliseconds.</summary>
    private static JsonObject Spans(IntervalTrace intervals, int colour)
    {
        const double MillisecondsPerDay = 86_400_000;
        var scale = intervals.From.Kind == AxisKind.Date ? MillisecondsPerDay : 1;
        double[] lengths = [.. intervals.To.Numbers.Zip(intervals.From.Numbers, (to, from) => to < from ? double.NaN : (to - from) * scale)];
        return new()
        {
            ["type"] = "bar",
            ["orientation"] = "h",
            ["y"] = PlotlyValues.Array(intervals.Rows),
            ["base"] = PlotlyValues.Array(intervals.From),
            ["x"] = PlotlyValues.Array(lengths),
            ["marker"] = Coloured(colour),
        };
    }

    private static JsonObject Funnel(IReadOnlyList<FlowStep> steps) => new()
    {
        ["type"] = "funnel",
        ["y"] = PlotlyValues.Array([.. steps.Select(s => s.Name)]),
        ["x"] = PlotlyValues.Array([.. steps.Select(s => (double)s.Count)]),
    };

    private static void AddErrors(JsonObject node, string name, double[] values, double[]? low, double[]? high)
    {
        if (low is not null && high is not null)
        {
            node[name] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = PlotlyValues.Array([.. high.Select((h, i) => h - values[i])]),
                ["arrayminus"] = PlotlyValues.Array([.. low.Select((l, i) => values[i] - l)]),
            };
        }
    }
}
