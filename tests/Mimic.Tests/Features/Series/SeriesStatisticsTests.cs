using Mimic.Features;

namespace Mimic.Tests.Features;

/// <summary>Known answers computed by hand from the definitions of the HAIM study.</summary>
public class SeriesStatisticsTests
{
    private const double Nan = double.NaN;

    [Fact]
    public void The_names_are_in_the_order_of_the_study() => Assert.Equal(
        "max min mean variance meandiff meanabsdiff maxdiff sumabsdiff diff npeaks trend",
        string.Join(' ', SeriesStatistics.Names));

    [Fact]
    public void One_value_with_the_appended_zero_is_halved() =>
        Assert.Equal([8, 0, 4, 32, -8, 8, 8, 8, -8, 0, -8], SeriesStatistics.Compute([8], SeriesVariant.Haim));

    [Fact]
    public void No_value_with_the_appended_zero_gives_zeros() =>
        Assert.Equal(new double[11], SeriesStatistics.Compute([], SeriesVariant.Haim));

    [Fact]
    public void No_value_without_it_is_missing_throughout() =>
        Assert.All(SeriesStatistics.Compute([]), x => Assert.Equal(Nan, x));

    [Fact]
    public void One_value_without_it_has_no_differences() =>
        Assert.Equal([8, 8, 8, Nan, Nan, Nan, Nan, 0, 0, 0, 0], SeriesStatistics.Compute([8]));

    [Fact]
    public void A_rising_series()
    {
        // 2, 4, 9: mean 5, squared deviations 9 + 1 + 16; slope (-1 * -3 + 1 * 4) / 2.
        Assert.Equal([9, 2, 5, 13, 3.5, 3.5, 5, 7, 7, 0, 3.5], SeriesStatistics.Compute([2, 4, 9]));
    }

    [Fact]
    public void A_rising_series_with_the_appended_zero_has_its_last_value_as_peak()
    {
        // 2, 4, 9, 0: mean 3.75, squared deviations 3.0625 + 0.0625 + 27.5625 + 14.0625; differences 2, 5, -9;
        // slope (-1.5 * 2 - 0.5 * 4 + 0.5 * 9 + 1.5 * 0) / 5.
        var result = SeriesStatistics.Compute([2, 4, 9], SeriesVariant.Haim);
        double[] expected = [9, 0, 3.75, 44.75 / 3, -2.0 / 3, 16.0 / 3, 9, 16, -2, 1, -0.1];
        Assert.All(expected.Zip(result), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void With_the_appended_zero_values_that_are_not_finite_are_left_out() => Assert.Equal(
        SeriesStatistics.Compute([1, 3], SeriesVariant.Haim),
        SeriesStatistics.Compute([Nan, 1, double.PositiveInfinity, 3], SeriesVariant.Haim));

    [Fact]
    public void Without_it_a_missing_value_keeps_its_place()
    {
        // pandas 1.5.3 and NumPy 1.24.2: max, min, mean, var; mean of diff; mean, max, sum of abs diff; last - first; find_peaks; polyfit.
        double[] expected = [7, 1, 13.0 / 4, 20.75 / 3, -0.5, 4.5, 5, 9, 1, 1, Nan];
        Assert.All(expected.Zip(SeriesStatistics.Compute([1, Nan, 3, 7, 2])), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void Only_missing_values_are_no_value() => Assert.All(SeriesStatistics.Compute([Nan, Nan]), x => Assert.Equal(Nan, x));

    [Theory]
    [InlineData(new double[] { 1, 2, 1 }, 1)]
    [InlineData(new double[] { 1, 2, 2, 2, 1 }, 1)]
    [InlineData(new double[] { 1, 2, 2, 3, 1 }, 1)]
    [InlineData(new double[] { 1, 2, 2 }, 0)]
    [InlineData(new double[] { 2, 2, 1 }, 0)]
    [InlineData(new double[] { 2, 1, 2 }, 0)]
    [InlineData(new double[] { 0, 1, 0, 1, 1, 0, 5, 5 }, 2)]
    [InlineData(new double[] { 3 }, 0)]
    [InlineData(new double[] { }, 0)]
    public void Peaks_are_inner_values_or_runs_above_both_neighbours(double[] series, int peaks) =>
        Assert.Equal(peaks, SeriesStatistics.Peaks(series));

    [Fact]
    public void The_trend_is_per_measurement() => Assert.Equal(-2, SeriesStatistics.Compute([10, 8, 6, 4])[10], 1e-12);
}
