using System.Text.Json.Nodes;

namespace Mimic.Charts;

/// <summary>Reference lines, shades, marks and notes as Plotly has them: shapes and annotations of the layout.</summary>
internal static class PlotlyShapes
{
    /// <summary>Adds what a trace needs; nothing for a trace with data.</summary>
    public static void Add(JsonArray shapes, JsonArray annotations, Chart chart, Trace trace, int number)
    {
        string x = PlotlyJson.Axis("x", number), y = PlotlyJson.Axis("y", number);
        switch (trace)
        {
            case ReferenceTrace { Direction: ReferenceKind.Diagonal } line:
                // From corner to corner of what the axes share; without fixed ends that is the whole drawing.
                var ends = chart.XRange is { } r && chart.YRange is { } s ? (Low: Math.Max(r.Low, s.Low), High: Math.Min(r.High, s.High)) : (Low: double.NaN, High: double.NaN);
                shapes.Add(double.IsFinite(ends.Low + ends.High)
                    ? Line(line.Name, (x, ends.Low, ends.High), (y, ends.Low, ends.High), "dash")
                    : Line(line.Name, ($"{x} domain", 0, 1), ($"{y} domain", 0, 1), "dash"));
                break;
            case ReferenceTrace { Direction: ReferenceKind.Horizontal } line:
                shapes.Add(Line(line.Name, ($"{x} domain", 0, 1), (y, PlotlyValues.At(line.At, chart.YKind), PlotlyValues.At(line.At, chart.YKind)), "dash"));
                break;
            case ReferenceTrace line:
                shapes.Add(Line(line.Name, (x, PlotlyValues.At(line.At, chart.XKind), PlotlyValues.At(line.At, chart.XKind)), ($"{y} domain", 0, 1), "dash"));
                break;
            case MarkTrace mark:
                shapes.Add(Line(mark.Label, (x, PlotlyValues.At(mark.At, chart.XKind), PlotlyValues.At(mark.At, chart.XKind)), ($"{y} domain", 0, 1), "solid"));
                annotations.Add(PlotlyJson.Words(mark.Label, (PlotlyValues.At(mark.At, chart.XKind), x), (1, $"{y} domain"), false));
                break;
            case RangeTrace range:
                shapes.Add(Shade(chart, range, x, y));
                break;
            case NoteTrace note:
                annotations.Add(PlotlyJson.Words(note.Text, (PlotlyValues.First(note.X), x), (PlotlyValues.First(note.Y), y), true));
                break;
        }
    }

    private static JsonObject Line(
        string name, (string Axis, JsonNode? From, JsonNode? To) x, (string Axis, JsonNode? From, JsonNode? To) y, string dash) => new()
        {
            ["type"] = "line",
            ["name"] = PlotlyValues.Text(name),
            ["xref"] = x.Axis,
            ["x0"] = x.From,
            ["x1"] = x.To,
            ["yref"] = y.Axis,
            ["y0"] = y.From,
            ["y1"] = y.To,
            ["line"] = new JsonObject { ["dash"] = dash, ["width"] = 1 },
        };

    private static JsonObject Shade(Chart chart, RangeTrace range, string x, string y)
    {
        var upright = range.Direction == ReferenceKind.Vertical;
        var kind = upright ? chart.XKind : chart.YKind;
        var shape = new JsonObject
        {
            ["type"] = "rect",
            ["name"] = PlotlyValues.Text(range.Name),
            ["xref"] = upright ? x : $"{x} domain",
            ["yref"] = upright ? $"{y} domain" : y,
            ["fillcolor"] = "#888888",
            ["opacity"] = 0.15,
            ["layer"] = "below",
            ["line"] = new JsonObject { ["width"] = 0 },
        };
        var (along, across) = upright ? ("x", "y") : ("y", "x");
        shape[along + "0"] = PlotlyValues.At(range.Low, kind);
        shape[along + "1"] = PlotlyValues.At(range.High, kind);
        (shape[across + "0"], shape[across + "1"]) = (0, 1);
        return shape;
    }
}
