namespace Mimic.Charts;

/// <summary>Draws lying bars from one moment to another, as stays on a timeline.</summary>
internal static class IntervalRenderer
{
    private const double Narrowest = 2;

    public static void Draw(SvgWriter svg, ChartLayout layout, IntervalTrace trace, int colour)
    {
        var half = Math.Min(9, layout.PlotHeight / Math.Max(1, layout.Y.Categories.Count) * 0.32);
        for (var i = 0; i < trace.Rows.Length; i++)
        {
            double from = trace.From.Numbers[i], to = trace.To.Numbers[i];
            double left = layout.AtX(from), right = layout.AtX(to), y = layout.AtY(layout.Y.Position(trace.Rows[i]));
            if (!double.IsFinite(left + right + y) || to < from)
            {
                continue;
            }

            // A stay of an hour in a year is still to be seen.
            var width = Math.Max(right - left, Narrowest);
            var tip = trace.From.Kind == AxisKind.Date
                ? Invariant($"{trace.Rows[i]}: {Coordinates.Date(from):yyyy-MM-dd HH:mm} to {Coordinates.Date(to):yyyy-MM-dd HH:mm}")
                : $"{trace.Rows[i]}: {NumberLabel.Of(from)} to {NumberLabel.Of(to)}";
            var style = $"fill=\"{Palette.Colour(colour)}\" fill-opacity=\"0.75\" rx=\"{(width > 8 ? 2 : 0)}\"";
            svg.Rectangle(left, y - half, width, 2 * half, style, tip);
        }
    }
}
