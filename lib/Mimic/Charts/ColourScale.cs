namespace Mimic.Charts;

/// <summary>The scale below a heat map: which colour stands for which value.</summary>
internal static class ColourScale
{
    public const double Height = 44;
    private const int Steps = 21;

    public static bool IsNeeded(Chart chart) => chart.Traces.OfType<HeatTrace>().Any(h => h.Usable.Any());

    /// <summary>How strong the colour of a value is.</summary>
    /// <remarks>Below full strength, so that the number in the cell stays readable on light and dark pages.</remarks>
    public static string Fill(double value, double most)
    {
        var strength = most > 0 ? 0.04 + (0.71 * Math.Abs(value) / most) : 0.04;
        return Invariant($"fill=\"{Palette.Colour(value < 0 ? 1 : 0)}\" fill-opacity=\"{strength:0.##}\"");
    }

    public static void Draw(SvgWriter svg, ChartLayout layout, HeatTrace heat)
    {
        var most = heat.Most;
        double low = heat.Usable.Any(v => v < 0) ? -most : 0, high = heat.Usable.Any(v => v > 0) ? most : 0;
        if (low == high)
        {
            high = 1;
        }

        double width = Math.Min(layout.Width, 220), step = width / Steps, y = layout.ScaleTop + 6;
        for (var i = 0; i < Steps; i++)
        {
            svg.Rectangle(i * step, y, step, 10, Fill(low + ((high - low) * i / (Steps - 1)), most));
        }

        svg.Rectangle(0, y, width, 10, "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.3\"");
        foreach (var value in low < 0 && high > 0 ? (double[])[low, 0, high] : [low, high])
        {
            var x = (value - low) / (high - low) * width;
            svg.Text(x <= 0 ? "start" : x >= width ? "end" : "middle", x, y + 24, NumberLabel.Of(value), ChartLayout.TextSize - 1);
        }

        var name = heat.Name + (heat.HasGaps ? (heat.Name.Length > 0 ? "; " : string.Empty) + "dotted: no value" : string.Empty);
        if (layout.Width - width - 14 is var room and > 60)
        {
            svg.Text("start", width + 14, y + 9, TextMeasure.Wrap(name, room, ChartLayout.TextSize - 1, 1)[0], ChartLayout.TextSize - 1);
        }
    }
}
