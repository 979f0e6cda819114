namespace Mimic.Charts;

/// <summary>The names of upright marks above the data, in as many lines as keep them apart.</summary>
/// <param name="Labels">Each with its mark, its middle and its line, from the top.</param>
/// <param name="Lines">How many lines.</param>
internal sealed record MarkLabels(IReadOnlyList<(MarkTrace Mark, string Text, double X, int Line)> Labels, int Lines)
{
    private const double Size = ChartLayout.TextSize - 1;
    private const string Style = "stroke=\"currentColor\" stroke-opacity=\"0.75\" stroke-width=\"1.6\" fill=\"none\"";

    /// <summary>Room above the data.</summary>
    public double Height => Lines * 16;

    public static MarkLabels Place(IEnumerable<MarkTrace> marks, Func<double, double> at, double width)
    {
        var ends = new List<double>();
        var labels = new List<(MarkTrace, string, double, int)>();
        foreach (var mark in marks.Where(m => double.IsFinite(at(m.At))).OrderBy(m => m.At))
        {
            var text = TextMeasure.Wrap(mark.Label, (width - 8) / TextMeasure.Bold, Size, 1)[0];
            var half = TextMeasure.Width(text, Size) * TextMeasure.Bold / 2;
            var x = Math.Clamp(at(mark.At), Math.Min(half, width / 2), Math.Max(width - half, width / 2));
            var line = ends.FindIndex(end => end + 8 < x - half);
            if (line < 0)
            {
                line = ends.Count;
                ends.Add(0);
            }

            ends[line] = x + half;
            labels.Add((mark, text, x, line));
        }

        return new(labels, ends.Count);
    }

    /// <summary>Draws the marks and writes their names.</summary>
    public void Draw(SvgWriter svg, ChartLayout layout)
    {
        foreach (var (mark, text, x, line) in Labels)
        {
            var y = layout.Top - 6 - (line * 16);
            svg.Line(layout.AtX(mark.At), y + 3, layout.AtX(mark.At), layout.Bottom, Style).Text("middle", x, y, text, Size, "font-weight=\"600\"");
        }
    }
}
