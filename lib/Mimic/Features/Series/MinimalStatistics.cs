namespace Mimic.Features;

/// <summary>tsfresh's minimal set, in its order.</summary>
internal static class MinimalStatistics
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "sum_values", "median", "mean", "length", "standard_deviation", "variance", "root_mean_square", "maximum", "absolute_maximum",
        "minimum",
    ];

    public static IReadOnlyList<string> Meanings { get; } =
    [
        "sum", "median", "mean", "number of values", "standard deviation (n)", "variance (n)", "square root of the mean square",
        "largest value", "largest absolute value", "smallest value",
    ];

    /// <summary>Of values without gaps; of none, the sum and the length are 0 and the rest is missing.</summary>
    public static void Compute(ReadOnlySpan<double> y, Span<double> result)
    {
        result[..Names.Count].Fill(double.NaN);
        (result[0], result[3]) = (0, y.Length);
        if (y.IsEmpty)
        {
            return;
        }

        var moments = new Moments(y);
        double largest = y[0], smallest = y[0], power = 0;
        foreach (var x in y)
        {
            (largest, smallest, power) = (Math.Max(largest, x), Math.Min(smallest, x), power + (x * x));
        }

        var sorted = y.ToArray();
        Array.Sort(sorted);
        result[0] = moments.Sum;
        result[1] = Quantile(sorted, 0.5);
        result[2] = moments.Mean;
        result[4] = Math.Sqrt(moments.Population);
        result[5] = moments.Population;
        result[6] = Math.Sqrt(power / y.Length);
        result[7] = largest;
        result[8] = Math.Max(Math.Abs(largest), Math.Abs(smallest));
        result[9] = smallest;
    }

    /// <summary>A quantile, linear between the neighbours of its place (n - 1) q.</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double q)
    {
        var place = q * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
