namespace Mimic.Charts;

/// <summary>Draws axes, grid, labels and reference lines.</summary>
internal static class AxisRenderer
{
    public const string RangeStyle = "fill=\"currentColor\" fill-opacity=\"0.1\"";

    public const string RangeEdge = "stroke=\"currentColor\" stroke-opacity=\"0.5\" stroke-dasharray=\"1 3\" fill=\"none\"";

    private const double Size = ChartLayout.TextSize - 1;
    private const string Grid = "stroke=\"currentColor\" stroke-opacity=\"0.14\" fill=\"none\"";
    private const string Base = "stroke=\"currentColor\" stroke-opacity=\"0.55\" fill=\"none\"";

    private static readonly string[] ReferenceDashes = ["5 4", "1.5 3", "10 3 2 3", "14 5"];

    /// <summary>How a reference line is drawn: several on one chart by their dashes.</summary>
    /// <param name="charts">The chart, or all panels of a figure.</param>
    /// <param name="name">Of the line.</param>
    public static string ReferenceStyle(IEnumerable<Chart> charts, string name)
    {
        var index = charts.SelectMany(c => c.Traces).OfType<ReferenceTrace>().Select(t => t.Name).Distinct().ToList().IndexOf(name);
        var dash = ReferenceDashes[Math.Max(0, index) % ReferenceDashes.Length];
        return $"stroke=\"currentColor\" stroke-opacity=\"0.65\" stroke-width=\"1.3\" stroke-dasharray=\"{dash}\" fill=\"none\"";
    }

    public static void Draw(SvgWriter svg, ChartLayout layout)
    {
        double bottom = layout.Bottom, right = layout.Right;
        DrawY(svg, layout, right);
        if (layout.XLabels is { } labels)
        {
            DrawCategories(svg, layout, labels, bottom);
        }
        else if (layout.XKind != AxisKind.Category)
        {
            foreach (var tick in layout.X.Ticks)
            {
                var x = layout.AtX(tick.At);
                svg.Line(x, layout.Top, x, bottom, Grid);
                if (!layout.HasXLabels)
                {
                    continue;
                }

                svg.Line(x, bottom, x, bottom + 4, Base).Text("middle", Inside(layout, x, tick.Label), bottom + 17, tick.Label, Size);
                if (tick.Below is { Length: > 0 } below)
                {
                    svg.Text("middle", Inside(layout, x, below), bottom + 32, below, Size, "fill-opacity=\"0.8\"");
                }
            }
        }

        svg.Line(layout.Left, bottom, right, bottom, Base);
        for (var i = 0; i < layout.XTitle.Count; i++)
        {
            var y = layout.XTitleTop + 13 + (i * ChartLayout.LineHeight);
            svg.Text("middle", layout.Left + (layout.PlotWidth / 2), y, layout.XTitle[i], ChartLayout.TextSize, "fill-opacity=\"0.8\"");
        }
    }

    public static void DrawReference(SvgWriter svg, ChartLayout layout, ReferenceTrace line, string style)
    {
        double bottom = layout.Bottom, right = layout.Right;
        switch (line.Direction)
        {
            case ReferenceKind.Horizontal when layout.AtY(line.At) is var y && double.IsFinite(y):
                svg.Line(layout.Left, y, right, y, style);
                break;
            case ReferenceKind.Vertical when layout.AtX(line.At) is var x && double.IsFinite(x):
                svg.Line(x, layout.Top, x, bottom, style);
                break;
            case ReferenceKind.Diagonal:
                double low = Math.Max(layout.X.Low, layout.Y.Low), high = Math.Min(layout.X.High, layout.Y.High);
                if (low < high)
                {
                    svg.Line(layout.AtX(low), layout.AtY(low), layout.AtX(high), layout.AtY(high), style);
                }

                break;
        }
    }

    public static void DrawRange(SvgWriter svg, ChartLayout layout, RangeTrace range)
    {
        if (range.Direction == ReferenceKind.Vertical)
        {
            var (left, right) = Ends(layout.X, range);
            svg.Rectangle(layout.AtX(left), layout.Top, layout.AtX(right) - layout.AtX(left), layout.PlotHeight, RangeStyle);
            foreach (var x in (ReadOnlySpan<double>)[left, right])
            {
                svg.Line(layout.AtX(x), layout.Top, layout.AtX(x), layout.Bottom, RangeEdge);
            }
        }
        else
        {
            var (low, high) = Ends(layout.Y, range);
            svg.Rectangle(layout.Left, layout.AtY(high), layout.PlotWidth, layout.AtY(low) - layout.AtY(high), RangeStyle);
            foreach (var y in (ReadOnlySpan<double>)[low, high])
            {
                svg.Line(layout.Left, layout.AtY(y), layout.Right, layout.AtY(y), RangeEdge);
            }
        }
    }

    /// <summary>What an axis shows of a range, which may be open at an end.</summary>
    private static (double Low, double High) Ends(Axis axis, RangeTrace range)
    {
        var low = double.IsNaN(range.Low) ? axis.Low : Math.Clamp(range.Low, axis.Low, axis.High);
        var high = double.IsNaN(range.High) ? axis.High : Math.Clamp(range.High, axis.Low, axis.High);
        return (Math.Min(low, high), high);
    }

    /// <summary>Where a centred label stands whole: at its mark, or as near as the drawing's edge allows.</summary>
    private static double Inside(ChartLayout layout, double x, string label)
    {
        var half = TextMeasure.Width(label, Size) / 2;
        return Math.Max(half, Math.Min(x, layout.Width - half));
    }

    private static void DrawY(SvgWriter svg, ChartLayout layout, double right)
    {
        if (layout.YKind != AxisKind.Category)
        {
            foreach (var tick in layout.Y.Ticks)
            {
                var y = layout.AtY(tick.At);
                svg.Line(layout.Left, y, right, y, tick.At == 0 ? Base : Grid);
                if (layout.HasYLabels)
                {
                    svg.Text("end", layout.Left - 7, y + 4.2, tick.Label, Size);
                }
            }

            return;
        }

        for (var i = 0; layout.RowsAreLines && i < layout.Y.Categories.Count; i++)
        {
            svg.Line(layout.Left, layout.AtY(i), right, layout.AtY(i), Grid);
        }

        if (layout.HasYLabels)
        {
            layout.Rows.Draw(svg, layout);
        }

        svg.Line(layout.Left, layout.Top, layout.Left, layout.Top + layout.PlotHeight, Base);
    }

    private static void DrawCategories(SvgWriter svg, ChartLayout layout, CategoryLabels labels, double bottom)
    {
        for (var i = 0; i < labels.Lines.Count; i += labels.Every)
        {
            var x = layout.AtX(i);
            if (labels.Slanted)
            {
                var turn = $"transform=\"rotate(-45 {SvgWriter.Number(x + 4)} {SvgWriter.Number(bottom + 13)})\"";
                svg.Text("end", x + 4, bottom + 13, labels.Lines[i][0], Size, turn);
                continue;
            }

            for (var k = 0; k < labels.Lines[i].Count; k++)
            {
                svg.Text("middle", x, bottom + 16 + (k * 15), labels.Lines[i][k], Size);
            }
        }
    }
}
