namespace Mimic.Charts;

/// <summary>Draws axes, grid, labels and reference lines.</summary>
internal static class AxisRenderer
{
    public const string ReferenceStyle =
        "stroke=\"currentColor\" stroke-opacity=\"0.65\" stroke-width=\"1.3\" stroke-dasharray=\"5 4\" fill=\"none\"";

    private const double Size = ChartLayout.TextSize - 1;
    private const string Grid = "stroke=\"currentColor\" stroke-opacity=\"0.14\" fill=\"none\"";
    private const string Base = "stroke=\"currentColor\" stroke-opacity=\"0.55\" fill=\"none\"";

    public static void Draw(SvgWriter svg, ChartLayout layout)
    {
        double bottom = layout.Top + layout.PlotHeight, right = layout.Left + layout.PlotWidth;
        DrawY(svg, layout, right);
        if (layout.XLabels is { } labels)
        {
            DrawCategories(svg, layout, labels, bottom);
        }
        else
        {
            foreach (var tick in layout.X.Ticks)
            {
                var x = layout.AtX(tick.At);
                svg.Line(x, layout.Top, x, bottom, Grid)
                    .Line(x, bottom, x, bottom + 4, Base)
                    .Text("middle", Inside(layout, x, tick.Label), bottom + 17, tick.Label, Size);
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

    public static void DrawReference(SvgWriter svg, ChartLayout layout, ReferenceTrace line)
    {
        double bottom = layout.Top + layout.PlotHeight, right = layout.Left + layout.PlotWidth;
        switch (line.Direction)
        {
            case ReferenceKind.Horizontal when layout.AtY(line.At) is var y && double.IsFinite(y):
                svg.Line(layout.Left, y, right, y, ReferenceStyle);
                break;
            case ReferenceKind.Vertical when layout.AtX(line.At) is var x && double.IsFinite(x):
                svg.Line(x, layout.Top, x, bottom, ReferenceStyle);
                break;
            case ReferenceKind.Diagonal:
                double low = Math.Max(layout.X.Low, layout.Y.Low), high = Math.Min(layout.X.High, layout.Y.High);
                if (low < high)
                {
                    svg.Line(layout.AtX(low), layout.AtY(low), layout.AtX(high), layout.AtY(high), ReferenceStyle);
                }

                break;
        }
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
                svg.Line(layout.Left, y, right, y, tick.At == 0 ? Base : Grid).Text("end", layout.Left - 7, y + 4.2, tick.Label, Size);
            }

            return;
        }

        for (var i = 0; i < layout.YLabels.Count; i++)
        {
            if (layout.RowsAreLines)
            {
                svg.Line(layout.Left, layout.AtY(i), right, layout.AtY(i), Grid);
            }

            var lines = layout.YLabels[i];
            var y = layout.AtY(i) + 4.2 - ((lines.Count - 1) * 7.5);
            for (var k = 0; k < lines.Count; k++)
            {
                svg.Text("end", layout.Left - 8, y + (k * 15), lines[k], ChartLayout.TextSize - 0.5);
            }
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
