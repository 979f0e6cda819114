using System.Net;
using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>What a search found.</summary>
[TypeFormatterSource]
public sealed class AutoMlResult
{
    private readonly SearchState _state;

    internal AutoMlResult(
        AutoMlOptions options, IReadOnlyList<TrialResult> trials, TrialResult best, TrainedModel model,
        Evaluation outOfFold, Evaluation heldOut, FeatureTable heldOutTable, SearchState state, int withoutOutcome)
    {
        (Options, Trials, Best, Model, OutOfFold, HeldOut, HeldOutTable, _state, WithoutOutcome) =
            (options, trials, best, model, outOfFold, heldOut, heldOutTable, state, withoutOutcome);
    }

    /// <summary>How the search was made.</summary>
    public AutoMlOptions Options { get; }

    /// <summary>All trials, in the order of the search.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trial with the highest mean AUROC over the folds.</summary>
    public TrialResult Best { get; }

    /// <summary>The best settings, fitted on all training patients.</summary>
    public TrainedModel Model { get; }

    /// <summary>
    /// The best trial on the training patients, each predicted by a model that had not seen them. The best of many is too good.
    /// </summary>
    public Evaluation OutOfFold { get; }

    /// <summary>The model on the patients that the search never saw: the figure to report.</summary>
    public Evaluation HeldOut { get; }

    /// <summary>The rows of the patients that the search never saw.</summary>
    public FeatureTable HeldOutTable { get; }

    /// <summary>How many rows were left out since their outcome is not known.</summary>
    public int WithoutOutcome { get; }

    /// <summary>What a reader should know about the search: a kind of model that could not run.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The best trials.</summary>
    /// <param name="top">How many.</param>
    public Table Leaderboard(int top = 10)
    {
        var table = new Table("rank", "trial", "mean AUROC", "lowest fold", "highest fold", "settings")
        {
            Caption = $"Best of {Trials.Count} trials on {Best.FoldAurocs.Count} folds of the training patients"
                + string.Concat(Warnings.Select(w => $". {w}")),
        };
        var best = Trials.OrderByDescending(t => t.MeanAuroc).ThenBy(t => t.Index).Take(top);
        foreach (var (trial, rank) in best.Select((t, i) => (t, i + 1)))
        {
            table.Add(rank, trial.Index + 1, trial.MeanAuroc, trial.FoldAurocs.Min(), trial.FoldAurocs.Max(), trial.Settings);
        }

        return table;
    }

    /// <summary>What each kind of data is worth, on the split and folds of this search.</summary>
    /// <param name="leaveOneOut">Whether to add all but one, for each modality.</param>
    public ModalityTable CompareModalities(bool leaveOneOut = true) => ModalityTable.Of(_state, Options, leaveOneOut);

    /// <summary>Both evaluations and the model as HTML, with the warnings.</summary>
    public string ToHtml() => string.Concat(Warnings.Select(w => $"<p><strong>Note.</strong> {WebUtility.HtmlEncode(w)}</p>"))
        + HeldOut.ToHtml() + OutOfFold.ToHtml() + Model.ToHtml();

    /// <summary>Both evaluations and the model as text, with the warnings.</summary>
    public override string ToString() => string.Concat(Warnings.Select(w => $"Note. {w}\n\n")) + $"{HeldOut}\n\n{OutOfFold}\n\n{Model}";
}
