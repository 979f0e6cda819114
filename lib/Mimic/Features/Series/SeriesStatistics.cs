using System.Buffers;

namespace Mimic.Features;

/// <summary>
/// The statistics by which a series of measurements is described: the 11 of the HAIM study (Soenksen et al., npj Digital Medicine 2022),
/// or those of tsfresh (Christ et al., Neurocomputing 2018). They see the values in order, not the times between them: a trend is per
/// measurement, not per hour.
/// </summary>
public static class SeriesStatistics
{
    /// <summary>The names of HAIM's statistics, in the order of the results.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["max", "min", "mean", "variance", "meandiff", "meanabsdiff", "maxdiff", "sumabsdiff", "diff", "npeaks", "trend"];

    /// <summary>What each of HAIM's statistics is, in words, in the same order.</summary>
    public static IReadOnlyList<string> Meanings { get; } =
    [
        "largest value", "smallest value", "mean", "variance (n - 1)",
        "mean difference of neighbours", "mean absolute difference of neighbours",
        "largest absolute difference of neighbours", "sum of absolute differences of neighbours",
        "last minus first value", "number of peaks", "least-squares slope per measurement",
    ];

    /// <summary>The names of a variant's statistics, in the order of the results.</summary>
    /// <param name="variant">Which statistics.</param>
    public static IReadOnlyList<string> NamesOf(SeriesVariant variant) => variant switch
    {
        SeriesVariant.Minimal => MinimalStatistics.Names,
        SeriesVariant.Efficient => EfficientStatistics.Names,
        _ => Names,
    };

    /// <summary>What each statistic of a variant is, in words, in the same order.</summary>
    /// <param name="variant">Which statistics.</param>
    public static IReadOnlyList<string> MeaningsOf(SeriesVariant variant) => variant switch
    {
        SeriesVariant.Minimal => MinimalStatistics.Meanings,
        SeriesVariant.Efficient => EfficientStatistics.Meanings,
        _ => Meanings,
    };

    /// <summary>The statistics of a series.</summary>
    /// <param name="series">The values in time order; those that are not finite count as missing.</param>
    /// <param name="variant">Which statistics, and what a missing value does.</param>
    /// <returns>
    /// Numbers in the order of <see cref="NamesOf"/>, in the unit of the values or what their names say. NaN where undefined: without
    /// any value everything but tsfresh's lengths, counts and sums; of a single value the variance (n - 1) and the three mean or largest
    /// differences. With <see cref="SeriesVariant.Haim"/> never NaN.
    /// </returns>
    public static double[] Compute(ReadOnlySpan<double> series, SeriesVariant variant = SeriesVariant.Medprofiles)
    {
        var result = new double[NamesOf(variant).Count];
        Compute(series, variant, result);
        return result;
    }

    /// <summary>The same into memory of the caller.</summary>
    /// <param name="series">The values in time order; those that are not finite count as missing.</param>
    /// <param name="variant">Which statistics, and what a missing value does.</param>
    /// <param name="result">Takes the numbers; as long as <see cref="NamesOf"/>.</param>
    public static void Compute(ReadOnlySpan<double> series, SeriesVariant variant, Span<double> result)
    {
        var rented = ArrayPool<double>.Shared.Rent(series.Length + 1);
        try
        {
            var count = 0;
            foreach (var x in series)
            {
                if (double.IsFinite(x))
                {
                    rented[count++] = x;
                }
            }

            switch (variant)
            {
                case SeriesVariant.Haim:
                    rented[count++] = 0;
                    ElevenStatistics.Whole(rented.AsSpan(0, count), result);
                    foreach (ref var x in result)
                    {
                        x = double.IsNaN(x) ? 0 : x;
                    }

                    break;
                case SeriesVariant.Minimal:
                    MinimalStatistics.Compute(rented.AsSpan(0, count), result);
                    break;
                case SeriesVariant.Efficient:
                    EfficientStatistics.Compute(rented.AsSpan(0, count), result);
                    break;
                case SeriesVariant.Medprofiles when count == series.Length || count == 0:
                    ElevenStatistics.Whole(rented.AsSpan(0, count), result);
                    break;
                default:
                    ElevenStatistics.WithGaps(Gapped(series), rented.AsSpan(0, count), result);
                    break;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// The number of peaks: inner values, or flat runs of equal values, that are strictly higher than the value before and the
    /// value after (as <c>scipy.signal.find_peaks</c> without options). A run counts once; the ends are never peaks, nor is what
    /// stands next to a missing value.
    /// </summary>
    /// <param name="y">The values in order.</param>
    public static int Peaks(ReadOnlySpan<double> y)
    {
        var peaks = 0;
        for (var i = 1; i < y.Length - 1; i++)
        {
            if (y[i - 1] < y[i])
            {
                var after = i + 1;
                while (after < y.Length - 1 && y[after] == y[i])
                {
                    after++;
                }

                peaks += y[after] < y[i] ? 1 : 0;
                i = after - 1;
            }
        }

        return peaks;
    }

    private static double[] Gapped(ReadOnlySpan<double> series)
    {
        var gapped = series.ToArray();
        foreach (ref var x in gapped.AsSpan())
        {
            x = double.IsFinite(x) ? x : double.NaN;
        }

        return gapped;
    }
}
