namespace Mimic.Synthetic.Writing;

/// <summary>Numbers as text with a fixed rounding, built from whole numbers so that no machine rounds another way.</summary>
internal static class Digits
{
    private static readonly long[] Powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    /// <summary>Rounds to a number of decimals, half up.</summary>
    public static double Round(double value, int decimals) => Math.Floor((value * Powers[decimals]) + 0.5) / Powers[decimals];

    /// <summary>Writes a number with at most the given decimals, without trailing zeros.</summary>
    public static string Format(double value, int decimals)
    {
        var scaled = (long)Math.Floor((value * Powers[decimals]) + 0.5);
        var (whole, rest) = Math.DivRem(Math.Abs(scaled), Powers[decimals]);
        var sign = scaled < 0 ? "-" : string.Empty;
        if (rest == 0)
        {
            return $"{sign}{whole}";
        }

        var text = rest.ToString().PadLeft(decimals, '0').TrimEnd('0');
        return $"{sign}{whole}.{text}";
    }
}
