namespace Mimic.Tests.Features.Series;

/// <summary>
/// The same statistics once more, written down from their definitions with no regard to speed, in decimal arithmetic of 28 digits where
/// sums of large numbers would lose theirs. Independent of the library's code.
/// </summary>
internal static class PlainStatistics
{
    /// <summary>HAIM's 11 over values without gaps, at least one.</summary>
    public static double[] Eleven(IReadOnlyList<double> values)
    {
        var y = values.Select(v => (decimal)v).ToArray();
        var n = y.Length;
        var mean = y.Sum() / n;
        var steps = y.Skip(1).Zip(y, (b, a) => b - a).ToArray();
        var middle = (n - 1) / 2m;
        var slope = n == 1 ? 0
            : y.Select((v, i) => (i - middle) * (v - mean)).Sum() / y.Select((_, i) => (i - middle) * (i - middle)).Sum();
        return
        [
            (double)y.Max(),
            (double)y.Min(),
            (double)mean,
            n == 1 ? double.NaN : (double)(Squares(y, mean) / (n - 1)),
            n == 1 ? double.NaN : (double)(steps.Sum() / (n - 1)),
            n == 1 ? double.NaN : (double)(steps.Sum(Math.Abs) / (n - 1)),
            n == 1 ? double.NaN : (double)steps.Max(Math.Abs),
            (double)steps.Sum(Math.Abs),
            (double)(y[^1] - y[0]),
            Peaks(y),
            (double)slope,
        ];
    }

    /// <summary>tsfresh's 10 over values without gaps, at least one.</summary>
    public static double[] Ten(IReadOnlyList<double> values)
    {
        var y = values.Select(v => (decimal)v).ToArray();
        var sorted = y.Order().ToArray();
        var mean = y.Sum() / y.Length;
        var variance = (double)(Squares(y, mean) / y.Length);
        return
        [
            (double)y.Sum(),
            (double)((sorted[(y.Length - 1) / 2] + sorted[y.Length / 2]) / 2),
            (double)mean,
            y.Length,
            Math.Sqrt(variance),
            variance,
            Math.Sqrt((double)(y.Sum(v => v * v) / y.Length)),
            (double)y.Max(),
            (double)y.Max(Math.Abs),
            (double)y.Min(),
        ];
    }

    /// <summary>Series of each length from 1 to 200, several kinds of trouble in turn. Each value has at most 13 digits: a decimal holds it.</summary>
    public static IEnumerable<double[]> Hard()
    {
        var random = new Random(20260411);
        for (var n = 1; n <= 200; n++)
        {
            yield return [.. Enumerable.Range(0, n).Select(_ => Math.Round(random.NextDouble() * 200, 3))];
            yield return [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(0, 4))];
            yield return [.. Enumerable.Repeat(0.1 * random.Next(1, 9), n).Select(v => Math.Round(v, 1))];
            yield return [.. Enumerable.Range(0, n).Select(_ => 1e9 + (random.Next(-8, 8) / 8.0))];
            yield return [.. Enumerable.Range(0, n).Select(_ => random.Next(-5000, 5000) / 1e6)];
        }
    }

    // A run of equal values between two lower ones, found run by run.
    private static int Peaks(decimal[] y)
    {
        var runs = y.Where((v, i) => i == 0 || y[i - 1] != v).ToArray();
        return Enumerable.Range(1, Math.Max(0, runs.Length - 2)).Count(i => runs[i] > runs[i - 1] && runs[i] > runs[i + 1]);
    }

    private static decimal Squares(decimal[] y, decimal mean) => y.Sum(v => (v - mean) * (v - mean));
}
