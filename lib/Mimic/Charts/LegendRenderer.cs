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
                    svg.Line(entry.X, y, entry.X + 26, y, AxisRenderer.ReferenceStyle);
                    break;
                case BarTrace or HistogramTrace:
                    var opacity = entry.Trace is BarTrace ? "1" : "0.6";
                    svg.Rectangle(entry.X + 6, y - 6, 14, 12, $"fill=\"{colour}\" fill-opacity=\"{opacity}\"");
                    break;
                case BandTrace:
                    svg.Rectangle(entry.X + 3, y - 6, 20, 12, $"fill=\"{colour}\" fill-opacity=\"0.22\"");
                    break;
                case SeriesTrace series:
                    if (entry.HasBand)
                    {
                        svg.Rectangle(entry.X, y - 6, 26, 12, $"fill=\"{colour}\" fill-opacity=\"0.22\"");
                    }

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
