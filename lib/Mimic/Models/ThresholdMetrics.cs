namespace Mimic.Models;

/// <summary>What happens if everyone at or above a probability is called positive.</summary>
/// <param name="Threshold">The probability.</param>
/// <param name="TruePositives">Rows called positive that had the outcome.</param>
/// <param name="FalsePositives">Rows called positive that had not.</param>
/// <param name="TrueNegatives">Rows called negative that had not.</param>
/// <param name="FalseNegatives">Rows called negative that had the outcome.</param>
public sealed record ThresholdMetrics(double Threshold, int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives)
{
    /// <summary>The share of those with the outcome who are called positive; NaN if there are none.</summary>
    public double Sensitivity => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>The share of those without the outcome who are called negative; NaN if there are none.</summary>
    public double Specificity => (double)TrueNegatives / (TrueNegatives + FalsePositives);

    /// <summary>Positive predictive value, the precision: the share of the called who had the outcome; NaN if none is called.</summary>
    public double Ppv => (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>Negative predictive value: the share of the not called who did not have the outcome; NaN if all are called.</summary>
    public double Npv => (double)TrueNegatives / (TrueNegatives + FalseNegatives);

    /// <summary>The harmonic mean of sensitivity and positive predictive value; NaN if there are neither positives nor calls.</summary>
    public double F1 => 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    internal static ThresholdMetrics Of(double threshold, double[] probabilities, bool[] positive, int[]? counts = null)
    {
        Span<int> cells = stackalloc int[4];
        for (var i = 0; i < probabilities.Length; i++)
        {
            cells[(probabilities[i] >= threshold ? 2 : 0) + (positive[i] ? 1 : 0)] += counts?[i] ?? 1;
        }

        return new(threshold, cells[3], cells[2], cells[0], cells[1]);
    }
}
