using System.Text;

namespace Mimic.Charts;

/// <summary>
/// Colours in the middle of the lightness range, so that each stands out on a white and on a dark page (contrast 3:1 and more). Colour-blind
/// readers can tell the first four apart by hue; so little lightness leaves no more than that, and beyond it shapes, dashes and stripes
/// say what the colours don't.
/// </summary>
internal static class Palette
{
    /// <summary>One per series, in order.</summary>
    public static readonly string[] Colours =
        ["#2f7fd0", "#d9601a", "#0e9a72", "#c263a0", "#a98600", "#7b6fd6", "#8a7f78", "#d04a5a"];

    private static readonly string[] Dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 5", "14 3 2 3 2 3"];

    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>The stroke-dasharray of a line; empty for a solid one.</summary>
    public static string Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>Which way bars are striped.</summary>
    public static string Stripes(int index) => (index % Colours.Length) switch
    {
        4 or 6 => "level",
        5 or 7 => "upright",
        _ => "none",
    };

    /// <summary>The path of the stripes of a bar; empty for a plain one.</summary>
    public static string StripesIn(int index, double x, double y, double width, double height)
    {
        const double Apart = 5;
        var path = new StringBuilder();
        var level = Stripes(index) == "level";
        for (var at = Apart; Stripes(index) != "none" && at < (level ? height : width); at += Apart)
        {
            path.Append(level ? $"M{N(x)} {N(y + at)}h{N(width)}" : $"M{N(x + at)} {N(y)}v{N(height)}");
        }

        return path.ToString();
    }

    /// <summary>The path of a marker around a point.</summary>
    public static string Marker(int index, double x, double y, double r) => (index % Colours.Length) switch
    {
        0 => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
        1 => $"M{N(x - (0.9 * r))} {N(y - (0.9 * r))}h{N(1.8 * r)}v{N(1.8 * r)}h{N(-1.8 * r)}z",
        2 => $"M{N(x)} {N(y - (1.2 * r))}l{N(1.15 * r)} {N(2 * r)}h{N(-2.3 * r)}z",
        3 => $"M{N(x)} {N(y - (1.3 * r))}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z",
        4 => $"M{N(x)} {N(y + (1.2 * r))}l{N(1.15 * r)} {N(-2 * r)}h{N(-2.3 * r)}z",
        5 => Star(4, x, y, 1.4 * r, 0.45 * r),
        6 => $"M{N(x - (1.3 * r))} {N(y - (0.45 * r))}h{N(2.6 * r)}v{N(0.9 * r)}h{N(-2.6 * r)}z",
        _ => Star(5, x, y, 1.4 * r, 0.6 * r),
    };

    private static string Star(int tips, double x, double y, double far, double near)
    {
        var corners = Enumerable.Range(0, 2 * tips).Select(i => (Angle: Math.PI * i / tips, Radius: i % 2 == 0 ? far : near));
        return "M" + string.Join('L', corners.Select(c => $"{N(x + (c.Radius * Math.Sin(c.Angle)))} {N(y - (c.Radius * Math.Cos(c.Angle)))}")) + "z";
    }

    private static string N(double value) => SvgWriter.Number(value);
}
