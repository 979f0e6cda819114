namespace Mimic.Charts;

/// <summary>Draws the legend, above the data.</summary>
internal static class LegendRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout)
    {
        foreach (var entry in layout.Legend)
        {
            var y = entry.Y + 9;
            var colour = entry.Colour < 0 ? string.Empty : Palette.Colour(entry.Colour);
            switch (entry.Trace)
            {
                case ReferenceTrace:
                    svg.Line(entry.X, y, entry.X + 26, y, "stroke=\"currentColor\" stroke-opacity=\"0.6\" stroke-width=\"1.3\" stroke-dasharray=\"5 4\"");
                    break;
                case BarTrace or HistogramTrace:
                    svg.Rectangle(entry.X + 6, y - 6, 14, 12, $"fill=\"{colour}\" fill-opacity=\"{(entry.Trace is BarTrace ? "1" : "0.55")}\"");
                    break;
                case BandTrace:
                    svg.Rectangle(entry.X + 3, y - 6, 20, 12, $"fill=\"{colour}\" fill-opacity=\"0.22\"");
                    break;
                case SeriesTrace series:
                    if (series.Mark is not MarkKind.Points)
                    {
                        svg.Line(entry.X, y, entry.X + 26, y, SeriesRenderer.LineStyle(entry.Colour));
                    }

                    if (series.Mark is MarkKind.Points or MarkKind.LineWithPoints)
                    {
                        svg.Path(Palette.Marker(entry.Colour, entry.X + 13, y, 4), $"fill=\"{colour}\"");
                    }

                    break;
            }

            svg.Text("start", entry.X + 32, y + 4.4, entry.Name, ChartLayout.TextSize);
        }
    }
}
