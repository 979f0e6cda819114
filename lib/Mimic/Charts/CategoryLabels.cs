namespace Mimic.Charts;

/// <summary>How the names of categories stand below the x axis: level in up to three lines if they fit, else slanted.</summary>
internal sealed record CategoryLabels(IReadOnlyList<IReadOnlyList<string>> Lines, bool Slanted, int Every, double Height)
{
    private const double Size = ChartLayout.TextSize - 1;
    private const double LongestSlanted = 210;

    /// <summary>The labels for a width shared by all categories.</summary>
    public static CategoryLabels Fit(IReadOnlyList<string> names, double width)
    {
        var slot = width / Math.Max(1, names.Count);
        if (names.All(n => TextMeasure.Fits(n, slot - 6, Size, 3)))
        {
            var level = names.Select(n => TextMeasure.Wrap(n, slot - 6, Size)).ToList();
            return new(level, false, 1, level.Select(l => l.Count).DefaultIfEmpty(1).Max() * 15);
        }

        // Slanted lines need about a line height each; with less room only every second, third, ... is named.
        var every = (int)Math.Ceiling(15 / slot);
        var slanted = names.Select(n => TextMeasure.Wrap(n, Math.Min(LongestSlanted, width * 0.45), Size, 1)).ToList();
        var longest = slanted.Select(l => TextMeasure.Width(l[0], Size)).DefaultIfEmpty(0).Max();
        return new(slanted, true, every, (longest * Math.Sin(Math.PI / 4)) + 14);
    }

    /// <summary>How far left of the first category's slot slanted labels reach.</summary>
    public double RoomOnTheLeft(double width)
    {
        var slot = width / Math.Max(1, Lines.Count);
        return !Slanted ? 0 : Lines
            .Select((l, i) => (TextMeasure.Width(l[0], Size) * Math.Cos(Math.PI / 4)) + 6 - ((i + 0.5) * slot))
            .DefaultIfEmpty(0).Max();
    }
}
