namespace Mimic.Features;

/// <summary>
/// The part of tsfresh's efficient set that means something for few values at irregular times, under tsfresh's names; see the README of
/// the features for what was left out.
/// </summary>
/// <remarks>
/// In the formulas x(1)..x(n) are the values in time order, m their mean, s their standard deviation with n as divisor, d(i) = x(i+1) -
/// x(i). Where tsfresh takes a spread below some 1e-8 for none, only none counts as none here.
/// </remarks>
internal static class EfficientStatistics
{
    private static readonly double[] Quantiles = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];

    private static readonly Statistic[] All = [.. Size(), .. Order(), .. Change(), .. Place(), .. Repetition(), .. Lagged(), .. Trend()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(s => s.Name)];

    public static IReadOnlyList<string> Meanings { get; } = [.. All.Select(s => s.Meaning)];

    /// <summary>Of values without gaps; of none, sums, counts and the length are 0 and the rest is missing.</summary>
    public static void Compute(ReadOnlySpan<double> y, Span<double> result)
    {
        var view = y.IsEmpty ? null : new SeriesView(y);
        for (var i = 0; i < All.Length; i++)
        {
            result[i] = view is not null ? All[i].Of(view) : All[i].ZeroIfEmpty ? 0 : double.NaN;
        }
    }

    private static IEnumerable<Statistic> Size()
    {
        yield return new("sum_values", "sum", v => v.Moments.Sum, true);
        yield return new("abs_energy", "sum of x(i)^2", v => v.Values.Sum(x => x * x), true);
        yield return new("median", "median", v => MinimalStatistics.Quantile(v.Sorted, 0.5));
        yield return new("mean", "mean m", v => v.Moments.Mean);
        yield return new("length", "number of values n", v => v.Count, true);
        yield return new("standard_deviation", "standard deviation s (divisor n)", v => v.Spread);
        yield return new("variance", "variance (divisor n)", v => v.Moments.Population);
        yield return new("variation_coefficient", "s / m; missing if m = 0", v => v.Moments.Mean == 0 ? double.NaN : v.Spread / v.Moments.Mean);
        yield return new("skewness", "adjusted skewness; missing below 3 values, 0 without spread", Skewness);
        yield return new("kurtosis", "adjusted excess kurtosis; missing below 4 values, 0 without spread", Kurtosis);
        yield return new("root_mean_square", "square root of the mean square", v => Math.Sqrt(v.Values.Sum(x => x * x) / v.Count));
        yield return new("maximum", "largest value", v => v.Sorted[^1]);
        yield return new("absolute_maximum", "largest absolute value", v => v.Values.Max(Math.Abs));
        yield return new("minimum", "smallest value", v => v.Sorted[0]);
    }

    private static IEnumerable<Statistic> Order()
    {
        foreach (var q in Quantiles)
        {
            yield return new(Invariant($"quantile__q_{q}"), Invariant($"quantile {q}, linear between neighbours"), v => MinimalStatistics.Quantile(v.Sorted, q));
        }

        foreach (var r in new[] { 1.0, 1.5, 2.0, 2.5, 3.0 })
        {
            // tsfresh names the ratio as Python prints it: 1, 1.5, 2.
            yield return new(
                Invariant($"ratio_beyond_r_sigma__r_{r}"),
                Invariant($"share of values more than {r} s from m"),
                v => v.Deviations.Count(d => Math.Abs(d) > r * v.Spread) / (double)v.Count);
        }

        yield return new("mean_n_absolute_max__number_of_maxima_7", "mean of the 7 largest absolute values; missing up to 7 values",
            v => v.Count > 7 ? v.Values.Select(Math.Abs).OrderDescending().Take(7).Average() : double.NaN);
        yield return new("binned_entropy__max_bins_10", "-sum of p ln p over 10 bins of equal width from minimum to maximum", BinnedEntropy);
        yield return new("count_above_mean", "number of values above m", v => v.Deviations.Count(d => d > 0), true);
        yield return new("count_below_mean", "number of values below m", v => v.Deviations.Count(d => d < 0), true);
        yield return new("longest_strike_above_mean", "longest run of values above m", v => v.LongestRun(1), true);
        yield return new("longest_strike_below_mean", "longest run of values below m", v => v.LongestRun(-1), true);
    }

    private static IEnumerable<Statistic> Change()
    {
        yield return new("absolute_sum_of_changes", "sum of |d(i)|", v => v.Changes(squared: false), true);
        yield return new("mean_abs_change", "sum of |d(i)| / (n - 1)", v => v.Count > 1 ? v.Changes(squared: false) / (v.Count - 1) : double.NaN);
        yield return new("mean_change", "(x(n) - x(1)) / (n - 1)", v => v.Count > 1 ? (v.Values[^1] - v.Values[0]) / (v.Count - 1) : double.NaN);
        yield return new("mean_second_derivative_central", "(x(n) - x(n-1) - x(2) + x(1)) / (2 (n - 2)); missing below 3 values",
            v => v.Count > 2 ? (v.Values[^1] - v.Values[^2] - (v.Values[1] - v.Values[0])) / (2 * (v.Count - 2)) : double.NaN);
        yield return new("cid_ce__normalize_False", "square root of the sum of d(i)^2", v => Math.Sqrt(v.Changes(squared: true)), true);
        yield return new("cid_ce__normalize_True", "square root of the sum of d(i)^2, divided by s; 0 without spread",
            v => v.Spread == 0 ? 0 : Math.Sqrt(v.Changes(squared: true)) / v.Spread);
        foreach (var n in new[] { 1, 3, 5 })
        {
            yield return new($"number_peaks__n_{n}", $"number of values above each of the {n} before and the {n} after",
                v => Enumerable.Range(0, v.Count).Count(i => IsPeak(v.Values, i, n)), true);
        }
    }

    private static IEnumerable<Statistic> Place()
    {
        yield return new("first_location_of_maximum", "(i - 1) / n for the first maximum x(i)", v => Array.IndexOf(v.Values, v.Sorted[^1]) / (double)v.Count);
        yield return new("last_location_of_maximum", "i / n for the last maximum x(i)", v => (Array.LastIndexOf(v.Values, v.Sorted[^1]) + 1.0) / v.Count);
        yield return new("first_location_of_minimum", "(i - 1) / n for the first minimum x(i)", v => Array.IndexOf(v.Values, v.Sorted[0]) / (double)v.Count);
        yield return new("last_location_of_minimum", "i / n for the last minimum x(i)", v => (Array.LastIndexOf(v.Values, v.Sorted[0]) + 1.0) / v.Count);
        foreach (var q in Quantiles)
        {
            yield return new(Invariant($"index_mass_quantile__q_{q}"), Invariant($"i / n for the first i with sum of |x(1)|..|x(i)| >= {q} of the whole"), v => MassQuantile(v, q));
        }
    }

    private static IEnumerable<Statistic> Repetition()
    {
        yield return new("has_duplicate", "1 if a value occurs twice", v => v.Repeats.Length > 0 ? 1 : 0, true);
        yield return new("has_duplicate_max", "1 if the maximum occurs twice", v => v.Count > 1 && v.Sorted[^2] == v.Sorted[^1] ? 1 : 0, true);
        yield return new("has_duplicate_min", "1 if the minimum occurs twice", v => v.Count > 1 && v.Sorted[1] == v.Sorted[0] ? 1 : 0, true);
        yield return new("ratio_value_number_to_time_series_length", "number of different values / n", v => v.Distinct / (double)v.Count);
        yield return new("percentage_of_reoccurring_values_to_all_values", "share of the different values that occur again", v => v.Repeats.Length / (double)v.Distinct);
        yield return new("percentage_of_reoccurring_datapoints_to_all_datapoints", "share of the values that occur again", v => v.Repeats.Sum(r => r.Count) / (double)v.Count);
        yield return new("sum_of_reoccurring_values", "sum of the values that occur again, each once", v => v.Repeats.Sum(r => r.Value), true);
        yield return new("sum_of_reoccurring_data_points", "sum of the values that occur again, as often as they do", v => v.Repeats.Sum(r => r.Value * r.Count), true);
    }

    private static IEnumerable<Statistic> Lagged()
    {
        for (var lag = 1; lag <= 3; lag++)
        {
            var k = lag;
            yield return new($"autocorrelation__lag_{k}", $"sum of (x(i) - m)(x(i+{k}) - m) / ((n - {k}) s^2); missing up to {k} values or without spread",
                v => v.Count <= k || v.Spread == 0 ? double.NaN
                    : SeriesView.Sum(v.Count - k, i => v.Deviations[i] * v.Deviations[i + k]) / ((v.Count - k) * v.Moments.Population));
            yield return new($"c3__lag_{k}", $"mean of x(i) x(i+{k}) x(i+{2 * k}); 0 up to {2 * k} values",
                v => Mean(v.Count - (2 * k), i => v.Values[i] * v.Values[i + k] * v.Values[i + (2 * k)]));
            yield return new($"time_reversal_asymmetry_statistic__lag_{k}", $"mean of x(i+{2 * k})^2 x(i+{k}) - x(i+{k}) x(i)^2; 0 up to {2 * k} values",
                v => Mean(v.Count - (2 * k), i => v.Values[i + k] * (v.Values[i + (2 * k)] - v.Values[i]) * (v.Values[i + (2 * k)] + v.Values[i])));
        }
    }

    private static IEnumerable<Statistic> Trend()
    {
        yield return new("linear_trend__attr_\"intercept\"", "intercept of the line through x(i) at i - 1", v => v.Moments.Mean - (Line(v).Slope * (v.Count - 1) / 2));
        yield return new("linear_trend__attr_\"rvalue\"", "correlation of x(i) with i; 0 without spread", v => Line(v).Correlation);
        yield return new("linear_trend__attr_\"slope\"", "least-squares slope per measurement", v => Line(v).Slope);
        yield return new("linear_trend__attr_\"stderr\"", "standard error of the slope; 0 of two values", v => Line(v).Error);
    }

    private static double Skewness(SeriesView v)
    {
        double n = v.Count;
        return n < 3 ? double.NaN : v.Moments.Squares == 0 ? 0
            : n * Math.Sqrt(n - 1) / (n - 2) * v.Central(3) / Math.Pow(v.Moments.Squares, 1.5);
    }

    private static double Kurtosis(SeriesView v)
    {
        double n = v.Count;
        return n < 4 ? double.NaN : v.Moments.Squares == 0 ? 0
            : ((n * (n + 1) * (n - 1) * v.Central(4) / (v.Moments.Squares * v.Moments.Squares)) - (3 * (n - 1) * (n - 1))) / ((n - 2) * (n - 3));
    }

    private static double BinnedEntropy(SeriesView v)
    {
        const int bins = 10;
        var (low, high) = (v.Sorted[0], v.Sorted[^1]);
        if (low == high)
        {
            return 0;
        }

        var counts = new int[bins];
        var width = (high - low) / bins;
        foreach (var x in v.Values)
        {
            // The quotient may round across an edge; the edge itself decides, as in NumPy's histogram.
            var bin = Math.Min((int)((x - low) / width), bins - 1);
            bin -= bin > 0 && x < low + (bin * width) ? 1 : 0;
            bin += bin < bins - 1 && x >= low + ((bin + 1) * width) ? 1 : 0;
            counts[bin]++;
        }

        return -counts.Where(c => c > 0).Sum(c => (double)c / v.Count * Math.Log((double)c / v.Count));
    }

    private static bool IsPeak(double[] x, int i, int n)
    {
        if (i < n || i + n >= x.Length)
        {
            return false;
        }

        for (var k = 1; k <= n; k++)
        {
            if (x[i] <= x[i - k] || x[i] <= x[i + k])
            {
                return false;
            }
        }

        return true;
    }

    private static double MassQuantile(SeriesView v, double q)
    {
        double mass = 0;
        var all = v.Values.Sum(Math.Abs);
        for (var i = 0; i < v.Count && all > 0; i++)
        {
            mass += Math.Abs(v.Values[i]);
            if (mass / all >= q)
            {
                return (i + 1.0) / v.Count;
            }
        }

        return double.NaN;
    }

    private static double Mean(int terms, Func<int, double> term) => terms <= 0 ? 0 : SeriesView.Sum(terms, term) / terms;

    // Missing of a single value: no line is fitted to it.
    private static (double Slope, double Correlation, double Error) Line(SeriesView v)
    {
        if (v.Count < 2)
        {
            return (double.NaN, double.NaN, double.NaN);
        }

        double n = v.Count;
        var positions = n * ((n * n) - 1) / 12;
        var product = SeriesView.Sum(v.Count, i => (i - ((n - 1) / 2)) * v.Deviations[i]);
        var slope = product / positions;
        var correlation = v.Moments.Squares == 0 ? 0 : Math.Clamp(product / Math.Sqrt(positions * v.Moments.Squares), -1, 1);
        var rest = SeriesView.Sum(v.Count, i => Math.Pow(v.Deviations[i] - (slope * (i - ((n - 1) / 2))), 2));
        return (slope, correlation, n == 2 ? 0 : Math.Sqrt(rest / (n - 2) / positions));
    }

    private sealed record Statistic(string Name, string Meaning, Func<SeriesView, double> Of, bool ZeroIfEmpty = false);
}
