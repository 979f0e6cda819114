using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public class AutoMlTests
{
    private static readonly AutoMlOptions Quick = new() { Trials = 4, Folds = 3, Draws = 200, Cpus = 2 };
    private static readonly FeatureTable Table = Toy.Table();
    private static readonly Lazy<AutoMlResult> Found = new(() => AutoMl.Search(Table, Quick));

    [Fact]
    public void Columns_that_tell_the_outcome_give_a_high_auroc_on_held_out_patients()
    {
        var result = AutoMl.Search(Toy.Table(patients: 400), Quick with { Trials = 2 });
        Assert.InRange(result.HeldOut.Auroc.Value, 0.7, 1);
        Assert.InRange(result.OutOfFold.Auroc.Value, 0.8, 1);
    }

    [Fact]
    public void Same_seed_gives_the_same_numbers_to_the_last_digit_on_one_and_on_two_processors()
    {
        var one = AutoMl.Search(Table, Quick with { Cpus = 1 });
        Assert.Equal(Found.Value.ToString(), one.ToString());
        Assert.Equal(Found.Value.HeldOut.Predictions, one.HeldOut.Predictions);
        Assert.Equal(Found.Value.Trials.Select(t => t.MeanAuroc), one.Trials.Select(t => t.MeanAuroc));
    }

    [Fact]
    public void Another_seed_gives_another_split() =>
        Assert.NotEqual(Found.Value.HeldOutTable.Samples, AutoMl.Search(Table, Quick with { Seed = 2, Trials = 1 }).HeldOutTable.Samples);

    [Fact]
    public void Both_learners_are_tried() => Assert.Equal(2, Found.Value.Trials.Select(t => t.Settings.Learner).Distinct().Count());

    [Fact]
    public void Without_xgboost_logistic_regression_alone_is_tried_and_a_warning_says_what_to_install()
    {
        Learner[] both = [Learner.LogisticRegression, Learner.GradientBoosting];
        var usable = UsableLearners.Of(both, withTrees: false);
        Assert.Equal([Learner.LogisticRegression], usable.Learners);
        Assert.Contains("only logistic regression was tried. Install it with", usable.Warning);
        Assert.Equal(new(both, null), UsableLearners.Of(both, withTrees: true));
    }

    [Fact]
    public void Boosted_trees_alone_without_xgboost_are_an_error() => Assert.Contains(
        "XGBoost (boosted trees) was not found",
        Assert.Throws<MimicException>(() => UsableLearners.Of([Learner.GradientBoosting], withTrees: false)).Problem);

    [Fact]
    public void Wrecking_the_held_out_rows_changes_nothing_that_the_search_does()
    {
        var split = AutoMl.Split(Table, Quick);
        var aside = split.Validation.ToHashSet();
        var wrecked = new FeatureTable(Table.Source,
            [.. Table.Samples.Select((s, i) => aside.Contains(i) ? s with { Outcome = !s.Outcome } : s)],
            [.. Table.Columns.Select((c, n) => Toy.Column(
                c.Name, c.Modality, [.. c.Numbers.ToArray().Select((v, i) => aside.Contains(i) ? 1e6 * (n + i) : v)]))]);
        var result = AutoMl.Search(wrecked, split, Quick);
        Assert.Equal(Found.Value.Trials.Select(t => t.MeanAuroc), result.Trials.Select(t => t.MeanAuroc));
        Assert.Equal(Found.Value.Best.Settings, result.Best.Settings);
        Assert.Equal(Found.Value.Model.Provenance, result.Model.Provenance);
        Assert.Equal(Found.Value.Model.Predict(Table), result.Model.Predict(Table));
        Assert.NotEqual(Found.Value.HeldOut.Auroc, result.HeldOut.Auroc);
    }

    [Fact]
    public void A_column_that_tells_the_outcome_of_validation_rows_only_does_not_help()
    {
        // The column equals the outcome in a fold's validation rows and is constant in its training rows: whoever fits selection or
        // scaling on all rows would use it.
        var folds = PatientSplit.Folds(Table.Samples, 3, 1);
        var leak = new double[Table.RowCount];
        foreach (var i in folds[0].Validation)
        {
            leak[i] = Table.Samples[i].Outcome == true ? 1 : -1;
        }

        var leaky = Table.With(new(Table.Source, Table.Samples, [Toy.Column("leak", Modality.Lab, leak)]));
        foreach (var learner in Enum.GetValues<Learner>())
        {
            var settings = TrialSettings.Default(learner) with { SelectColumns = 5 };
            var without = new PreparedFold(Table, folds[0], 8).Fit(settings);
            var with = new PreparedFold(leaky, folds[0], 8).Fit(settings);
            Assert.Equal(
                without.Predict(new PreparedFold(Table, folds[0], 8).Validation),
                with.Predict(new PreparedFold(leaky, folds[0], 8).Validation));
        }
    }

    [Fact]
    public void Noise_gives_an_interval_that_covers_chance()
    {
        var result = AutoMl.Search(Toy.Table(strength: 0, columns: 40, seed: 3), Quick);
        Assert.InRange(0.5, result.HeldOut.Auroc.Low, result.HeldOut.Auroc.High);
    }

    [Fact]
    public void Selecting_columns_before_the_split_makes_noise_look_good()
    {
        var noise = Toy.Table(patients: 80, columns: 400, strength: 0, seed: 6, missing: 0);
        var folds = PatientSplit.Folds(noise.Samples, 5, 1);
        var settings = TrialSettings.Default(Learner.LogisticRegression) with { SelectColumns = 15 };
        var honest = CrossValidation.Evaluate(noise, folds, settings);
        var wrong = CrossValidation.Evaluate(WrongOnPurpose.SelectBeforeSplitting(noise, 15), folds, settings);
        Assert.InRange(honest.Auroc.Value, 0.3, 0.65);
        Assert.InRange(wrong.Auroc.Value, 0.8, 1);
    }

    [Fact]
    public void Splitting_by_row_makes_noise_look_good_where_patients_have_several_samples()
    {
        var noise = Toy.Table(patients: 60, columns: 20, strength: 0, seed: 9, samplesEach: 4, missing: 0);
        var settings = TrialSettings.Default(Learner.GradientBoosting);
        var honest = CrossValidation.Evaluate(noise, PatientSplit.Folds(noise.Samples, 5, 1), settings);
        var wrong = CrossValidation.Evaluate(noise, WrongOnPurpose.SplitByRow(noise.Samples, 5, 1), settings);
        Assert.InRange(honest.Auroc.Value, 0.25, 0.7);
        Assert.InRange(wrong.Auroc.Value, 0.9, 1);
        Assert.True(wrong.IsWrongOnPurpose);
        Assert.Contains("WRONG ON PURPOSE", wrong.ToString(), StringComparison.Ordinal);
        Assert.False(honest.IsWrongOnPurpose);
    }

    [Fact]
    public void Folds_that_mix_patients_without_saying_so_are_refused()
    {
        var table = Toy.Table(patients: 30, samplesEach: 3);
        var folds = WrongOnPurpose.SplitByRow(table.Samples, 3, 1).Select(f => new Fold(f.Training, f.Validation)).ToArray();
        Assert.Contains(
            "both sides",
            Assert.Throws<MimicException>(() => CrossValidation.Evaluate(table, folds)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_an_outcome_are_left_out_and_counted()
    {
        var result = AutoMl.Search(Toy.WithOutcomes(Table, i => i < 10 ? null : Table.Samples[i].Outcome), Quick with { Trials = 2 });
        Assert.Equal(10, result.WithoutOutcome);
        Assert.Equal(110, result.HeldOut.Predictions.Count + result.OutOfFold.Predictions.Count);
    }

    [Fact]
    public void A_very_small_cohort_with_empty_columns_still_runs()
    {
        bool[] outcome = [.. Enumerable.Range(0, 20).Select(i => i < 6)];
        var table = Toy.Of(outcome,
            Toy.Column("x", Modality.Lab, [.. Enumerable.Range(0, 20).Select(i => (double)(i * 7 % 20))]),
            Toy.Column("empty", Modality.Image, [.. Enumerable.Repeat(double.NaN, 20)]),
            Toy.Column("constant", Modality.Chart, [.. Enumerable.Repeat(3.0, 20)]));
        var result = AutoMl.Search(table, Quick);
        Assert.Equal(3, result.Best.FoldAurocs.Count);
        foreach (var nothing in new[] { Modality.Chart, Modality.Image })
        {
            Assert.Equal(0.5, result.CompareModalities().Rows.Single(r => r.Name == $"{nothing} alone").HeldOut.Value);
        }
    }

    [Fact]
    public void Too_few_deaths_are_refused_with_the_number_needed() =>
        Assert.Contains(
            "at least 6",
            Assert.Throws<MimicException>(() => AutoMl.Search(Toy.WithOutcomes(Table, i => i < 4), Quick)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Categories_and_documents_are_learned_from_the_training_rows_of_each_fold()
    {
        var random = new SeededRandom(4);
        bool[] outcome = [.. Enumerable.Range(0, 120).Select(_ => random.Chance(0.4))];
        const string Bad = "severe sepsis with shock, pressors started", Good = "stable, ambulating, discharged home";
        string?[] notes = [.. outcome.Select(o => o == random.Chance(0.85) ? Bad : Good)];
        string?[] units = [.. outcome.Select((o, i) => i % 10 == 0 ? null : o == random.Chance(0.7) ? "MICU" : "CVICU")];
        var table = Toy.Of(outcome,
            new("note", Modality.Note, Features.Invented.Origin(), ColumnKind.Document, notes),
            new("unit", Modality.Demographics, Features.Invented.Origin(), ColumnKind.Category, units));
        var result = AutoMl.Search(table, Quick);
        Assert.InRange(result.OutOfFold.Auroc.Value, 0.75, 1);
        Assert.Equal(["Demographics alone", "Note alone", "all"], result.CompareModalities().Rows.Select(r => r.Name));
        var file = Path.Combine(Path.GetTempPath(), $"mimic-{Guid.NewGuid():N}.model");
        result.Model.Save(file);
        Assert.Equal(result.Model.Predict(table), TrainedModel.Load(file).Predict(table));
        File.Delete(file);
    }

    [Fact]
    public void Modalities_that_the_table_lacks_are_refused() =>
        Assert.Throws<MimicException>(() => AutoMl.Search(Table, Quick with { Modalities = [Modality.Image] }));

    [Fact]
    public void Only_the_modalities_asked_for_are_used() =>
        Assert.DoesNotContain("c1", AutoMl.Search(Table, Quick with { Trials = 1, Modalities = [Modality.Lab] }).Model.Columns);

    [Fact]
    public void An_option_out_of_range_is_refused_by_its_name() =>
        Assert.Contains(
            "Folds",
            Assert.Throws<MimicException>(() => AutoMl.Search(Table, Quick with { Folds = 1 })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_table_of_modalities_has_each_alone_and_all_together()
    {
        var rows = Found.Value.CompareModalities().Rows;
        Assert.Equal(["Chart alone", "Lab alone", "all"], rows.Select(r => r.Name));
        Assert.All(rows, r => Assert.InRange(r.OutOfFold.Value, r.OutOfFold.Low, r.OutOfFold.High));
        Assert.True(rows[2].OutOfFold.Value > Math.Max(rows[0].OutOfFold.Value, rows[1].OutOfFold.Value));
    }

    [Fact]
    public void The_table_of_modalities_is_the_same_with_and_without_a_search_before()
    {
        Assert.Equal(Found.Value.CompareModalities().ToString(), ModalityTable.Compute(Table, Quick).ToString());
    }
}
