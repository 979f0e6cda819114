namespace Mimic.Features;

/// <summary>Spearman's rank correlation: Pearson's correlation of ranks, equal numbers with the mean of their ranks (Spearman 1904).</summary>
public static class RankCorrelation
{
    /// <summary>The correlation of two columns over the rows where neither is missing.</summary>
    /// <param name="x">Numbers; NaN where missing.</param>
    /// <param name="y">As many numbers.</param>
    /// <returns>From -1 to 1 and the number of rows that counted; NaN if either is the same in all of them or there are fewer than 3.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static (double Correlation, int Rows) Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"There are {x.Length} and {y.Length} numbers.", nameof(y));
        }

        List<double> left = [], right = [];
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                left.Add(x[i]);
                right.Add(y[i]);
            }
        }

        return (left.Count < 3 ? double.NaN : Pearson(Ranks([.. left]), Ranks([.. right])), left.Count);
    }

    /// <summary>Ranks from 1; equal numbers share the mean of theirs.</summary>
    /// <param name="values">None missing.</param>
    public static double[] Ranks(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var ranks = new double[values.Length];
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        for (int first = 0, end; first < order.Length; first = end)
        {
            for (end = first + 1; end < order.Length && values[order[end]] == values[order[first]]; end++)
            {
            }

            for (var i = first; i < end; i++)
            {
                ranks[order[i]] = (first + end + 1) / 2.0;
            }
        }

        return ranks;
    }

    private static double Pearson(double[] x, double[] y)
    {
        // The mean of ranks is known exactly, and twice a rank is whole: the sums below are exact.
        var middle = (x.Length + 1) / 2.0;
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1) : double.NaN;
    }
}
