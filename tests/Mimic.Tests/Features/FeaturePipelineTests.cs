using Mimic.Features;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class FeaturePipelineTests
{
    private static readonly FeaturePipelineOptions EveryCategory = new() { MinimumCategoryCount = 1, MinimumDocuments = 1 };

    [Fact]
    public void A_code_book_is_sorted_and_numbered_from_zero()
    {
        var book = CodeBook.Fit(["WHITE", null, "ASIAN", "WHITE"]);
        Assert.Equal(["ASIAN", "WHITE"], book.Categories);
        Assert.Equal([1, -1, -1], [book.Code("WHITE"), book.Code(null), book.Code("BLACK")]);
    }

    [Fact]
    public void Codes_are_minus_one_for_what_is_missing_or_new()
    {
        var pipeline = FeaturePipeline.Fit(Categories("B", "A"), new() { Categories = CategoryEncoding.Code });
        Assert.Equal([0, 1, -1, -1], pipeline.Transform(Categories("A", "B", "C", null))["demographics_race"].Numbers.ToArray());
    }

    [Fact]
    public void One_hot_columns_are_missing_where_the_category_is()
    {
        var table = FeaturePipeline.Fit(Categories("B", "A"), EveryCategory).Transform(Categories("A", null, "C"));
        Assert.Equal(["demographics_race=A", "demographics_race=B"], table.Columns.Select(c => c.Name));
        Assert.Equal([1, double.NaN, 0], table["demographics_race=A"].Numbers.ToArray());
    }

    [Fact]
    public void Rare_and_new_categories_share_a_column()
    {
        var pipeline = FeaturePipeline.Fit(Categories("A", "A", "B", "C"), new() { MinimumCategoryCount = 2 });
        var table = pipeline.Transform(Categories("A", "B", "D", null));
        Assert.Equal(["demographics_race=A", "demographics_race=(other)"], table.Columns.Select(c => c.Name));
        Assert.Equal([0, 1, 1, double.NaN], table["demographics_race=(other)"].Numbers.ToArray());
    }

    [Fact]
    public void A_word_that_only_test_patients_have_changes_nothing()
    {
        var all = Documents("heart failure edema", "edema of lungs", "pneumonia fever", "fever and zebra");
        var pipeline = FeaturePipeline.Fit(all.Rows([0, 1, 2]), EveryCategory);
        Assert.DoesNotContain("zebra", pipeline.ToJson());
        var with = pipeline.Transform(Documents("fever and zebra"));
        var without = pipeline.Transform(Documents("fever"));
        Assert.Equal(without.Fingerprint(), with.Fingerprint());
    }

    [Fact]
    public void Components_are_named_and_explained()
    {
        var table = FeaturePipeline.Fit(Documents("edema", "edema fever", "fever"), EveryCategory).Transform(Documents("edema", null));
        Assert.Equal(["notes_attr0", "notes_attr1"], table.Columns.Select(c => c.Name));
        Assert.Contains("edema", table["notes_attr0"].Origin.Statistic);
        Assert.True(table["notes_attr0"].IsMissing(1));
    }

    [Fact]
    public void Stored_as_json_it_gives_the_same_numbers_to_the_last_bit()
    {
        var data = Documents("edema of both lungs", "fever, cough, edema", "cough; clear lungs", null)
            .With(Categories("A", "B", null, "A")).With(Numbers(0.1, 1.0 / 3, double.NaN, 1e-300));
        var pipeline = FeaturePipeline.Fit(data, EveryCategory);
        var again = FeaturePipeline.FromJson(pipeline.ToJson());
        Assert.Equal(pipeline.Transform(data).Fingerprint(), again.Transform(data).Fingerprint());
        Assert.Equal(pipeline.ToJson(), again.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"Format\":\"mimic-feature-pipeline-1\"}")]
    [InlineData("[1,2")]
    public void Damaged_json_is_a_clear_error(string json) => Assert.Throws<MimicException>(() => FeaturePipeline.FromJson(json));

    [Fact]
    public void A_column_without_training_values_is_left_out_and_named()
    {
        var pipeline = FeaturePipeline.Fit(Numbers(double.NaN, double.NaN));
        Assert.Equal(["tslab_attr_X__max"], pipeline.LeftOut);
        Assert.Empty(pipeline.Transform(Numbers(1, 2)).Columns);
        Assert.Contains("1 left out", pipeline.ToString());
    }

    [Fact]
    public void A_modality_that_the_table_lacks_counts_as_missing()
    {
        var pipeline = FeaturePipeline.Fit(Categories("A", "A").With(Numbers(1, 2)), EveryCategory);
        var table = pipeline.Transform(Categories("A"));
        Assert.True(table["tslab_attr_X__max"].IsMissing(0));
    }

    [Fact]
    public void Another_kind_of_values_than_in_training_is_an_error()
    {
        var pipeline = FeaturePipeline.Fit(Numbers(1, 2));
        var texts = new FeatureTable(Mimic.Access.SourceTag.Synthetic, [new(Subject, Noon, null)],
            [new("tslab_attr_X__max", Modality.Lab, Origin(), ColumnKind.Category, ["high"])]);
        Assert.Throws<MimicException>(() => pipeline.Transform(texts));
    }

    [Fact]
    public void No_training_row_is_an_error() => Assert.Throws<MimicException>(() => FeaturePipeline.Fit(Numbers(1).Rows([])));

    private static FeatureTable Numbers(params double[] values) => new(
        Mimic.Access.SourceTag.Synthetic,
        [.. values.Select((_, i) => new Sample(Subject + i, Noon, i % 2 == 0))],
        [new("tslab_attr_X__max", Modality.Lab, Origin("invented laboratory"), values)]);
}
