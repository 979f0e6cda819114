namespace Mimic.Features;

/// <summary>The 11 statistics of HAIM over values in order.</summary>
internal static class ElevenStatistics
{
    public const int Count = 11;

    /// <summary>Of values without gaps.</summary>
    public static void Whole(ReadOnlySpan<double> y, Span<double> result)
    {
        var n = y.Length;
        if (n == 0)
        {
            result[..Count].Fill(double.NaN);
            return;
        }

        var moments = new Moments(y);
        double absolute = 0, largest = 0, product = 0, highest = y[0], lowest = y[0];
        var middle = (n - 1) / 2.0;
        for (var i = 0; i < n; i++)
        {
            product += (i - middle) * moments.Deviation(y[i]);
            highest = Math.Max(highest, y[i]);
            lowest = Math.Min(lowest, y[i]);
            if (i > 0)
            {
                var step = Math.Abs(y[i] - y[i - 1]);
                absolute += step;
                largest = Math.Max(largest, step);
            }
        }

        var difference = y[^1] - y[0];
        var positions = n * ((double)n * n - 1) / 12; // the sum of squares of 0..n-1 around their mean
        var several = n > 1;
        result[0] = highest;
        result[1] = lowest;
        result[2] = moments.Mean;
        result[3] = several ? moments.Squares / (n - 1) : double.NaN;
        result[4] = several ? difference / (n - 1) : double.NaN;
        result[5] = several ? absolute / (n - 1) : double.NaN;
        result[6] = several ? largest : double.NaN;
        result[7] = absolute;
        result[8] = difference;
        result[9] = SeriesStatistics.Peaks(y);
        result[10] = several ? product / positions : 0;
    }

    /// <summary>
    /// Of values of which some, not all, are NaN, as pandas and NumPy answer the published calls: size and spread skip the gaps, a
    /// difference needs both neighbours, and a line is not fitted through a gap.
    /// </summary>
    public static void WithGaps(ReadOnlySpan<double> y, ReadOnlySpan<double> present, Span<double> result)
    {
        Whole(present, result);
        int pairs = 0;
        double sum = 0, absolute = 0, largest = 0;
        for (var i = 1; i < y.Length; i++)
        {
            var step = y[i] - y[i - 1];
            if (!double.IsNaN(step))
            {
                pairs++;
                sum += step;
                absolute += Math.Abs(step);
                largest = Math.Max(largest, Math.Abs(step));
            }
        }

        result[4] = pairs > 0 ? sum / pairs : double.NaN;
        result[5] = pairs > 0 ? absolute / pairs : double.NaN;
        result[6] = pairs > 0 ? largest : double.NaN;
        result[7] = absolute;
        result[8] = y[^1] - y[0];
        result[9] = SeriesStatistics.Peaks(y);
        result[10] = double.NaN;
    }
}
