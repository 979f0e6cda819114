using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Charts;

/// <summary>A chart as Plotly reads it (plotly.com/javascript/reference): traces under <c>data</c>, the rest under <c>layout</c>.</summary>
internal static class PlotlyJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = false };

    /// <summary>A chart as one figure.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="source">Where its data come from, for a figure that is exported; null to leave it out.</param>
    public static string Of(Chart chart, string? source = null)
    {
        var (data, layout) = (new JsonArray(), new JsonObject { ["title"] = Titled(chart.Title) });
        Add(data, layout, chart, [chart], new([.. chart.Traces.OfType<HistogramTrace>()], chart.XLog), 1);
        return Whole(data, layout, source);
    }

    /// <summary>The panels of a grid as the subplots of one figure.</summary>
    public static string Of(ChartGrid grid, string? source = null)
    {
        var (data, layout) = (new JsonArray(), new JsonObject { ["title"] = Titled(grid.Title) });
        var columns = grid.ColumnsFor(ChartRenderer.Wide);
        var rows = Math.Max(1, (grid.Panels.Count + columns - 1) / columns);
        var annotations = new JsonArray();
        foreach (var (panel, i) in grid.Panels.Select((p, i) => (p, i)))
        {
            Add(data, layout, panel, grid.Panels, grid.BinsOf(panel), i + 1);
            var (column, row) = (i % columns, i / columns);
            double left = (column + 0.06) / columns, right = (column + 0.94) / columns;
            double top = 1 - ((row + 0.1) / rows), bottom = 1 - ((row + 0.82) / rows);
            var (x, y) = (layout[Axis("xaxis", i + 1)]!, layout[Axis("yaxis", i + 1)]!);
            (x["domain"], y["domain"]) = (new JsonArray(left, right), new JsonArray(bottom, top));
            (x["anchor"], y["anchor"]) = (Axis("y", i + 1), Axis("x", i + 1));
            if (i > 0 && grid.SharedX)
            {
                x["matches"] = "x";
            }

            if (i > 0 && grid.SharedY)
            {
                y["matches"] = "y";
            }

            annotations.Add(Words(panel.Title, (left, "paper"), (Math.Min(1, top + (0.05 / rows)), "paper"), false));
        }

        foreach (var note in layout["annotations"]?.AsArray().ToList() ?? [])
        {
            layout["annotations"]!.AsArray().Remove(note);
            annotations.Add(note);
        }

        layout["annotations"] = annotations;
        return Whole(data, layout, source);
    }

    private static string Whole(JsonArray data, JsonObject layout, string? source)
    {
        if (source is not null)
        {
            layout["meta"] = new JsonObject { ["mimicSource"] = source };
        }

        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString(Options);
    }

    private static void Add(JsonArray data, JsonObject layout, Chart chart, IReadOnlyList<Chart> all, Histogram bins, int number)
    {
        JsonArray shapes = layout["shapes"]?.AsArray() ?? [], annotations = layout["annotations"]?.AsArray() ?? [];
        foreach (var trace in chart.Traces)
        {
            PlotlyShapes.Add(shapes, annotations, chart, trace, number);
            foreach (var node in PlotlyTraces.Of(chart, trace, bins, LegendLayout.ColourOf(all, trace.Name)))
            {
                node["name"] = PlotlyValues.Text(trace.Name);
                node["legendgroup"] = PlotlyValues.Text(trace.Name);
                if (number > 1 && trace is not (HeatTrace or FlowTrace))
                {
                    (node["xaxis"], node["yaxis"]) = (Axis("x", number), Axis("y", number));
                    node["showlegend"] = all.Take(number - 1).All(c => c.Traces.All(t => t.Name != trace.Name));
                }
                else if (number > 1)
                {
                    (node["xaxis"], node["yaxis"]) = (Axis("x", number), Axis("y", number));
                }

                data.Add(node);
            }
        }

        layout[Axis("xaxis", number)] = AxisOf(chart.XTitle, chart.XKind, chart.XLog, chart.XRange);
        layout[Axis("yaxis", number)] = AxisOf(chart.YTitle, chart.YKind, chart.YLog, chart.YRange);
        if (chart.YKind == AxisKind.Category)
        {
            layout[Axis("yaxis", number)]!["autorange"] = "reversed";
        }

        if (chart.Square)
        {
            layout[Axis("yaxis", number)]!["scaleanchor"] = Axis("x", number);
        }

        if (number == 1)
        {
            layout["barmode"] = chart.Traces.Any(t => t is HistogramTrace or IntervalTrace) ? "overlay" : chart.Stacked ? "relative" : "group";
            layout["boxmode"] = "group";
        }

        Keep(layout, "shapes", shapes);
        Keep(layout, "annotations", annotations);
    }

    private static void Keep(JsonObject layout, string name, JsonArray items)
    {
        if (items.Count > 0 && items.Parent is null)
        {
            layout[name] = items;
        }
    }

    /// <summary>Plotly numbers the axes of subplots from the second on: x, x2, x3.</summary>
    internal static string Axis(string name, int number) => number == 1 ? name : Invariant($"{name}{number}");

    private static JsonObject Titled(string text) => new() { ["text"] = PlotlyValues.Text(text) };

    internal static JsonObject Words(string text, (JsonNode? At, string Axis) x, (JsonNode? At, string Axis) y, bool arrow) => new()
    {
        ["text"] = PlotlyValues.Text(text),
        ["x"] = x.At,
        ["xref"] = x.Axis,
        ["y"] = y.At,
        ["yref"] = y.Axis,
        ["showarrow"] = arrow,
    };

    private static JsonObject AxisOf(string title, AxisKind? kind, bool logarithmic, (double Low, double High)? range)
    {
        var axis = new JsonObject
        {
            ["title"] = Titled(title),
            ["type"] = kind switch { AxisKind.Date => "date", AxisKind.Category => "category", _ => logarithmic ? "log" : "linear" },
        };
        if (range is var (low, high) && double.IsFinite(low + high) && kind != AxisKind.Category && (!logarithmic || low > 0))
        {
            double At(double v) => logarithmic && kind != AxisKind.Date ? Math.Log10(v) : v;
            axis["range"] = new JsonArray(PlotlyValues.At(At(low), kind), PlotlyValues.At(At(high), kind));
        }

        return axis;
    }
}
