namespace Mimic.Charts;

/// <summary>An entry of the legend.</summary>
internal sealed record LegendEntry(string Name, Trace Trace, bool HasBand, int Colour, string ReferenceStyle, double X, double Y);

/// <summary>Where the entries of a legend stand: in lines above the data, so that they never lie on them.</summary>
internal static class LegendLayout
{
    /// <summary>The colour of a trace: traces of one name share it, over all panels of a figure; -1 for lines and shades that have none.</summary>
    public static int ColourOf(IEnumerable<Chart> charts, string name) => charts
        .SelectMany(c => c.Traces)
        .Where(t => t is not (ReferenceTrace or FlowTrace or RangeTrace or MarkTrace or NoteTrace))
        .Select(t => t.Name).Distinct().ToList().IndexOf(name);

    /// <summary>The legend of one chart, or of all panels of a figure.</summary>
    /// <param name="charts">The chart or the panels.</param>
    /// <param name="width">Of the drawing.</param>
    /// <param name="top">Where the legend begins.</param>
    public static (IReadOnlyList<LegendEntry> Entries, double Bottom) Place(IReadOnlyList<Chart> charts, double width, double top)
    {
        var entries = new List<LegendEntry>();
        var shown = charts.SelectMany(c => c.Traces).Where(t => t.Name.Length > 0 && !IsNamedElsewhere(t)).ToList();
        var names = shown.Select(t => t.Name).Distinct().ToList();
        if (names.Count < 2 && !shown.Any(t => t is ReferenceTrace or RangeTrace))
        {
            return (entries, top);
        }

        double x = 0, y = top;
        foreach (var name in names)
        {
            var text = TextMeasure.Wrap(name, width - 44, ChartLayout.TextSize, 1)[0];
            var wide = 32 + TextMeasure.Width(text, ChartLayout.TextSize) + 16;
            if (x > 0 && x + wide - 16 > width)
            {
                (x, y) = (0, y + ChartLayout.LineHeight + 3);
            }

            var traces = shown.Where(t => t.Name == name).OrderBy(t => t is BandTrace ? 1 : 0).ToList();
            entries.Add(new(text, traces[0], traces[^1] is BandTrace, ColourOf(charts, name), AxisRenderer.ReferenceStyle(charts, name), x, y));
            x += wide;
        }

        return (entries, y + ChartLayout.LineHeight + 8);
    }

    /// <summary>Rows of strokes, intervals and summaries are named beside them; heat maps have a scale.</summary>
    private static bool IsNamedElsewhere(Trace trace) =>
        trace is HeatTrace or FlowTrace or IntervalTrace or SeriesTrace { Mark: MarkKind.Strokes or MarkKind.Diamond };
}
