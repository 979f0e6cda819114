using System.Text;

namespace Mimic.Charts;

/// <summary>A chart in words: for the console, and for readers who hear the page.</summary>
internal static class ChartSummary
{
    public static string Of(Chart chart)
    {
        var text = new StringBuilder(chart.Title);
        if (chart.Title.Length > 0 && !chart.Title.EndsWith('.'))
        {
            text.Append('.');
        }

        foreach (var (name, title) in (ReadOnlySpan<(string, string)>)[("x axis", chart.XTitle), ("y axis", chart.YTitle)])
        {
            if (title.Length > 0)
            {
                text.Append(' ').Append(char.ToUpperInvariant(name[0])).Append(name.AsSpan(1)).Append(": ").Append(title).Append('.');
            }
        }

        const int Most = 12;
        foreach (var trace in chart.Traces.Take(Most))
        {
            text.Append('\n').Append(Describe(chart, trace));
        }

        if (chart.Traces.Count > Most)
        {
            text.Append($"\nand {chart.Traces.Count - Most} more.");
        }

        return text.ToString().Trim();
    }

    private static string Describe(Chart chart, Trace trace) => trace switch
    {
        SeriesTrace { Mark: MarkKind.Strokes } events => $"{Name(trace)}: {Plural(events.X.Count, "event")}{Between(events.X)}.",
        SeriesTrace series => $"{Name(trace)}: {Kind(series)}, {Plural(series.X.Count, "point")}{Axes(series.X, series.Y)}.",
        BandTrace band => $"{Name(trace)}: band, {Plural(band.X.Count, "point")}{From([.. band.Low, .. band.High])}.",
        BarTrace bars => $"{Name(trace)}: bars, {List(bars)}.",
        HistogramTrace histogram => $"{Name(trace)}: histogram of {Plural(histogram.Values.Length, "value")}{From(histogram.Values)}.",
        BoxTrace box when BoxSummary.Of(box.Values) is { } b =>
            $"{Name(trace)}: median {N(b.Median)}, quartiles {N(b.Lower)} to {N(b.Upper)}, {Plural(b.Count, "value")}.",
        HeatTrace heat =>
            $"{Name(trace)}: heat map, {Plural(heat.Rows.Length, "row")} by {Plural(heat.Columns.Length, "column")}, "
            + $"values{From([.. heat.Values.SelectMany(r => r)])}.",
        FlowTrace flow => string.Join("; ", flow.Steps.Concat(flow.Groups).Select(s => Invariant($"{s.Name}: {s.Count:#,0}"))) + ".",
        ReferenceTrace { Direction: ReferenceKind.Diagonal } => $"{Name(trace)}: the diagonal y = x.",
        ReferenceTrace line => $"{Name(trace)}: {(line.Direction == ReferenceKind.Horizontal ? "level" : "upright")} line at "
            + $"{(line.Direction == ReferenceKind.Vertical && chart.XKind == AxisKind.Date ? Day(line.At) : N(line.At))}.",
        _ => $"{Name(trace)}: no values.",
    };

    private static string Name(Trace trace) => trace.Name.Length > 0 ? trace.Name : "Data";

    private static string Kind(SeriesTrace series) => series.Mark switch
    {
        MarkKind.Points => "points",
        MarkKind.Step => "step line",
        _ => "line",
    };

    private static string Plural(int count, string noun) => Invariant($"{count:#,0} {noun}{(count == 1 ? string.Empty : "s")}");

    private static string Axes(Coordinates x, Coordinates y)
    {
        if (y.Kind == AxisKind.Category)
        {
            // A forest plot: every row matters.
            return x.Kind == AxisKind.Number && y.Count <= 20
                ? ": " + string.Join(", ", y.Names.Zip(x.Numbers, (n, v) => $"{n} {N(v)}"))
                : string.Empty;
        }

        return x.Kind == AxisKind.Category
            ? $", y{From(y.Numbers)}"
            : $", x{Between(x)}, y{From(y.Numbers)}";
    }

    private static string Between(Coordinates x)
    {
        if (x.Kind != AxisKind.Date)
        {
            return From(x.Numbers);
        }

        var finite = x.Numbers.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? " without a date" : $" from {Day(finite.Min())} to {Day(finite.Max())}";
    }

    private static string List(BarTrace bars)
    {
        const int Most = 12;
        var shown = string.Join(", ", bars.Categories.Zip(bars.Values, (c, v) => $"{c} {N(v)}").Take(Most));
        return bars.Categories.Length > Most ? $"{shown} and {bars.Categories.Length - Most} more" : shown;
    }

    private static string From(double[] values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? " without a number" : $" from {N(finite.Min())} to {N(finite.Max())}";
    }

    private static string Day(double days) => Invariant($"{Coordinates.Date(days):yyyy-MM-dd}");

    private static string N(double value) => NumberLabel.Of(value);
}
