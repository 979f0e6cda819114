namespace Mimic.Charts;

/// <summary>The names of upright marks above the data, in as many lines as keep them apart from one another and from the marks.</summary>
/// <param name="Labels">Each with its mark, the ends of its words, and its line, the lowest first.</param>
/// <param name="Lines">How many lines.</param>
internal sealed record MarkLabels(IReadOnlyList<MarkLabel> Labels, int Lines)
{
    private const double Size = ChartLayout.TextSize - 1;
    private const double Beside = 4;
    private const string Style = "stroke=\"currentColor\" stroke-opacity=\"0.75\" stroke-width=\"1.6\" fill=\"none\"";

    /// <summary>Room above the data.</summary>
    public double Height => Lines == 0 ? 0 : (Lines * 16) + 2;

    public static MarkLabels Place(IEnumerable<MarkTrace> marks, Func<double, double> at, double width)
    {
        var shown = marks.Select(m => (Mark: m, X: at(m.At))).Where(m => double.IsFinite(m.X) && m.X >= 0 && m.X <= width).Select(m =>
        {
            var text = TextMeasure.Wrap(m.Mark.Label, (width - (2 * Beside)) / TextMeasure.Bold / 2, Size, 1)[0];
            var wide = TextMeasure.Width(text, Size) * TextMeasure.Bold;
            var leftwards = m.X + Beside + wide > width;
            return new MarkLabel(m.Mark, text, m.X, leftwards ? m.X - Beside - wide : m.X + Beside, wide, 0);
        }).ToList();

        // Each next mark is beyond all words so far: from right to left, then those at the right edge, whose words run to the left, from
        // left to right.
        var placed = new List<MarkLabel>();
        foreach (var label in shown.OrderBy(l => l.Left < l.X).ThenBy(l => l.Left < l.X ? l.X : -l.X))
        {
            var line = Enumerable.Range(0, shown.Count).Where(l => placed.TrueForAll(p => Apart(label with { Line = l }, p))).DefaultIfEmpty(placed.Count).First();
            placed.Add(label with { Line = line });
        }

        return new(placed, placed.Count == 0 ? 0 : placed.Max(p => p.Line) + 1);
    }

    /// <summary>Draws the marks and writes their names.</summary>
    public void Draw(SvgWriter svg, ChartLayout layout)
    {
        foreach (var label in Labels)
        {
            var y = layout.Top - 6 - (label.Line * 16);
            svg.Line(label.X, y - 9, label.X, layout.Bottom, Style).Text("start", label.Left, y, label.Text, Size, "font-weight=\"600\"");
        }
    }

    /// <summary>Whether words lie neither on words nor on the line of a mark whose name stands higher.</summary>
    private static bool Apart(MarkLabel a, MarkLabel b)
    {
        const double Gap = 6;
        static bool Crosses(MarkLabel higher, MarkLabel lower) => higher.X > lower.Left - 2 && higher.X < lower.Left + lower.Width + 2;
        return a.Line == b.Line ? a.Left + a.Width + Gap < b.Left || b.Left + b.Width + Gap < a.Left
            : !(a.Line > b.Line ? Crosses(a, b) : Crosses(b, a));
    }
}

/// <summary>The name of a mark: its words begin at the left end, beside the line of the mark.</summary>
internal sealed record MarkLabel(MarkTrace Mark, string Text, double X, double Left, double Width, int Line);
