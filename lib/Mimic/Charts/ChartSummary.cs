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
        SeriesTrace series => $"{Name(trace)}: {Kind(series)}, {Plural(series.X.Count, "point")}{Axes(series)}.",
        BandTrace band => $"{Name(trace)}: band, {Plural(band.X.Count, "point")}{From([.. band.Low, .. band.High])}.",
        BarTrace bars => $"{Name(trace)}: bars, {List(bars)}.",
        HistogramTrace histogram => $"{Name(trace)}: histogram of {Plural(histogram.Values.Length, "value")}{From(histogram.Values)}{Middle(histogram.Values)}.",
        BoxTrace box when BoxSummary.Of(box.Values) is { } b =>
            $"{(box.Name.Length > 0 ? $"{box.Category}, {box.Name}" : box.Category)}: "
            + $"median {N(b.Median)}, quartiles {N(b.Lower)} to {N(b.Upper)}, {Plural(b.Count, "value")}.",
        BoxTrace box => $"{box.Category}: no values.",
        HeatTrace heat =>
            $"{Name(trace)}: heat map, {Plural(heat.Rows.Length, "row")} by {Plural(heat.Columns.Length, "column")}, "
            + $"values{From([.. heat.Values.SelectMany(r => r)])}{Strongest(heat)}.",
        IntervalTrace stays => $"{Name(trace)}: {Plural(stays.Rows.Length, "interval")}"
            + $"{Between(stays.From with { Numbers = [.. stays.From.Numbers, .. stays.To.Numbers] })}.",
        RangeTrace range => $"{Name(trace)}: shaded from {Place(chart, range, range.Low)} to {Place(chart, range, range.High)}.",
        MarkTrace mark => $"Mark at {(chart.XKind == AxisKind.Date ? Day(mark.At) : N(mark.At))}: {mark.Label}.",
        NoteTrace note => $"Note: {note.Text}.",
        FlowTrace flow => string.Join("; ", flow.Steps.Concat(flow.Groups).Select(s => Invariant($"{s.Name}: {s.Count:#,0}"))) + ".",
        ReferenceTrace { Direction: ReferenceKind.Diagonal } => $"{Name(trace)}: the diagonal y = x.",
        ReferenceTrace line => $"{Name(trace)}: {(line.Direction == ReferenceKind.Horizontal ? "level" : "upright")} line at "
            + $"{(line.Direction == ReferenceKind.Vertical && chart.XKind == AxisKind.Date ? Day(line.At) : N(line.At))}.",
        _ => $"{Name(trace)}: no values.",
    };

    private static string Place(Chart chart, RangeTrace range, double value) => double.IsNaN(value) ? "the end of the axis"
        : range.Direction == ReferenceKind.Vertical && chart.XKind == AxisKind.Date ? Day(value) : N(value);

    /// <summary>Where the middle half of some values lies.</summary>
    private static string Middle(double[] values) =>
        BoxSummary.Of(values) is { Count: > 3 } b ? $", half of them between {N(b.Lower)} and {N(b.Upper)}" : string.Empty;

    /// <summary>The largest value of a heat map off its diagonal of equal names.</summary>
    private static string Strongest(HeatTrace heat)
    {
        var cells = heat.Rows
            .SelectMany((r, i) => heat.Columns.Select((c, j) => (Row: r, Column: c, Value: heat.Values[i][j])))
            .Where(c => Extent.IsUsable(c.Value, false) && c.Row != c.Column).ToList();
        if (cells.Count < 2)
        {
            return string.Empty;
        }

        var most = cells.MaxBy(c => Math.Abs(c.Value));
        return $", strongest {N(most.Value)} for {most.Row} and {most.Column}";
    }

    /// <summary>How a line runs: its ends, and its lowest and highest value where these lie between.</summary>
    private static string Run(SeriesTrace series)
    {
        var points = series.X.Numbers.Zip(series.Y.Numbers, (x, y) => (X: x, Y: y)).Where(p => double.IsFinite(p.X + p.Y)).ToList();
        if (points.Count < 2)
        {
            return points.Count == 0 ? " without a number" : $" {N(points[0].Y)}";
        }

        var (first, last) = (points[0].Y, points[^1].Y);
        var verb = first < last ? "rises from" : first > last ? "falls from" : "begins and ends at";
        var text = first == last ? $" {verb} {N(first)}" : $" {verb} {N(first)} to {N(last)}";
        foreach (var (word, end) in ((string, (double X, double Y))[])[("lowest", points.MinBy(p => p.Y)), ("highest", points.MaxBy(p => p.Y))])
        {
            if (end.Y != first && end.Y != last)
            {
                text += $", {word} {N(end.Y)} at {(series.X.Kind == AxisKind.Date ? Day(end.X) : N(end.X))}";
            }
        }

        return text;
    }

    private static string Name(Trace trace) => trace.Name.Length > 0 ? trace.Name : "Data";

    private static string Kind(SeriesTrace series) => series.Mark switch
    {
        MarkKind.Points => "points",
        MarkKind.Step => "step line",
        _ => "line",
    };

    private static string Plural(int count, string noun) => Invariant($"{count:#,0} {noun}{(count == 1 ? string.Empty : "s")}");

    private static string Axes(SeriesTrace series)
    {
        var (x, y) = (series.X, series.Y);
        if (y.Kind == AxisKind.Category)
        {
            // A forest plot: every row matters.
            const int Most = 20;
            return x.Kind != AxisKind.Number || y.Count > Most ? string.Empty
                : ": " + string.Join(", ", y.Names.Select((n, i) => (n, i)).Where(r => double.IsFinite(x.Numbers[r.i]))
                    .Select(r => $"{r.n} {N(x.Numbers[r.i])}{(series.XLow is null ? string.Empty : $" ({N(series.XLow[r.i])} to {N(series.XHigh![r.i])})")}"));
        }

        return x.Kind == AxisKind.Category ? $", y{From(y.Numbers)}"
            : series.Mark == MarkKind.Points ? $", x{Between(x)}, y{From(y.Numbers)}"
            : $", x{Between(x)}, y{Run(series)}";
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
        var usable = bars.Categories.Zip(bars.Values).Where(b => Extent.IsUsable(b.Second, false)).ToList();
        var most = usable.Count > 2 ? $"; highest {usable.MaxBy(b => b.Second).First}, lowest {usable.MinBy(b => b.Second).First}" : string.Empty;
        return (bars.Categories.Length > Most ? $"{shown} and {bars.Categories.Length - Most} more" : shown) + most;
    }

    private static string From(double[] values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? " without a number" : $" from {N(finite.Min())} to {N(finite.Max())}";
    }

    private static string Day(double days) => Invariant($"{Coordinates.Date(days):yyyy-MM-dd}");

    private static string N(double value) => NumberLabel.Of(value);
}
