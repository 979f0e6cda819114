namespace Mimic.Features;

/// <summary>
/// The 11 statistics by which the HAIM study describes a series of measurements (Soenksen et al., npj Digital Medicine 2022).
/// They see the values in order, not the times between them: the trend is per measurement, not per hour.
/// </summary>
public static class SeriesStatistics
{
    /// <summary>The names, in the order of the results.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["max", "min", "mean", "variance", "meandiff", "meanabsdiff", "maxdiff", "sumabsdiff", "diff", "npeaks", "trend"];

    /// <summary>What each statistic is, in words, in the same order.</summary>
    public static IReadOnlyList<string> Meanings { get; } =
    [
        "largest value", "smallest value", "mean", "variance (n - 1)",
        "mean difference of neighbours", "mean absolute difference of neighbours",
        "largest absolute difference of neighbours", "sum of absolute differences of neighbours",
        "last minus first value", "number of peaks", "least-squares slope per measurement",
    ];

    /// <summary>The statistics of a series.</summary>
    /// <param name="series">The values in time order; those that are not finite are left out.</param>
    /// <param name="variant">Which definition.</param>
    /// <returns>
    /// 11 numbers in the order of <see cref="Names"/>, in the unit of the values (variance: its square). NaN where undefined:
    /// everything without a value; variance and the three mean or largest differences of a single value. With
    /// <see cref="SeriesVariant.Haim"/> never NaN.
    /// </returns>
    public static double[] Compute(ReadOnlySpan<double> series, SeriesVariant variant = SeriesVariant.Medprofiles)
    {
        var values = new List<double>(series.Length + 1);
        foreach (var x in series)
        {
            if (double.IsFinite(x))
            {
                values.Add(x);
            }
        }

        if (variant == SeriesVariant.Haim)
        {
            values.Add(0);
        }

        var result = Of([.. values]);
        if (variant == SeriesVariant.Haim)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = double.IsNaN(result[i]) ? 0 : result[i];
            }
        }

        return result;
    }

    /// <summary>
    /// The number of peaks: inner values, or flat runs of equal values, that are strictly higher than the value before and the
    /// value after (as <c>scipy.signal.find_peaks</c> without options). A run counts once; the ends are never peaks.
    /// </summary>
    /// <param name="y">The values in order.</param>
    public static int Peaks(ReadOnlySpan<double> y)
    {
        var peaks = 0;
        for (var i = 1; i < y.Length - 1; i++)
        {
            if (y[i] <= y[i - 1])
            {
                continue;
            }

            var end = i;
            while (end < y.Length - 1 && y[end + 1] == y[i])
            {
                end++;
            }

            if (end < y.Length - 1 && y[end + 1] < y[i])
            {
                peaks++;
            }

            i = end;
        }

        return peaks;
    }

    private static double[] Of(double[] y)
    {
        var n = y.Length;
        var result = new double[Names.Count];
        if (n == 0)
        {
            Array.Fill(result, double.NaN);
            return result;
        }

        double sum = 0, absolute = 0, largest = 0, squares = 0, product = 0;
        foreach (var x in y)
        {
            sum += x;
        }

        var mean = sum / n;
        var middle = (n - 1) / 2.0;
        for (var i = 0; i < n; i++)
        {
            squares += (y[i] - mean) * (y[i] - mean);
            product += (i - middle) * (y[i] - mean);
            if (i > 0)
            {
                var step = Math.Abs(y[i] - y[i - 1]);
                absolute += step;
                largest = Math.Max(largest, step);
            }
        }

        var difference = y[^1] - y[0];
        var positions = n * ((double)n * n - 1) / 12; // the sum of squares of 0..n-1 around their mean
        return
        [
            y.Max(), y.Min(), mean,
            n > 1 ? squares / (n - 1) : double.NaN,
            n > 1 ? difference / (n - 1) : double.NaN,
            n > 1 ? absolute / (n - 1) : double.NaN,
            n > 1 ? largest : double.NaN,
            absolute, difference, Peaks(y),
            n > 1 ? product / positions : 0,
        ];
    }
}
