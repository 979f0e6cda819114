namespace Mimic.Charts;

/// <summary>Draws the legend, above the data.</summary>
internal static class LegendRenderer
{
    public static void Draw(SvgWriter svg, IReadOnlyList<LegendEntry> legend)
    {
        foreach (var entry in legend)
        {
            var y = entry.Y + 9;
            var colour = entry.Colour < 0 ? string.Empty : Palette.Colour(entry.Colour);
            switch (entry.Trace)
            {
                case ReferenceTrace:
                    svg.Line(entry.X, y, entry.X + 26, y, entry.ReferenceStyle);
                    break;
                case RangeTrace range:
                    svg.Rectangle(entry.X + 3, y - 6, 20, 12, AxisRenderer.RangeStyle);

                    // The edges tell a range of x from a range of y.
                    var edges = range.Direction == ReferenceKind.Vertical ? (From: (3, -6), To: (3, 6), Shift: (20, 0)) : (From: (3, -6), To: (23, -6), Shift: (0, 12));
                    foreach (var k in (ReadOnlySpan<int>)[0, 1])
                    {
                        double across = entry.X + (k * edges.Shift.Item1), down = y + (k * edges.Shift.Item2);
                        svg.Line(across + edges.From.Item1, down + edges.From.Item2, across + edges.To.Item1, down + edges.To.Item2, AxisRenderer.RangeEdge);
                    }

                    break;
                case BarTrace:
                    svg.Rectangle(entry.X + 6, y - 6, 14, 12, $"fill=\"{colour}\"")
                        .Path(Palette.StripesIn(entry.Colour, entry.X + 6, y - 6, 14, 12), BarRenderer.StripeStyle);
                    break;
                case HistogramTrace or BoxTrace:
                    var dash = entry.Trace is HistogramTrace ? SeriesRenderer.LineStyle(entry.Colour, 1.6) : $"stroke=\"{colour}\" stroke-width=\"1.5\"";
                    svg.Rectangle(entry.X + 4, y - 6, 18, 12, $"{dash.Replace("fill=\"none\" ", string.Empty, StringComparison.Ordinal)} fill=\"{colour}\" fill-opacity=\"0.35\"");
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
