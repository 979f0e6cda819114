using Mimic.Access;
using Mimic.Features;
using Mimic.Models;
using Mimic.Tests.Models;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class TableShapeTests
{
    [Fact]
    public void An_inner_join_keeps_the_rows_of_both_tables()
    {
        var joined = Lab("a", (1, 10), (2, 20), (3, 30)).Join(Lab("b", (3, 300), (1, 100), (4, 400)));
        Assert.Equal([1, 3], joined.Samples.Select(s => s.SubjectId));
        Assert.Equal([10, 30], joined["a"].Numbers.ToArray());
        Assert.Equal([100, 300], joined["b"].Numbers.ToArray());
    }

    [Fact]
    public void A_left_join_keeps_all_rows_of_the_first_table()
    {
        var joined = Lab("a", (1, 10), (2, 20)).Join(Lab("b", (2, 200), (3, 300)), TableJoin.Left);
        Assert.Equal([double.NaN, 200], joined["b"].Numbers.ToArray());
    }

    [Fact]
    public void An_outer_join_keeps_all_rows_and_the_outcome_that_one_of_them_knows()
    {
        var joined = Lab("a", (1, 10), (2, 20)).Join(Lab("b", (3, 300), (2, 200)), TableJoin.Outer);
        Assert.Equal([1, 2, 3], joined.Samples.Select(s => s.SubjectId));
        Assert.Equal([10, 20, double.NaN], joined["a"].Numbers.ToArray());
        Assert.Equal([double.NaN, 200, 300], joined["b"].Numbers.ToArray());
        Assert.Equal([false, true, false], joined.Samples.Select(s => s.Outcome));
    }

    [Fact]
    public void A_column_name_in_both_tables_is_named() =>
        Assert.Contains("first a", Assert.Throws<MimicException>(() => Lab("a", (1, 1)).Join(Lab("a", (1, 1)))).Problem);

    [Fact]
    public void Two_rows_of_one_patient_and_time_cannot_be_joined()
    {
        var error = Assert.Throws<MimicException>(() => Lab("a", (1, 1)).Join(Lab("b", (1, 1), (2, 2), (1, 3))));
        Assert.Contains("Rows 1 and 3 of the second table", error.Problem);
    }

    [Fact]
    public void Different_outcomes_of_one_row_cannot_be_joined()
    {
        var other = Toy.WithOutcomes(Lab("b", (1, 1), (2, 2)), i => i == 0);
        var error = Assert.Throws<MimicException>(() => Lab("a", (2, 2)).Join(other));
        Assert.Contains("Row 1 of the first table and row 2 of the second", error.Problem);
    }

    [Fact]
    public void A_joined_table_carries_the_stricter_source_and_all_warnings()
    {
        var strict = new FeatureTable(SourceTag.Credentialed, [new(1, Noon, null)], []) { Warnings = ["A warning."] };
        var joined = Lab("a", (1, 1)).Join(strict);
        Assert.Equal(SourceTag.Credentialed, joined.Source);
        Assert.Equal(["A warning."], joined.Warnings);
    }

    [Fact]
    public void Rows_and_columns_can_be_filtered()
    {
        var table = Toy.Table(10, 4);
        Assert.Equal([90000003], table.Where(s => s.SubjectId == 90000003).Samples.Select(s => s.SubjectId));
        Assert.Equal(["c3", "c0"], table.Keep("c3", "c0").Columns.Select(c => c.Name));
        Assert.Equal(["c1", "c2"], table.Without("c0", "c3").Columns.Select(c => c.Name));
        Assert.Equal(["c1", "c3"], table.Select(c => c.Modality == Modality.Chart).Columns.Select(c => c.Name));
        Assert.Equal(["c1", "c3"], table.ByModality()[Modality.Chart].Columns.Select(c => c.Name));
    }

    [Fact]
    public void An_unknown_column_is_named()
    {
        var table = Toy.Table(10, 4);
        Assert.Contains("no column c9", Assert.Throws<MimicException>(() => table.Keep("c0", "c9")).Problem);
        Assert.Contains("no column c9", Assert.Throws<MimicException>(() => table.Without("c9")).Problem);
        Assert.Contains("no column c9", Assert.Throws<MimicException>(() => table.FillMissing(0, "c9")).Problem);
    }

    [Fact]
    public void Missing_values_become_a_number_or_an_indicator_and_the_column_says_so()
    {
        var table = Lab("a", (1, double.NaN), (2, -7));
        Assert.Equal([0, -7], table.FillMissing(0)["a"].Numbers.ToArray());
        Assert.Equal([0, 1], table.ToPresence("a")["a"].Numbers.ToArray());
        Assert.Contains("missing is 0", table.FillMissing(0)["a"].Origin.ToString());
        Assert.Contains("1 if there is a value", table.ToPresence()["a"].Origin.ToString());
    }

    [Fact]
    public void No_patient_is_on_both_sides_of_a_split_and_no_row_is_lost()
    {
        var table = Toy.Table(97, 3, samplesEach: 3);
        for (var seed = 0; seed < 20; seed++)
        {
            var split = table.Split(0.3, seed);
            Assert.Empty(split.Training.Samples.Select(s => s.SubjectId).Intersect(split.HeldOut.Samples.Select(s => s.SubjectId)));
            Assert.Equal(table.RowCount, split.Training.RowCount + split.HeldOut.RowCount);
        }
    }

    [Fact]
    public void A_split_is_that_of_the_models_with_the_same_seed()
    {
        var table = Toy.Table(60, 2, samplesEach: 2);
        var fold = PatientSplit.HeldOut(table.Samples, 0.25, 7);
        var split = table.Split(0.25, 7);
        Assert.Equal(fold.Training.Select(i => table.Samples[i]), split.Training.Samples);
        Assert.Equal(fold.Validation.Select(i => table.Samples[i]), split.HeldOut.Samples);
    }

    [Fact]
    public void A_split_does_not_depend_on_the_order_of_the_rows()
    {
        var table = Toy.Table(40, 2);
        var turned = table.Rows([.. Enumerable.Range(0, table.RowCount).Reverse()]);
        Assert.Equal(table.Split(0.3, 5).HeldOut.Samples, turned.Split(0.3, 5).HeldOut.Samples.Reverse());
    }

    [Fact]
    public void Each_side_has_its_share_of_each_stratum()
    {
        bool[] outcomes = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)];
        string?[] sexes = [.. Enumerable.Range(0, 400).Select(i => i % 10 == 0 ? null : i % 3 == 0 ? "M" : "F")];
        var table = Toy.Of(outcomes, new FeatureColumn("sex", Modality.Demographics, Origin(), ColumnKind.Category, sexes));
        var held = table.Split(0.2, 3, "sex").HeldOut;
        Assert.Equal(80, held.RowCount);
        Assert.Equal(20, held.Samples.Count(s => s.Outcome == true));
        foreach (var sex in new[] { "M", "F", null })
        {
            Assert.InRange(held["sex"].Texts.ToArray().Count(t => t == sex), (0.2 * sexes.Count(t => t == sex)) - 2, (0.2 * sexes.Count(t => t == sex)) + 2);
        }
    }

    [Fact]
    public void Documents_make_no_strata_and_one_patient_no_split()
    {
        Assert.Throws<MimicException>(() => Documents("a", "b").Split(0.5, 1, "notes_text"));
        Assert.Throws<MimicException>(() => Lab("a", (1, 1)).Split(0.5, 1));
    }

    [Fact]
    public void Masks_are_chosen_on_training_rows_and_once_for_columns_missing_together()
    {
        const double n = double.NaN;
        var training = Wide([1, double.NaN, 3], [1, double.NaN, 2], [1, 2, 3], [double.NaN, double.NaN, double.NaN]);
        var masks = MissingMasks.Fit(training);
        Assert.Equal(["c0"], masks.Columns);
        var other = masks.Transform(Wide([n], [1], [n], [1]));
        Assert.Equal(["c0__missing"], other.Columns.Select(c => c.Name));
        Assert.Equal([1], other["c0__missing"].Numbers.ToArray());
        Assert.Equal([0, 1, 0], masks.Transform(training)["c0__missing"].Numbers.ToArray());
    }

    /// <summary>A table of laboratory columns c0, c1 and on.</summary>
    internal static FeatureTable Wide(params double[][] columns) => new(
        SourceTag.Synthetic, [.. columns[0].Select((_, i) => new Sample(Subject + i, Noon, i % 2 == 0))],
        [.. columns.Select((c, i) => Toy.Column($"c{i}", Modality.Lab, c))]);

    private static FeatureTable Lab(string name, params (int Subject, double Value)[] rows) => new(
        SourceTag.Synthetic, [.. rows.Select(r => new Sample(r.Subject, Noon, r.Subject % 2 == 0))],
        [Toy.Column(name, Modality.Lab, [.. rows.Select(r => r.Value)])]);
}
