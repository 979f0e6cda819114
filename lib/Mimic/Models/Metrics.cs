namespace Mimic.Models;

/// <summary>Measures of how well probabilities fit outcomes.</summary>
public static class Metrics
{
    /// <summary>
    /// The area under the ROC curve: the chance that a positive row has a higher score than a negative one, ties counting one
    /// half (Hanley and McNeil, Radiology 1982). 0.5 is chance.
    /// </summary>
    /// <param name="positive">The outcomes.</param>
    /// <param name="scores">Any numbers that rise with the chance of the outcome.</param>
    /// <returns>From 0 to 1; NaN if all outcomes are the same.</returns>
    public static double Auroc(IReadOnlyList<bool> positive, IReadOnlyList<double> scores) => Rank(positive, scores).Auroc();

    /// <summary>
    /// The area under the precision-recall curve as average precision, without interpolation between thresholds. Chance is the
    /// prevalence.
    /// </summary>
    /// <param name="positive">The outcomes.</param>
    /// <param name="scores">Any numbers that rise with the chance of the outcome.</param>
    /// <returns>From 0 to 1; NaN if no outcome is positive.</returns>
    public static double AveragePrecision(IReadOnlyList<bool> positive, IReadOnlyList<double> scores) =>
        Rank(positive, scores).AveragePrecision();

    /// <summary>The mean squared distance between probability and outcome (Brier 1950); 0 is perfect.</summary>
    /// <param name="positive">The outcomes.</param>
    /// <param name="probabilities">From 0 to 1.</param>
    public static double Brier(IReadOnlyList<bool> positive, IReadOnlyList<double> probabilities)
    {
        Require(positive, probabilities);
        return positive.Zip(probabilities, (y, p) => (p - (y ? 1 : 0)) * (p - (y ? 1 : 0))).Average();
    }

    /// <summary>
    /// The threshold with the largest sum of sensitivity and specificity (Youden 1950), midway between two neighbouring scores;
    /// of equals the highest.
    /// </summary>
    /// <param name="positive">The outcomes, of both kinds.</param>
    /// <param name="scores">Predictions for rows that the model was not fitted on: on its own rows they are too sure.</param>
    public static double YoudenThreshold(IReadOnlyList<bool> positive, IReadOnlyList<double> scores)
    {
        var steps = Rank(positive, scores).Thresholds().ToArray();
        var (_, positives, negatives) = steps[^1];
        var best = 0;
        for (var i = 1; i < steps.Length; i++)
        {
            if (Gain(steps[i]) > Gain(steps[best]))
            {
                best = i;
            }
        }

        return best + 1 < steps.Length ? (steps[best].Score + steps[best + 1].Score) / 2 : steps[best].Score;

        // Sensitivity minus false positive rate, over a common denominator, so that equals compare as equals.
        long Gain((double, int Hits, int Misses) step) => ((long)step.Hits * negatives) - ((long)step.Misses * positives);
    }

    internal static RankedOutcomes Rank(IReadOnlyList<bool> positive, IReadOnlyList<double> scores)
    {
        Require(positive, scores);
        return new([.. scores], [.. positive]);
    }

    private static void Require(IReadOnlyList<bool> positive, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(positive);
        ArgumentNullException.ThrowIfNull(scores);
        if (positive.Count != scores.Count || positive.Count == 0)
        {
            throw new MimicException(
                $"There are {positive.Count} outcomes and {scores.Count} scores.",
                "Give one score per outcome, at least one.");
        }

        if (scores.Any(double.IsNaN))
        {
            throw new MimicException("A score is not a number (NaN).", "Give a score for every outcome.");
        }
    }
}
