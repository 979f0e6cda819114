using System.Globalization;

namespace Mimic.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="At">Where.</param>
/// <param name="Label">What stands there.</param>
/// <param name="Below">A second line: the day or year that the following labels belong to.</param>
internal readonly record struct Tick(double At, string Label, string? Below = null);

/// <summary>Round numbers on an axis: steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
internal static class NiceTicks
{
    /// <summary>The smallest round step that cuts a range into at most so many parts.</summary>
    public static double Step(double low, double high, int most, bool whole = false)
    {
        // Below that a double has no digits left to be round with.
        const double Smallest = 1e-300;
        var rough = Math.Max((high - low) / Math.Max(1, most), Smallest);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 2.5, 5, 10])
        {
            var step = factor * power;
            if (step >= rough * (1 - 1e-9) && !(whole && step != Math.Round(step)))
            {
                return step;
            }
        }

        return whole ? 1 : 10 * power;
    }

    /// <summary>Marks at multiples of the step within the range.</summary>
    public static IReadOnlyList<Tick> Between(double low, double high, int most, bool whole = false)
    {
        var step = Step(low, high, most, whole);
        var ticks = new List<Tick>();
        var first = Math.Ceiling((low / step) - 1e-9);
        for (var k = 0; k <= 2 * most; k++)
        {
            var at = (first + k) * step;
            if (at > high + (step * 1e-9))
            {
                break;
            }

            ticks.Add(new(at, NumberLabel.Of(at, step)));
        }

        return ticks;
    }

    /// <summary>Marks at powers of ten (and 2 and 5 times these where the range is short).</summary>
    public static IReadOnlyList<Tick> Logarithmic(double low, double high, int most)
    {
        int first = (int)Math.Floor(Math.Log10(low)), last = (int)Math.Ceiling(Math.Log10(high));
        foreach (var factors in (ReadOnlySpan<double[]>)[[1, 2, 5], [1, 3]])
        {
            if (last - first <= most && At(low, high, first, last, 1, factors) is { Count: >= 2 } close && close.Count <= Math.Max(2, most))
            {
                return close;
            }
        }

        return At(low, high, first, last, Math.Max(1, (int)Math.Ceiling((last - first) / (double)Math.Max(1, most))), [1]);
    }

    private static List<Tick> At(double low, double high, int first, int last, int stride, double[] factors)
    {
        var ticks = new List<Tick>();
        for (var power = (int)Math.Floor(first / (double)stride) * stride; power <= last; power += stride)
        {
            foreach (var factor in factors)
            {
                var at = factor * Math.Pow(10, power);
                if (at >= low * (1 - 1e-9) && at <= high * (1 + 1e-9))
                {
                    ticks.Add(new(at, NumberLabel.Of(at, at)));
                }
            }
        }

        return ticks;
    }
}

/// <summary>Numbers as labels.</summary>
internal static class NumberLabel
{
    /// <summary>A number with the decimals that its step needs.</summary>
    public static string Of(double value, double step)
    {
        if (Math.Abs(value) < Math.Abs(step) * 1e-6)
        {
            return "0";
        }

        var size = Math.Max(Math.Abs(value), Math.Abs(step));
        return size switch
        {
            >= 1e12 or < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
            >= 1e9 => Decimals(value / 1e9, step / 1e9) + " G",
            >= 1e6 => Decimals(value / 1e6, step / 1e6) + " M",
            _ => Decimals(value, step),
        };
    }

    /// <summary>A number by itself, to three digits or so.</summary>
    public static string Of(double value) => !double.IsFinite(value) ? "–"
        : Math.Abs(value) is >= 1e12 or (< 1e-4 and > 0) ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
        : Math.Abs(value) >= 1e9 ? (value / 1e9).ToString("#,0.##", CultureInfo.InvariantCulture) + " G"
        : Math.Abs(value) >= 1e6 ? (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M"
        : Math.Abs(value) >= 100 ? value.ToString("#,0.#", CultureInfo.InvariantCulture)
        : value.ToString(Math.Abs(value) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);

    private static string Decimals(double value, double step)
    {
        var decimals = 0;
        for (var shifted = step; decimals < 6 && Math.Abs(shifted - Math.Round(shifted)) > 1e-6 * shifted; shifted *= 10)
        {
            decimals++;
        }

        return value.ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
    }
}
