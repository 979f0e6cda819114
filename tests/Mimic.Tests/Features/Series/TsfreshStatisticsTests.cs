using Mimic.Features;

namespace Mimic.Tests.Features.Series;

/// <summary>Known answers by hand from the definitions in tsfresh 0.20.1's documentation.</summary>
public class TsfreshStatisticsTests
{
    private const double Nan = double.NaN;

    [Fact]
    public void The_minimal_set_has_tsfresh_names_in_its_order() => Assert.Equal(
        "sum_values median mean length standard_deviation variance root_mean_square maximum absolute_maximum minimum",
        string.Join(' ', SeriesStatistics.NamesOf(SeriesVariant.Minimal)));

    [Fact]
    public void The_minimal_set_has_population_variance() =>
        Assert.Equal([8, 2, 2, 4, Math.Sqrt(2), 2, Math.Sqrt(6), 4, 4, 0], SeriesStatistics.Compute([2, 4, Nan, 0, 2], SeriesVariant.Minimal));

    [Fact]
    public void Of_no_value_only_sum_and_length_are_defined() =>
        Assert.Equal([0, Nan, Nan, 0, Nan, Nan, Nan, Nan, Nan, Nan], SeriesStatistics.Compute([Nan], SeriesVariant.Minimal));

    [Theory]
    [InlineData("abs_energy", 1 + 9 + 4 + 9 + 1)]
    [InlineData("mean_second_derivative_central", (1 - 3 - (3 - 1)) / 6.0)]
    [InlineData("skewness", 0)]
    [InlineData("kurtosis", -3)]
    [InlineData("quantile__q_0.3", 1.2)]
    [InlineData("count_above_mean", 2)]
    [InlineData("longest_strike_below_mean", 1)]
    [InlineData("absolute_sum_of_changes", 6)]
    [InlineData("mean_abs_change", 1.5)]
    [InlineData("mean_change", 0)]
    [InlineData("number_peaks__n_1", 2)]
    [InlineData("first_location_of_maximum", 0.2)]
    [InlineData("last_location_of_maximum", 0.8)]
    [InlineData("index_mass_quantile__q_0.4", 0.4)]
    [InlineData("has_duplicate_max", 1)]
    [InlineData("ratio_value_number_to_time_series_length", 0.6)]
    [InlineData("percentage_of_reoccurring_values_to_all_values", 2 / 3.0)]
    [InlineData("percentage_of_reoccurring_datapoints_to_all_datapoints", 0.8)]
    [InlineData("sum_of_reoccurring_values", 4)]
    [InlineData("sum_of_reoccurring_data_points", 8)]
    [InlineData("autocorrelation__lag_1", -2 / 3.2)]
    [InlineData("autocorrelation__lag_2", 1 / 2.4)]
    [InlineData("c3__lag_1", ((1 * 3 * 2) + (3 * 2 * 3) + (2 * 3 * 1)) / 3.0)]
    [InlineData("time_reversal_asymmetry_statistic__lag_1", ((4 * 3) - (3 * 1) + 0 + (1 * 3) - (3 * 4)) / 3.0)]
    [InlineData("linear_trend__attr_\"slope\"", 0)]
    [InlineData("linear_trend__attr_\"intercept\"", 2)]
    public void Statistics_of_1_3_2_3_1(string name, double expected) => Assert.Equal(expected, Efficient(name, 1, 3, 2, 3, 1), 1e-12);

    [Theory]
    [InlineData("variation_coefficient", 0.5)]
    [InlineData("cid_ce__normalize_False", 2)]
    [InlineData("cid_ce__normalize_True", 2)]
    [InlineData("binned_entropy__max_bins_10", 0.69314718055994531)]
    [InlineData("linear_trend__attr_\"slope\"", 2)]
    [InlineData("linear_trend__attr_\"rvalue\"", 1)]
    [InlineData("linear_trend__attr_\"stderr\"", 0)]
    [InlineData("skewness", Nan)]
    [InlineData("mean_n_absolute_max__number_of_maxima_7", Nan)]
    public void Statistics_of_1_3(string name, double expected) => Assert.Equal(expected, Efficient(name, 1, 3), 1e-12);

    [Fact]
    public void The_efficient_set_is_defined_for_every_length_and_names_are_unique()
    {
        var names = SeriesStatistics.NamesOf(SeriesVariant.Efficient);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(names.Count, SeriesStatistics.MeaningsOf(SeriesVariant.Efficient).Count);
        Assert.All(SeriesStatistics.Compute([1, 5, 2, 8, 3, 9, 4, 4, 7], SeriesVariant.Efficient), x => Assert.True(double.IsFinite(x)));
        Assert.All(Enumerable.Range(0, 12), n => Assert.Equal(names.Count, SeriesStatistics.Compute(new double[n], SeriesVariant.Efficient).Length));
    }

    private static double Efficient(string name, params double[] y) =>
        SeriesStatistics.Compute(y, SeriesVariant.Efficient)[SeriesStatistics.NamesOf(SeriesVariant.Efficient).ToList().IndexOf(name)];
}
