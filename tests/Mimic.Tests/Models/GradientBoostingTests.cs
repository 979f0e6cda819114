using System.Text;
using System.Text.Json.Nodes;
using Mimic.Features;
using Mimic.Models;
using Mimic.Native;

namespace Mimic.Tests.Models;

public class GradientBoostingTests
{
    private static readonly FeatureTable Table = Toy.Table();

    [Fact]
    public void Trees_learn_what_the_columns_say()
    {
        using var model = GradientBoosting.Fit(Table);
        var fresh = Toy.Table(seed: 2);
        Assert.InRange(Metrics.Auroc(Toy.Outcomes(fresh), model.Predict(fresh)), 0.75, 1);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds()
    {
        using var model = GradientBoosting.Fit(Table);
        var matrix = NumericMatrix.From(Table);
        var margins = model.Run(matrix, XgBoostOutput.Margin);
        var contributions = ((ILearner)model).Contributions(matrix);
        Assert.All(margins.Zip(contributions), p => Assert.Equal(p.First, p.Second.Sum(), 1e-4));
        Assert.All(contributions, row => Assert.Equal(Table.Columns.Count + 1, row.Length));
        Assert.Equal(PortableMath.Logistic(margins[0]), model.Predict(Table)[0], 1e-6);
    }

    [Fact]
    public void One_thread_and_two_threads_give_the_same_bits()
    {
        using var one = GradientBoosting.Fit(Table, new() { Threads = 1, Seed = 5 });
        using var two = GradientBoosting.Fit(Table, new() { Threads = 2, Seed = 5 });
        Assert.Equal(one.Predict(Table), two.Predict(Table));
    }

    [Fact]
    public void Another_seed_gives_other_trees()
    {
        using var one = GradientBoosting.Fit(Table, new() { Seed = 5 });
        using var other = GradientBoosting.Fit(Table, new() { Seed = 6 });
        Assert.NotEqual(one.Predict(Table), other.Predict(Table));
    }

    [Fact]
    public void A_saved_and_loaded_model_predicts_the_same_bits()
    {
        using var model = GradientBoosting.Fit(Table);
        using var loaded = GradientBoosting.Load(JsonNode.Parse(((ILearner)model).Save().ToJsonString())!.AsObject());
        Assert.Equal(model.Predict(Table), loaded.Predict(Table));
    }

    [Fact]
    public void Columns_keep_their_names_in_the_saved_model()
    {
        var odd = Toy.Of([true, false, true, false], Toy.Column("LAB//50912//mg/dL [\"<é>\"]", Modality.Lab, 1, 2, 1, 2));
        using var model = GradientBoosting.Fit(odd);
        var trees = JsonNode.Parse((string)((ILearner)model).Save()["trees"]!)!;
        Assert.Equal(odd.Columns[0].Name, (string)trees["learner"]!["feature_names"]![0]!);
    }

    [Fact]
    public void A_cut_model_is_refused()
    {
        using var model = GradientBoosting.Fit(Table);
        var trees = Encoding.UTF8.GetBytes((string)((ILearner)model).Save()["trees"]!);
        foreach (var share in new[] { 0.1, 0.5, 0.95 })
        {
            Assert.Throws<MimicException>(() => XgBoostBooster.Load(trees.AsSpan(0, (int)(share * trees.Length)), 12, 1));
        }
    }

    [Fact]
    public void A_model_of_another_width_than_it_claims_is_refused()
    {
        using var model = GradientBoosting.Fit(Table);
        var trees = Encoding.UTF8.GetBytes((string)((ILearner)model).Save()["trees"]!);
        Assert.Contains(
            "12 columns",
            Assert.Throws<MimicException>(() => XgBoostBooster.Load(trees, 11, 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_columns_than_in_training_are_refused()
    {
        // XGBoost itself accepts such a matrix without a word.
        using var training = XgBoostMatrix.Create([1, 2, 3, 4, 5, 6, 7, 8], 4, 2, [0, 1, 0, 1], 1);
        var parameters = new Dictionary<string, string> { ["objective"] = "binary:logistic" };
        using var booster = XgBoostBooster.Train(training, ["a", "b"], parameters, 2);
        using var narrow = XgBoostMatrix.Create([1, 2], 2, 1, [], 1);
        Assert.Contains(
            "1 columns",
            Assert.Throws<MimicException>(() => booster.Predict(narrow, XgBoostOutput.Probability)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_parameter_is_reported_by_name_on_any_thread()
    {
        var parameters = new Dictionary<string, string> { ["max_dept"] = "3" };
        Exception? error = null;
        var thread = new Thread(() =>
        {
            using var training = XgBoostMatrix.Create([1, 2, 3, 4], 4, 1, [0, 1, 0, 1], 1);
            error = Record.Exception(() => XgBoostBooster.Train(training, ["a"], parameters, 1));
        });
        thread.Start();
        thread.Join();
        Assert.Contains("max_dept", Assert.IsType<MimicException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_value_of_a_parameter_is_an_error_with_the_words_of_xgboost()
    {
        var error = Assert.Throws<MimicException>(() => GradientBoosting.Fit(Table, new() { LearningRate = -1 }));
        Assert.StartsWith("XGBoost refused", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack trace", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_number_is_refused_by_the_name_of_its_column()
    {
        var table = Toy.Of([true, false], Toy.Column("x", Modality.Lab, 1, double.PositiveInfinity));
        Assert.Contains("Column x", Assert.Throws<MimicException>(() => GradientBoosting.Fit(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_all_missing_does_no_harm()
    {
        var table = Toy.Of([true, false, true, false], Toy.Column("empty", Modality.Lab, double.NaN, double.NaN, double.NaN, double.NaN));
        using var model = GradientBoosting.Fit(table);
        Assert.All(model.Predict(table), p => Assert.Equal(0.5, p, 1e-6));
    }

    [Fact]
    public void Eight_trainings_at_once_give_the_bits_of_one_alone()
    {
        using var alone = GradientBoosting.Fit(Table);
        var expected = alone.Predict(Table);
        Parallel.For(0, 8, _ =>
        {
            using var model = GradientBoosting.Fit(Table);
            Assert.Equal(expected, model.Predict(Table));
        });
    }

    [Fact]
    public void The_version_of_the_library_is_known() => Assert.Matches(@"^\d+\.\d+\.\d+$", GradientBoosting.LibraryVersion);
}
