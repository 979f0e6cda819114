using Mimic.Models;

namespace Mimic.Tests.Models;

public class MetricsTests
{
    // The worked example of the scikit-learn documentation of roc_auc_score and average_precision_score.
    private static readonly bool[] Outcome = [false, false, true, true];
    private static readonly double[] Score = [0.1, 0.4, 0.35, 0.8];

    [Fact]
    public void Auroc_of_the_textbook_example_is_three_quarters() => Assert.Equal(0.75, Metrics.Auroc(Outcome, Score), 1e-15);

    [Fact]
    public void Average_precision_of_the_textbook_example_is_five_sixths() =>
        Assert.Equal(5 / 6.0, Metrics.AveragePrecision(Outcome, Score), 1e-15);

    [Fact]
    public void Tied_scores_count_one_half_in_auroc()
    {
        // Pairs: (0.5, 0.5) half, (0.5, 0.2) one, (0.9, 0.5) one, (0.9, 0.2) one: 3.5 of 4.
        Assert.Equal(0.875, Metrics.Auroc([true, true, false, false], [0.5, 0.9, 0.5, 0.2]), 1e-15);
        Assert.Equal(0.5, Metrics.Auroc([true, false, true], [0.3, 0.3, 0.3]), 1e-15);
    }

    [Fact]
    public void Tied_scores_share_one_threshold_in_average_precision()
    {
        // All at one threshold: precision is the prevalence, whatever the order of the rows.
        Assert.Equal(0.4, Metrics.AveragePrecision([true, false, true, false, false], [1, 1, 1, 1, 1]), 1e-15);
    }

    [Fact]
    public void Auroc_equals_the_share_of_ordered_pairs_counted_one_by_one()
    {
        var random = new SeededRandom(5);
        var outcome = Enumerable.Range(0, 60).Select(_ => random.Chance(0.3)).ToArray();
        var score = outcome.Select(_ => (double)random.Next(12)).ToArray();
        double pairs = 0, all = 0;
        for (var i = 0; i < 60; i++)
        {
            for (var j = 0; j < 60; j++)
            {
                if (outcome[i] && !outcome[j])
                {
                    all++;
                    pairs += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
                }
            }
        }

        Assert.Equal(pairs / all, Metrics.Auroc(outcome, score), 1e-12);
    }

    [Fact]
    public void One_class_only_has_no_auroc() => Assert.True(double.IsNaN(Metrics.Auroc([true, true], [0.1, 0.2])));

    [Fact]
    public void Brier_is_the_mean_squared_distance() =>
        // (0.1^2 + 0.1^2 + 0.2^2 + 0.3^2) / 4, the example of the scikit-learn documentation of brier_score_loss.
        Assert.Equal(0.0375, Metrics.Brier([false, true, true, false], [0.1, 0.9, 0.8, 0.3]), 1e-15);

    [Fact]
    public void Youden_threshold_lies_between_the_two_scores_that_part_the_outcomes_best()
    {
        Assert.Equal(0.5, Metrics.YoudenThreshold([false, false, true, true], [0.1, 0.3, 0.7, 0.9]), 1e-15);
        // Every cut between equals is as good; the highest one is taken.
        Assert.Equal(0.6, Metrics.YoudenThreshold(Outcome, Score), 1e-15);
    }

    [Fact]
    public void A_score_that_is_not_a_number_is_refused() =>
        Assert.Contains(
            "NaN",
            Assert.Throws<MimicException>(() => Metrics.Auroc([true, false], [double.NaN, 1])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_differ_are_refused() => Assert.Throws<MimicException>(() => Metrics.Brier([true], [0.1, 0.2]));
}
