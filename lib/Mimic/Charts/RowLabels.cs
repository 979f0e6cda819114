namespace Mimic.Charts;

/// <summary>The names of the categories of the y axis, each in lines, and words at the right end of the rows.</summary>
/// <param name="Lines">Per row, from top to bottom.</param>
/// <param name="Texts">Per row the words at its right end; empty strings for none, no entries if no row has any.</param>
/// <param name="Below">Whether these words stand below the name, for want of room on the right.</param>
internal sealed record RowLabels(IReadOnlyList<IReadOnlyList<string>> Lines, IReadOnlyList<string> Texts, bool Below)
{
    public const double Size = ChartLayout.TextSize - 0.5;
    private const double LineHeight = 15;
    private const int ManyRows = 14;

    /// <summary>Room on the left.</summary>
    public double Width => Lines.SelectMany(l => l).Concat(Below ? Texts : [])
        .Select(l => TextMeasure.Width(l, Size)).DefaultIfEmpty(0).Max() + 12;

    /// <summary>Room on the right.</summary>
    public double TextWidth => Below || Texts.Count == 0 ? 0 : Texts.Max(t => TextMeasure.Width(t, Size)) + 8;

    /// <summary>What the highest row needs.</summary>
    public double RowHeight => Math.Max(Lines.Count > ManyRows ? 18 : 28, (LineHeight * (Lines.Select(l => l.Count).DefaultIfEmpty(1).Max() + (Below && Texts.Count > 0 ? 1 : 0))) + (Lines.Count > ManyRows ? 2 : 6));

    public static RowLabels Of(Chart chart, IReadOnlyList<string> rows, AxisKind kind, double width)
    {
        if (kind != AxisKind.Category)
        {
            return new([], [], false);
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var series in chart.Traces.OfType<SeriesTrace>().Where(s => s.RowTexts is not null && s.Y.Kind == AxisKind.Category))
        {
            for (var i = 0; i < series.Y.Names.Length; i++)
            {
                texts[series.Y.Names[i]] = series.RowTexts![i];
            }
        }

        // Many rows of a heat map are easier to follow when they are low.
        var most = rows.Count > ManyRows ? 1 : 3;
        var lines = rows.Select(r => TextMeasure.Wrap(r, width * 0.36, Size, most)).ToList();
        return new(lines, texts.Count == 0 ? [] : [.. rows.Select(r => texts.GetValueOrDefault(r, string.Empty))], width < 500);
    }

    /// <summary>Writes them.</summary>
    public void Draw(SvgWriter svg, ChartLayout layout)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var text = i < Texts.Count ? Texts[i] : string.Empty;
            var below = Below && text.Length > 0;
            var y = layout.AtY(i) + 4.2 - ((Lines[i].Count - (below ? 0 : 1)) * LineHeight / 2);

            // Among rows with words of their own, one without is a heading.
            var heading = Texts.Count > 0 && text.Length == 0 ? "font-weight=\"600\"" : string.Empty;
            for (var k = 0; k < Lines[i].Count; k++)
            {
                svg.Text("end", layout.Left - 8, y + (k * LineHeight), Lines[i][k], Size, heading);
            }

            if (below)
            {
                svg.Text("end", layout.Left - 8, y + (Lines[i].Count * LineHeight), text, Size - 1, "fill-opacity=\"0.75\"");
            }
            else if (text.Length > 0)
            {
                svg.Text("end", layout.Right + TextWidth, layout.AtY(i) + 4.2, text, Size);
            }
        }
    }
}
