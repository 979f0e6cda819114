using Mimic.Features;
using Mimic.Tests.Models;
using static Mimic.Tests.Features.Invented;
using static Mimic.Tests.Features.TableShapeTests;

namespace Mimic.Tests.Features;

public class ReductionTests
{
    private static readonly double Half = Math.Sqrt(0.5);

    [Fact]
    public void Standardised_training_columns_have_mean_0_and_deviation_1_with_divisor_n_minus_1()
    {
        var table = Wide([2, 4, 4, 10], [1, double.NaN, 3, double.NaN]);
        var standard = Standardisation.Fit(table);
        Assert.Equal([5, 2], standard.Means);
        Assert.Equal(Math.Sqrt(12), standard.Deviations[0], 15);
        var result = standard.Transform(table);
        Assert.Equal([-3 / Math.Sqrt(12), -1 / Math.Sqrt(12), -1 / Math.Sqrt(12), 5 / Math.Sqrt(12)], result["c0"].Numbers.ToArray());
        Assert.Equal([-Half, double.NaN, Half, double.NaN], result["c1"].Numbers.ToArray(), (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Other_rows_are_standardised_with_the_moments_of_the_training()
    {
        var standard = Standardisation.Fit(Wide([1, 3], [5, 5]));
        var result = standard.Transform(Wide([2 + Math.Sqrt(2)], [7]));
        Assert.Equal(1, result["c0"].Numbers[0], 15);
        Assert.Equal(2, result["c1"].Numbers[0]);
    }

    [Fact]
    public void A_column_of_equal_numbers_becomes_exactly_0()
    {
        var table = Wide([.. Enumerable.Repeat(0.1, 11)]);
        Assert.All(Standardisation.Fit(table).Transform(table)["c0"].Numbers.ToArray(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void A_column_without_a_training_value_is_left_out_and_categories_stay()
    {
        var table = Wide([double.NaN, double.NaN], [1, 2]).With(Categories("A", "B"));
        var standard = Standardisation.Fit(table);
        Assert.Equal(["c0"], standard.LeftOut);
        Assert.Equal(["c1", "demographics_race"], standard.Transform(table).Columns.Select(c => c.Name));
    }

    [Fact]
    public void Two_columns_of_correlation_r_have_components_of_variance_1_plus_and_minus_r()
    {
        // (1, 2, 3) and (1, 3, 2): covariance 0.5, variances 1.
        var pca = PrincipalComponents.Fit(Wide([1, 2, 3], [1, 3, 2]));
        Assert.Equal([1.5, 0.5], pca.Variances, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([0.75, 0.25], pca.ExplainedShares, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([Half, Half], pca.Components[0], (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([-Math.Sqrt(2), Half, Half], pca.Transform(Wide([1, 2, 3], [1, 3, 2]))["pca_attr0"].Numbers.ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void The_published_projection_multiplies_raw_numbers_and_the_table_warns()
    {
        var table = Wide([1, 2, 3], [1000, 3000, 2000]);
        var result = PrincipalComponents.Fit(table, new() { AsPublishedRawProjection = true }).Transform(table);
        Assert.Equal([1001 * Half, 3002 * Half, 2003 * Half], result["pca_attr0"].Numbers.ToArray(), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.Contains("as published", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_missing_number_counts_as_the_training_mean()
    {
        var pca = PrincipalComponents.Fit(Wide([1, 2, 3], [1, 3, 2]));
        Assert.Equal(pca.Transform(Wide([3], [2]))["pca_attr0"].Numbers[0], pca.Transform(Wide([3], [double.NaN]))["pca_attr0"].Numbers[0], 15);
    }

    [Fact]
    public void Columns_without_variation_are_left_out_of_the_components()
    {
        var pca = PrincipalComponents.Fit(Wide([1, 2, 3], [0, 0, 0], [7, 7, 7], [1, 3, 2]));
        Assert.Equal(["c0", "c3"], pca.Columns);
        Assert.Equal(["c1", "c2"], pca.LeftOut);
        Assert.Equal(["c1", "c2", "pca_attr0", "pca_attr1"], pca.Replace(Wide([1], [0], [7], [1])).Columns.Select(c => c.Name));
    }

    [Theory]
    [InlineData(40, 6)]
    [InlineData(9, 30)]
    public void Components_are_orthonormal_and_their_columns_have_their_variances(int rows, int columns)
    {
        var table = Toy.Table(rows, columns, missing: 0).Select(_ => true);
        var lab = Wide([.. table.Columns.Select(c => c.Numbers.ToArray())]);
        var pca = PrincipalComponents.Fit(lab, new() { Components = 100 });
        Assert.Equal(Math.Min(rows - 1, columns), pca.Variances.Count);
        Assert.Equal(1, pca.ExplainedShares.Sum(), 10);
        for (var i = 0; i < pca.Components.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, pca.Components[i].Zip(pca.Components[j], (a, b) => a * b).Sum(), 10);
            }
        }

        var standard = Standardisation.Fit(pca.Transform(lab));
        Assert.All(standard.Deviations.Zip(pca.Variances), p => Assert.Equal(p.Second, p.First * p.First, 10));
        Assert.All(standard.Means, m => Assert.Equal(0, m, 10));
    }

    [Fact]
    public void Held_out_rows_change_nothing_of_the_components()
    {
        var table = Wide([1, 2, 3, 1e9], [1, 3, 2, -1e9]);
        Assert.Equal(PrincipalComponents.Fit(Wide([1, 2, 3], [1, 3, 2])).ToJson(), PrincipalComponents.Fit(table.Rows([0, 1, 2])).ToJson());
    }

    [Fact]
    public void Stored_as_json_the_components_give_the_same_numbers_and_the_hash_of_their_file()
    {
        var table = Toy.Table(30, 6).Only(Modality.Lab);
        var pca = PrincipalComponents.Fit(table, new() { Prefix = "tslabpca", Components = 2 });
        var again = PrincipalComponents.FromJson(pca.ToJson());
        Assert.Equal(pca.Transform(table).Fingerprint(), again.Transform(table).Fingerprint());
        Assert.Equal(["tslabpca_attr0", "tslabpca_attr1"], again.Names);
        Assert.Matches("^[0-9a-f]{64}$", pca.Transform(table).Columns[0].Origin.EncoderHash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"Format\":\"mimic-pca-1\",\"Columns\":[\"a\"],\"LeftOut\":[],\"Means\":[1]}")]
    public void Damaged_components_are_a_clear_error(string json) => Assert.Throws<MimicException>(() => PrincipalComponents.FromJson(json));

    [Fact]
    public void Components_need_rows_variation_and_one_modality()
    {
        Assert.Throws<MimicException>(() => PrincipalComponents.Fit(Wide([1.0])));
        Assert.Throws<MimicException>(() => PrincipalComponents.Fit(Wide([1, 1], [2, 2])));
        Assert.Contains("2 modalities", Assert.Throws<MimicException>(() => PrincipalComponents.Fit(Toy.Table(10, 2))).Problem);
    }

    [Fact]
    public void The_rank_correlation_of_the_textbook_example_of_intelligence_and_television()
    {
        // Wikipedia, "Spearman's rank correlation coefficient": rho = -29/165.
        double[] iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
        Assert.Equal(-29.0 / 165, RankCorrelation.Of(iq, hours).Correlation, 15);
    }

    [Fact]
    public void Equal_numbers_share_the_mean_of_their_ranks()
    {
        Assert.Equal([1, 2.5, 2.5, 4], RankCorrelation.Ranks([1, 2, 2, 3]));
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Of([1, 2, 2, 3], [1, 2, 3, 4]).Correlation, 15);
    }

    [Fact]
    public void Rows_with_a_missing_value_do_not_count_and_constants_have_no_correlation()
    {
        Assert.Equal((1, 3), RankCorrelation.Of([1, 2, double.NaN, 3, 9], [1, 2, 0, 3, double.NaN]));
        Assert.Equal((double.NaN, 2), RankCorrelation.Of([1, 2], [1, 2]));
        Assert.Equal(double.NaN, RankCorrelation.Of([5, 5, 5], [1, 2, 3]).Correlation);
    }

    [Fact]
    public void Columns_are_ranked_by_absolute_correlation_with_the_outcome_undefined_ones_last()
    {
        var table = Wide([1, 1, 1, 1], [1, 2, 3, 4], [0, 9, 0, 8], [-1, 5, 3, double.NaN]);
        var ranking = SpearmanRanking.Of(table);
        Assert.Equal(["c2", "c3", "c1", "c0"], ranking.Ranks.Select(r => r.Column));
        Assert.True(ranking.Ranks[0].Correlation < 0);
        Assert.Equal(3, ranking.Ranks[1].Rows);
        Assert.Equal(["c2", "c3"], ranking.Top(2));
        Assert.Equal(["c2"], ranking.Top(9, 0.9));
    }

    [Fact]
    public void Columns_can_be_ranked_by_another_column()
    {
        var ranking = SpearmanRanking.Of(Wide([1, 2, 3], [3, 2, 1], [2, 1, 3]), "c0");
        Assert.Equal(["c1", "c2"], ranking.Ranks.Select(r => r.Column));
        Assert.Throws<MimicException>(() => SpearmanRanking.Of(Wide([1, 2, 3]), "c9"));
    }

    [Fact]
    public void Of_columns_that_go_together_the_later_one_is_redundant()
    {
        var correlation = FeatureCorrelation.Of(Wide([1, 2, 3, 4], [2, 4, 6, 9], [4, 1, 3, 2], [-1, -2, -3, -4]));
        Assert.Equal(["c1", "c3"], correlation.Redundant(0.95));
        Assert.Equal(-1, correlation[0, 3]);
    }

    [Fact]
    public void Columns_without_a_correlation_are_left_out_of_the_map_and_counted_below_it()
    {
        var chart = FeatureCorrelation.Of(Wide([1, 2, 3, 4], [7, 7, 7, 7], [4, 1, 3, 2], [double.NaN, double.NaN, 1, double.NaN])).ToChart();
        Assert.Equal("2 columns without a correlation left out: too few values, or all the same.", chart.Note);
        Assert.Contains("2 rows by 2 columns", chart.ToString());
    }

    [Theory]
    [InlineData("tslab_attr_Sodium__mean", "tslab_attr_Chloride__mean", "Sodium and Chloride.", "All names begin with tslab_attr_ and end with __mean.")]
    [InlineData("lab_a", "lab_a_b", "a and a_b.", "All names begin with lab_.")]
    [InlineData("age", "weight", "age and weight.", "")]
    public void What_all_names_share_stands_below_the_map_and_not_on_its_axes(string first, string second, string words, string note)
    {
        var wide = Wide([1, 2, 3, 4], [2, 4, 6, 9]);
        var columns = wide.Columns.Zip([first, second], (c, n) => new FeatureColumn(n, c.Modality, c.Origin, c.Numbers.ToArray()));
        var chart = FeatureCorrelation.Of(new(wide.Source, wide.Samples, [.. columns])).ToChart();
        Assert.Equal(note, chart.Note);
        Assert.EndsWith($"strongest 1 for {words}", chart.ToString());
    }
}
