using Mimic.Access;
using Mimic.Features;
using Mimic.Models;

namespace Mimic.Tests.Models;

public class EvaluationTests
{
    [Fact]
    public void Same_seed_gives_the_same_intervals_and_another_seed_others()
    {
        var predictions = Predictions(40, 1, 0.5);
        Assert.Equal(Of(predictions, 3).Auroc, Of(predictions, 3).Auroc);
        Assert.NotEqual(Of(predictions, 3).Auroc, Of(predictions, 4).Auroc);
    }

    [Fact]
    public void Intervals_do_not_depend_on_the_order_of_the_rows_of_different_patients()
    {
        var predictions = Predictions(40, 1, 0.5);
        var turned = predictions.Reverse().ToArray();
        Assert.Equal(Of(predictions, 3).Auroc, Of(turned, 3).Auroc);
    }

    [Fact]
    public void Repeating_every_sample_of_a_patient_leaves_the_interval_as_it_is()
    {
        // Ten equal samples of a patient carry no more than one: a bootstrap over samples would shrink the interval.
        var once = Of(Predictions(40, 1, 0.5), 3);
        var tenTimes = Of(Predictions(40, 10, 0.5), 3);
        Assert.Equal(once.Auroc.Value, tenTimes.Auroc.Value, 1e-12);
        Assert.Equal(once.Auroc.Low, tenTimes.Auroc.Low, 1e-12);
        Assert.Equal(once.Auroc.High, tenTimes.Auroc.High, 1e-12);
    }

    [Fact]
    public void The_auroc_interval_agrees_with_the_formula_of_hanley_and_mcneil()
    {
        // Radiology 1982: the standard error of an AUROC from its value and the two counts.
        var evaluation = Of(Predictions(400, 1, 1), 1);
        var (a, p, n) = (evaluation.Auroc.Value, (double)evaluation.Positives, 400.0 - evaluation.Positives);
        var (q1, q2) = (a / (2 - a), 2 * a * a / (1 + a));
        var error = Math.Sqrt(((a * (1 - a)) + ((p - 1) * (q1 - (a * a))) + ((n - 1) * (q2 - (a * a)))) / (p * n));
        Assert.InRange((evaluation.Auroc.High - evaluation.Auroc.Low) / (2 * 1.96 * error), 0.85, 1.15);
    }

    [Fact]
    public void Draws_of_one_class_are_left_out_and_counted()
    {
        // One death among eight: a draw misses it with probability (7/8)^8 = 0.344.
        var predictions = Enumerable.Range(0, 8).Select(i => new Prediction(new(90000001 + i, default, i == 0), i / 10.0)).ToArray();
        var evaluation = Of(predictions, 1);
        Assert.InRange(evaluation.UnusableDraws, 290, 400);
        Assert.Contains("one outcome only left out", evaluation.ToString(), StringComparison.Ordinal);
        Assert.False(double.IsNaN(evaluation.Auroc.Low));
    }

    [Fact]
    public void Too_few_usable_draws_give_no_interval()
    {
        var (low, high) = PatientBootstrap.Interval([0.5, 0.6, double.NaN, double.NaN]);
        Assert.True(double.IsNaN(low) && double.IsNaN(high));
    }

    [Fact]
    public void Threshold_counts_are_those_of_the_confusion_matrix()
    {
        Prediction[] predictions = [.. new[] { (true, 0.9), (true, 0.4), (false, 0.6), (false, 0.5), (false, 0.1) }
            .Select((r, i) => new Prediction(new(90000001 + i, default, r.Item1), r.Item2))];
        var at = Evaluation.Of("test", SourceTag.Synthetic, predictions, threshold: 0.5).AtThreshold;
        Assert.Equal(new ThresholdMetrics(0.5, TruePositives: 1, FalsePositives: 2, TrueNegatives: 1, FalseNegatives: 1), at);
        Assert.Equal(0.5, at.Sensitivity, 1e-15);
        Assert.Equal(1 / 3.0, at.Specificity, 1e-15);
        Assert.Equal(1 / 3.0, at.Ppv, 1e-15);
        Assert.Equal(0.4, at.F1, 1e-15);
    }

    [Fact]
    public void Calibrated_probabilities_have_slope_one_and_intercept_zero()
    {
        var random = new SeededRandom(2);
        var logits = Enumerable.Range(0, 20_000).Select(_ => 1.5 * random.NextNormal()).ToArray();
        var outcome = logits.Select(l => random.Chance(PortableMath.Logistic(l))).ToArray();
        var right = Calibration.Of([.. logits.Select(PortableMath.Logistic)], outcome);
        Assert.InRange(right.Slope, 0.95, 1.05);
        Assert.InRange(right.Intercept, -0.05, 0.05);
        var overconfident = Calibration.Of([.. logits.Select(l => PortableMath.Logistic((2 * l) + 1))], outcome);
        Assert.InRange(overconfident.Slope, 0.47, 0.53);
        Assert.True(overconfident.Intercept < -0.5);
        Assert.All(right.Bins, b => Assert.InRange(b.Observed, b.Predicted - 0.05, b.Predicted + 0.05));
    }

    [Fact]
    public void Separated_outcomes_have_no_calibration_slope() =>
        Assert.True(double.IsNaN(Calibration.Of([0.1, 0.2, 0.8, 0.9], [false, false, true, true]).Slope));

    [Fact]
    public void Wilson_interval_is_that_of_the_published_example()
    {
        // Newcombe, Statistics in Medicine 1998, table I: 15 of 148 gives 0.0624 to 0.1605.
        var (low, high) = Calibration.Wilson(15 / 148.0, 148);
        Assert.Equal(0.0624, low, 5e-5);
        Assert.Equal(0.1605, high, 5e-5);
    }

    [Fact]
    public void Figures_carry_the_measures_they_show()
    {
        var evaluation = Of(Predictions(60, 1, 1), 1);
        Assert.Contains($"{evaluation.Auroc}", evaluation.RocChart().ToHtml(), StringComparison.Ordinal);
        Assert.Contains($"{evaluation.Auprc}", evaluation.PrecisionRecallChart().ToHtml(), StringComparison.Ordinal);
        Assert.Contains("6 groups", evaluation.CalibrationChart().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_of_a_tiny_set_are_drawn_though_many_draws_hold_one_outcome()
    {
        var evaluation = Of([.. Enumerable.Range(0, 4).Select(i => new Prediction(new(90000001 + i, default, i == 0), 0.5))], 1);
        Assert.All(
            new[] { evaluation.RocChart(), evaluation.PrecisionRecallChart(), evaluation.CalibrationChart() },
            c => Assert.Contains("<svg", c.ToHtml(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_outcome_is_refused() =>
        Assert.Throws<MimicException>(() => Of([new(new(90000001, default, null), 0.5), new(new(90000002, default, true), 0.5)], 1));

    [Fact]
    public void Credentialed_data_are_named_in_the_text() =>
        Assert.Contains(
            "credentialed",
            Evaluation.Of("x", SourceTag.Credentialed, Predictions(20, 1, 1)).ToString(),
            StringComparison.Ordinal);

    private static Evaluation Of(Prediction[] predictions, long seed) =>
        Evaluation.Of("test", SourceTag.Synthetic, predictions, draws: 1000, seed: seed);

    private static Prediction[] Predictions(int patients, int samplesEach, double strength)
    {
        var random = new SeededRandom(11);
        return [.. Enumerable.Range(0, patients).SelectMany(p =>
        {
            var logit = strength * random.NextNormal();
            var sample = new Sample(90000001 + p, new(2150, 1, 1), random.Chance(PortableMath.Logistic(2 * logit)));
            return Enumerable.Repeat(new Prediction(sample, PortableMath.Logistic(logit)), samplesEach);
        })];
    }
}
