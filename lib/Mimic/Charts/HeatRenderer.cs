namespace Mimic.Charts;

/// <summary>Draws heat maps: the value is the strength of the colour, and stands in the cell where there is room.</summary>
internal static class HeatRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout, HeatTrace heat)
    {
        double width = layout.PlotWidth / layout.X.Categories.Count, height = layout.PlotHeight / layout.Y.Categories.Count;
        var most = heat.Values.SelectMany(r => r).Where(v => Extent.IsUsable(v, false)).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var labelled = heat.Values.SelectMany(r => r).All(v => TextMeasure.Width(NumberLabel.Of(v), 11) < width - 4) && height >= 16;
        for (var row = 0; row < heat.Rows.Length; row++)
        {
            for (var column = 0; column < heat.Columns.Length; column++)
            {
                var value = heat.Values[row][column];
                if (!Extent.IsUsable(value, false))
                {
                    continue;
                }

                double x = layout.AtX(layout.X.Position(heat.Columns[column])), y = layout.AtY(layout.Y.Position(heat.Rows[row]));

                // Below full strength, so that the number in the cell stays readable on light and dark pages.
                var strength = most > 0 ? 0.04 + (0.71 * Math.Abs(value) / most) : 0.04;
                var tip = $"{heat.Rows[row]}, {heat.Columns[column]}: {NumberLabel.Of(value)}";
                var fill = Invariant($"fill=\"{Palette.Colour(value < 0 ? 1 : 0)}\" fill-opacity=\"{strength:0.##}\"");
                svg.Rectangle(x - (width / 2) + 0.5, y - (height / 2) + 0.5, width - 1, height - 1, fill, tip);
                if (labelled)
                {
                    svg.Text("middle", x, y + 4, NumberLabel.Of(value), 11);
                }
            }
        }
    }
}
