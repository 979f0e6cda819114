using Mimic.Features;
using static System.FormattableString;

namespace Mimic.Tests.Features.Series;

/// <summary>Against <see cref="PlainStatistics"/> on a thousand series of length 1 to 200, and the cases that lose digits.</summary>
public class SeriesAccuracyTests
{
    [Fact]
    public void The_11_statistics_agree_with_a_plain_computation() => Agree(SeriesVariant.Medprofiles, y => PlainStatistics.Eleven(y));

    [Fact]
    public void The_11_statistics_with_the_appended_zero_agree_with_a_plain_computation() =>
        Agree(SeriesVariant.Haim, y => PlainStatistics.Eleven([.. y, 0]));

    [Fact]
    public void The_10_statistics_of_the_minimal_set_agree_with_a_plain_computation() => Agree(SeriesVariant.Minimal, y => PlainStatistics.Ten(y));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e9 + 0.1)]
    [InlineData(-1234567.891)]
    public void A_constant_series_has_no_variance_and_no_trend_at_all(double value)
    {
        for (var n = 2; n <= 200; n++)
        {
            var result = SeriesStatistics.Compute([.. Enumerable.Repeat(value, n)]);
            Assert.Equal((value, 0, 0), (result[2], result[3], result[10]));
        }
    }

    [Fact]
    public void A_tiny_spread_around_a_large_mean_keeps_its_digits()
    {
        // Nine values 1/1024 apart around 2^40: variance 60/9 of 2^-20 (n), 60/8 of it (n - 1).
        double[] y = [.. Enumerable.Range(-4, 9).Select(i => Math.Pow(2, 40) + (i / 1024.0))];
        Assert.Equal(7.5 / (1 << 20), SeriesStatistics.Compute(y)[3], 1e-20);
        Assert.Equal(1 / 1024.0, SeriesStatistics.Compute(y)[10], 1e-15);
        Assert.Equal(60.0 / 9 / (1 << 20), SeriesStatistics.Compute(y, SeriesVariant.Minimal)[5], 1e-20);
    }

    private static void Agree(SeriesVariant variant, Func<double[], double[]> plain)
    {
        var names = SeriesStatistics.NamesOf(variant);
        foreach (var y in PlainStatistics.Hard())
        {
            var (expected, result) = (plain(y), SeriesStatistics.Compute(y, variant));
            for (var i = 0; i < names.Count; i++)
            {
                Assert.True(
                    Same(expected[i], result[i], y), Invariant($"{names[i]} of {y.Length} values: {result[i]:R} instead of {expected[i]:R}."));
            }
        }
    }

    // Relative to the result; where terms of opposite sign cancel to nothing, to the size of the values.
    private static bool Same(double expected, double result, double[] y) =>
        expected.Equals(result) || Math.Abs(expected - result) <= 1e-9 * Math.Abs(expected) || Math.Abs(expected - result) <= 1e-15 * y.Max(Math.Abs);
}
