using System.Text;

namespace Mimic.Charts;

/// <summary>Draws lines, points and bands.</summary>
internal static class SeriesRenderer
{
    /// <summary>Up to here each point is an element of its own, so that overlapping ones look darker.</summary>
    private const int MostSeparatePoints = 600;

    public static string LineStyle(int colour, double width = 2)
    {
        var dash = Palette.Dash(colour);
        return $"fill=\"none\" stroke=\"{Palette.Colour(colour)}\" stroke-width=\"{SvgWriter.Number(width)}\" stroke-linejoin=\"round\""
            + (dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : string.Empty);
    }

    public static void Draw(SvgWriter svg, ChartLayout layout, SeriesTrace series, int colour)
    {
        var points = Points(layout, series.X, series.Y);
        if (Beside(layout.Chart, series) is var aside and not 0)
        {
            points = [.. points.Select(p => series.Y.Kind == AxisKind.Category ? (p.X, p.Y + aside) : (p.X + aside, p.Y))];
        }

        if (series.Mark == MarkKind.Diamond)
        {
            DrawDiamonds(svg, layout, series, points, colour);
            return;
        }

        if (series.Mark is MarkKind.Line or MarkKind.Step or MarkKind.LineWithPoints)
        {
            svg.Path(LinePath(points, series.Mark == MarkKind.Step), LineStyle(colour));
        }

        DrawIntervals(svg, layout, series, points, colour);
        if (series.Mark is MarkKind.Points or MarkKind.LineWithPoints)
        {
            DrawMarkers(svg, points, colour, series.Mark == MarkKind.Points && series.YLow is null && series.XLow is null ? "0.72" : "1");
        }
        else if (series.Mark == MarkKind.Strokes)
        {
            DrawStrokes(svg, layout, points, colour);
        }
        else if (points.Count == 1 || points.Count(p => double.IsFinite(p.X + p.Y)) == 1)
        {
            // A line through one point would be invisible.
            DrawMarkers(svg, points, colour, "1");
        }
    }

    public static void DrawBand(SvgWriter svg, ChartLayout layout, BandTrace band, int colour)
    {
        var high = Points(layout, band.X, Coordinates.Of(band.High));
        var low = Points(layout, band.X, Coordinates.Of(band.Low));
        var path = new StringBuilder();
        for (var start = 0; start < high.Count; start++)
        {
            var end = start;
            while (end < high.Count && double.IsFinite(high[end].X + high[end].Y + low[end].Y))
            {
                end++;
            }

            if (end > start)
            {
                var outline = high.Skip(start).Take(end - start).Concat(low.Skip(start).Take(end - start).Reverse());
                path.Append('M').AppendJoin('L', outline.Select(Pair)).Append('Z');
                start = end;
            }
        }

        svg.Path(path.ToString(), $"fill=\"{Palette.Colour(colour)}\" fill-opacity=\"0.22\"");
    }

    /// <summary>How far aside of their category the points of a series stand, so that the intervals of several do not hide one another.</summary>
    private static double Beside(Chart chart, SeriesTrace series)
    {
        const double Apart = 9;
        static bool HasIntervals(SeriesTrace s) =>
            (s.XLow is not null && s.Y.Kind == AxisKind.Category) || (s.YLow is not null && s.X.Kind == AxisKind.Category);
        var names = chart.Traces.OfType<SeriesTrace>().Where(HasIntervals).Select(s => s.Name).Distinct().ToList();
        return HasIntervals(series) ? Apart * (names.IndexOf(series.Name) - ((names.Count - 1) / 2.0)) : 0;
    }

    private static void DrawDiamonds(SvgWriter svg, ChartLayout layout, SeriesTrace series, List<(double X, double Y)> points, int colour)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = points[i];
            double left = layout.AtX(series.XLow![i]), right = layout.AtX(series.XHigh![i]);
            if (double.IsFinite(x + y + left + right))
            {
                var path = $"M{Pair((left, y))}L{Pair((x, y - 6))}L{Pair((right, y))}L{Pair((x, y + 6))}Z";
                svg.Path(path, $"fill=\"{Palette.Colour(colour)}\"");
            }
        }
    }

    private static List<(double X, double Y)> Points(ChartLayout layout, Coordinates x, Coordinates y) =>
        [.. Enumerable.Range(0, x.Count).Select(i => (layout.AtX(layout.X.Value(x, i)), layout.AtY(layout.Y.Value(y, i))))];

    private static string Pair((double X, double Y) p) => $"{SvgWriter.Number(p.X)} {SvgWriter.Number(p.Y)}";

    private static string LinePath(List<(double X, double Y)> points, bool step)
    {
        var path = new StringBuilder();
        var broken = true;
        (double X, double Y) last = default;
        foreach (var point in points)
        {
            if (!double.IsFinite(point.X + point.Y))
            {
                broken = true;
                continue;
            }

            (double X, double Y) rounded = (Math.Round(point.X, 1), Math.Round(point.Y, 1));
            if (broken)
            {
                path.Append('M').Append(Pair(rounded));
            }
            else if (rounded == last)
            {
                continue;
            }
            else if (step)
            {
                path.Append('H').Append(SvgWriter.Number(rounded.X)).Append('V').Append(SvgWriter.Number(rounded.Y));
            }
            else
            {
                path.Append('L').Append(Pair(rounded));
            }

            (broken, last) = (false, rounded);
        }

        return path.ToString();
    }

    private static void DrawMarkers(SvgWriter svg, List<(double X, double Y)> points, int colour, string opacity)
    {
        var shown = points.Where(p => double.IsFinite(p.X + p.Y)).Select(p => (X: Math.Round(p.X, 1), Y: Math.Round(p.Y, 1))).ToList();
        var separate = shown.Count <= MostSeparatePoints;
        var places = separate ? shown : [.. shown.Distinct()];
        var paths = places.Select(p => Palette.Marker(colour, p.X, p.Y, separate ? 3.8 : 2.4));
        svg.Raw($"<g fill=\"{Palette.Colour(colour)}\" fill-opacity=\"{opacity}\">");
        foreach (var path in separate ? paths : [string.Concat(paths)])
        {
            svg.Path(path, string.Empty);
        }

        svg.Raw("</g>");
    }

    private static void DrawStrokes(SvgWriter svg, ChartLayout layout, List<(double X, double Y)> points, int colour)
    {
        var half = Math.Min(10, layout.PlotHeight / Math.Max(1, layout.Y.Categories.Count) * 0.33);
        var places = points.Where(p => double.IsFinite(p.X + p.Y)).Select(p => (X: Math.Round(p.X * 2) / 2, p.Y)).Distinct();
        var stroke = $"v{SvgWriter.Number(2 * half)}";
        var path = string.Concat(places.Select(p => $"M{Pair((p.X, p.Y - half))}{stroke}"));
        svg.Path(path, $"fill=\"none\" stroke=\"{Palette.Colour(colour)}\" stroke-width=\"1.6\" stroke-opacity=\"0.8\"");
    }

    private static void DrawIntervals(
        SvgWriter svg, ChartLayout layout, SeriesTrace series, List<(double X, double Y)> points, int colour)
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = points[i];
            if (series.YLow is not null && double.IsFinite(x + layout.AtY(series.YLow[i]) + layout.AtY(series.YHigh![i])))
            {
                path.Append(Whisker.Upright(x, layout.AtY(series.YLow[i]), layout.AtY(series.YHigh[i])));
            }

            if (series.XLow is not null && double.IsFinite(y + layout.AtX(series.XLow[i]) + layout.AtX(series.XHigh![i])))
            {
                path.Append(Whisker.Level(y, layout.AtX(series.XLow[i]), layout.AtX(series.XHigh[i])));
            }
        }

        svg.Path(path.ToString(), $"fill=\"none\" stroke=\"{Palette.Colour(colour)}\" stroke-width=\"1.5\"");
    }
}

/// <summary>Paths of interval marks with caps.</summary>
internal static class Whisker
{
    private const double Cap = 3.5;

    public static string Upright(double x, double y1, double y2) =>
        $"M{N(x)} {N(y1)}V{N(y2)}M{N(x - Cap)} {N(y1)}h{N(2 * Cap)}M{N(x - Cap)} {N(y2)}h{N(2 * Cap)}";

    public static string Level(double y, double x1, double x2) =>
        $"M{N(x1)} {N(y)}H{N(x2)}M{N(x1)} {N(y - Cap)}v{N(2 * Cap)}M{N(x2)} {N(y - Cap)}v{N(2 * Cap)}";

    private static string N(double value) => SvgWriter.Number(value);
}
