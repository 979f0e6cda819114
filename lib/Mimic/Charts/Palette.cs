namespace Mimic.Charts;

/// <summary>
/// Colours in the middle of the lightness range, so that each stands out on a white and on a dark page (contrast 3:1 and more),
/// in hues that colour-blind readers can tell apart; shapes and dashes repeat what the colours say.
/// </summary>
internal static class Palette
{
    /// <summary>One per series, in order.</summary>
    public static readonly string[] Colours =
        ["#2f7fd0", "#d9601a", "#0e9a72", "#c263a0", "#a98600", "#7b6fd6", "#8a7f78", "#d04a5a"];

    private static readonly string[] Dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 2"];

    public static string Colour(int index) => Colours[index % Colours.Length];

    /// <summary>The stroke-dasharray of a line; empty for a solid one.</summary>
    public static string Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>The path of a marker around a point.</summary>
    public static string Marker(int index, double x, double y, double r)
    {
        static string N(double v) => SvgWriter.Number(v);
        return (index % 4) switch
        {
            0 => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
            1 => $"M{N(x - (0.9 * r))} {N(y - (0.9 * r))}h{N(1.8 * r)}v{N(1.8 * r)}h{N(-1.8 * r)}z",
            2 => $"M{N(x)} {N(y - (1.2 * r))}l{N(1.15 * r)} {N(2 * r)}h{N(-2.3 * r)}z",
            _ => $"M{N(x)} {N(y - (1.3 * r))}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z",
        };
    }
}
