using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public class LogisticRegressionTests
{
    [Fact]
    public void Without_columns_the_intercept_is_the_log_odds_of_the_prevalence()
    {
        var model = LogisticRegression.Fit(Toy.Of([true, false, false, false], Toy.Column("constant", Modality.Lab, 7, 7, 7, 7)));
        Assert.Equal(Math.Log(1 / 3.0), model.Intercept, 1e-12);
    }

    [Fact]
    public void A_binary_column_with_a_tiny_penalty_gives_the_odds_ratio_of_its_table()
    {
        // 2 x 2 table 8/2 and 3/7: the maximum likelihood weight is ln (8*7 / (2*3)), and each cell's share is its probability.
        bool[] outcome = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? i < 8 : i < 13)];
        double[][] rows = [.. Enumerable.Range(0, 20).Select(i => new[] { i < 10 ? 1.0 : 0 })];
        var (weights, intercept) = LogisticSolver.FitByColumns(rows, outcome, 1e-9);
        Assert.Equal(Math.Log(56 / 6.0), weights[0], 1e-7);
        Assert.Equal(Math.Log(3 / 7.0), intercept, 1e-7);
    }

    [Fact]
    public void At_the_optimum_the_gradient_of_the_penalised_loss_is_zero()
    {
        var (rows, outcome) = Random(50, 6);
        var (weights, intercept) = LogisticSolver.FitByColumns(rows, outcome, 3);
        var margins = rows.Select(r => intercept + r.Zip(weights, (a, b) => a * b).Sum());
        var errors = margins.Select((m, i) => PortableMath.Logistic(m) - (outcome[i] ? 1 : 0)).ToArray();
        Assert.Equal(0, errors.Sum(), 1e-8);
        for (var j = 0; j < 6; j++)
        {
            Assert.Equal(0, errors.Zip(rows, (e, r) => e * r[j]).Sum() + (3 * weights[j]), 1e-8);
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_system_by_rows_has_the_same_optimum_as_the_system_by_columns(double penalty)
    {
        var (rows, outcome) = Random(30, 45);
        var columns = LogisticSolver.FitByColumns(rows, outcome, penalty);
        var samples = LogisticSolver.FitBySamples(rows, outcome, penalty);
        Assert.Equal(columns.Intercept, samples.Intercept, 1e-6);
        Assert.All(columns.Weights.Zip(samples.Weights), w => Assert.Equal(w.First, w.Second, 1e-6));
    }

    [Fact]
    public void Separated_outcomes_still_have_an_optimum()
    {
        var training = Toy.Of([false, false, true, true], Toy.Column("x", Modality.Lab, 1, 2, 3, 4));
        var model = LogisticRegression.Fit(training, new() { Penalty = 0.01 });
        var probabilities = model.Predict(Toy.Of([false, true], Toy.Column("x", Modality.Lab, 1, 4)));
        Assert.InRange(probabilities[0], 0, 0.05);
        Assert.InRange(probabilities[1], 0.95, 1);
    }

    [Fact]
    public void A_missing_number_counts_as_the_median_of_the_training_rows()
    {
        var training = Toy.Of([false, true, false, true, true], Toy.Column("x", Modality.Lab, 1, 5, 2, 9, double.NaN));
        var model = LogisticRegression.Fit(training, new() { MissingIndicators = false });
        var probabilities = model.Predict(Toy.Of([false, true], Toy.Column("x", Modality.Lab, double.NaN, 3.5)));
        Assert.Equal(probabilities[0], probabilities[1]);
    }

    [Fact]
    public void A_missing_indicator_lets_absence_itself_predict()
    {
        // The numbers say nothing, but those who died were never measured.
        double[] numbers = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? double.NaN : i % 4)];
        var training = Toy.Of([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0)], Toy.Column("x", Modality.Lab, numbers));
        Assert.Equal(1, Metrics.Auroc(Toy.Outcomes(training), LogisticRegression.Fit(training, new() { Penalty = 1 }).Predict(training)));
    }

    [Fact]
    public void Scaling_a_column_does_not_change_the_predictions()
    {
        var table = Toy.Table();
        var scaled = new FeatureTable(table.Source, table.Samples,
            [.. table.Columns.Select((c, i) => Toy.Column(
                c.Name, c.Modality, [.. c.Numbers.ToArray().Select(v => i == 0 ? (v * 1000) + 5 : v)]))]);
        var (a, b) = (LogisticRegression.Fit(table).Predict(table), LogisticRegression.Fit(scaled).Predict(scaled));
        Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void A_column_that_is_all_missing_is_left_out()
    {
        var empty = Toy.Column("empty", Modality.Lab, double.NaN, double.NaN, double.NaN, double.NaN);
        var training = Toy.Of([false, true, false, true], Toy.Column("x", Modality.Lab, 1, 5, 2, 9), empty);
        Assert.All(LogisticRegression.Fit(training).Predict(training), p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void A_table_that_lacks_a_column_is_refused_by_its_name()
    {
        var table = Toy.Table();
        var model = LogisticRegression.Fit(table);
        var error = Assert.Throws<MimicException>(() => model.Predict(table.Only(Modality.Lab)));
        Assert.Contains("c1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_outcome_only_is_refused() =>
        Assert.Throws<MimicException>(() => LogisticRegression.Fit(Toy.Of([true, true], Toy.Column("x", Modality.Lab, 1, 2))));

    private static (double[][] Rows, bool[] Outcome) Random(int rows, int columns)
    {
        var random = new SeededRandom(8);
        return ([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextNormal()).ToArray())],
            [.. Enumerable.Range(0, rows).Select(_ => random.Chance(0.4))]);
    }
}
