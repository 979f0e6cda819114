namespace Mimic.Models;

/// <summary>What one point of the search gave on the training patients.</summary>
public sealed class TrialResult
{
    internal TrialResult(int index, TrialSettings settings, double[] foldAurocs, double[] predictions)
    {
        (Index, Settings, FoldAurocs, OutOfFold) = (index, settings, foldAurocs, predictions);
        // By row, a fold may hold one outcome only; then it says nothing.
        var usable = foldAurocs.Where(a => !double.IsNaN(a)).ToArray();
        MeanAuroc = usable.Length > 0 ? usable.Average() : double.NaN;
    }

    /// <summary>Which trial, from 0.</summary>
    public int Index { get; }

    /// <summary>What was tried.</summary>
    public TrialSettings Settings { get; }

    /// <summary>The AUROC on the patients of each fold, by the model that had not seen them.</summary>
    public IReadOnlyList<double> FoldAurocs { get; }

    /// <summary>The mean over the folds, by which the search chooses.</summary>
    public double MeanAuroc { get; }

    /// <summary>The prediction for each training row by the model that had not seen its patient.</summary>
    internal double[] OutOfFold { get; }

    /// <summary>The mean AUROC and the settings.</summary>
    public override string ToString() => Invariant($"trial {Index + 1}: AUROC {MeanAuroc:0.000}, {Settings}");

    /// <summary>The trial with the highest mean; of equals the first.</summary>
    /// <param name="trials">At least one.</param>
    internal static TrialResult Best(IReadOnlyList<TrialResult> trials) =>
        trials.OrderByDescending(t => t.MeanAuroc).ThenBy(t => t.Index).First();
}
