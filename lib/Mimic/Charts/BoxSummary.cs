namespace Mimic.Charts;

/// <summary>What a box shows of its values (Tukey 1977); quartiles interpolate linearly between the ordered values.</summary>
internal sealed record BoxSummary(
    int Count, double LowWhisker, double Lower, double Median, double Upper, double HighWhisker, double[] Outside)
{
    /// <summary>The summary of some values; null if none can be used.</summary>
    public static BoxSummary? Of(IEnumerable<double> values)
    {
        var sorted = values.Where(v => Extent.IsUsable(v, false)).Order().ToArray();
        if (sorted.Length == 0)
        {
            return null;
        }

        double lower = Quantile(sorted, 0.25), upper = Quantile(sorted, 0.75), reach = 1.5 * (upper - lower);
        var inside = sorted.Where(v => v >= lower - reach && v <= upper + reach).ToArray();
        var outside = sorted.Where(v => v < inside[0] || v > inside[^1]).ToArray();
        return new(sorted.Length, inside[0], lower, Quantile(sorted, 0.5), upper, inside[^1], outside);
    }

    private static double Quantile(double[] sorted, double p)
    {
        var at = p * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
