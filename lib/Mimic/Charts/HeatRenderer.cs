namespace Mimic.Charts;

/// <summary>Draws heat maps: the value is the strength of the colour, and stands in the cell where there is room.</summary>
internal static class HeatRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout, HeatTrace heat)
    {
        double width = layout.PlotWidth / layout.X.Categories.Count, height = layout.PlotHeight / layout.Y.Categories.Count;
        var most = heat.Most;
        var labelled = heat.Usable.All(v => TextMeasure.Width(NumberLabel.Of(v), 11) < width - 4) && height >= 16;
        var gap = Math.Min(width, height) > 6 ? 1 : 0;
        for (var row = 0; row < heat.Rows.Length; row++)
        {
            for (var column = 0; column < heat.Columns.Length; column++)
            {
                var value = heat.Values[row][column];
                double x = layout.AtX(layout.X.Position(heat.Columns[column])), y = layout.AtY(layout.Y.Position(heat.Rows[row]));
                if (!Extent.IsUsable(value, false))
                {
                    // No value is not a small value.
                    svg.Path(Palette.Marker(0, x, y, Math.Min(1.6, Math.Min(width, height) / 4)), "fill-opacity=\"0.35\"");
                    continue;
                }

                var tip = $"{heat.Rows[row]}, {heat.Columns[column]}: {NumberLabel.Of(value)}";
                var (left, top) = (x - (width / 2) + (gap / 2.0), y - (height / 2) + (gap / 2.0));
                svg.Rectangle(left, top, width - gap, height - gap, ColourScale.Fill(value, most), tip);
                if (labelled)
                {
                    svg.Text("middle", x, y + 4, NumberLabel.Of(value), 11);
                }
            }
        }
    }
}
