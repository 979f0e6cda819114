using Mimic.Charts;
using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>How well some of the columns predict.</summary>
/// <param name="Name">Which columns: a modality alone, all, or all without one.</param>
/// <param name="Modalities">The modalities whose columns were used.</param>
/// <param name="Columns">How many numbers the model could use.</param>
/// <param name="Best">The settings chosen for them on the training patients.</param>
/// <param name="OutOfFold">AUROC on the training patients, each predicted by a model that had not seen them.</param>
/// <param name="HeldOut">AUROC on the patients that no search saw.</param>
public sealed record ModalityRow(
    string Name, IReadOnlyList<Modality> Modalities, int Columns, TrialSettings Best, Estimate OutOfFold, Estimate HeldOut);

/// <summary>
/// What each kind of data is worth: models of each modality alone, of all together, and of all but one, on the split and the folds
/// of one search. Each group of columns gets the same few trials.
/// </summary>
/// <remarks>
/// The held-out patients are looked at once per row here: read the differences with their intervals, and choose nothing by them.
/// </remarks>
[TypeFormatterSource]
public sealed class ModalityTable
{
    private ModalityTable(IReadOnlyList<ModalityRow> rows) => Rows = rows;

    /// <summary>Single modalities first, then all together, then all but one.</summary>
    public IReadOnlyList<ModalityRow> Rows { get; }

    /// <summary>Makes the table with a split of its own; <see cref="AutoMlResult.CompareModalities"/> uses that of a search.</summary>
    /// <param name="table">Rows without an outcome are left out.</param>
    /// <param name="options">Seed, folds, trials per group; null for the defaults.</param>
    /// <param name="leaveOneOut">Whether to add all but one, for each modality.</param>
    /// <exception cref="MimicException">Too few patients of an outcome, no column, or only boosted trees were asked for and XGBoost is missing.</exception>
    public static ModalityTable Compute(FeatureTable table, AutoMlOptions? options = null, bool leaveOneOut = true)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        options.Check();
        var known = AutoMl.Known(table, options);
        var split = AutoMl.Split(known, options);
        return Of(new(known, split, AutoMl.Folds(known, split, options)), options, leaveOneOut);
    }

    internal static ModalityTable Of(SearchState state, AutoMlOptions options, bool leaveOneOut)
    {
        var groups = Groups(state.Table.Modalities, leaveOneOut);
        var settings = TrialSettings.Draw(options.ModalityTrials, UsableLearners.Of(options.Learners).Learners, AutoMl.Seed(options, 3));
        using var progress = new Progress("model fits for the modalities", (long)groups.Count * settings.Length * state.Folds.Folds.Count);
        return new([.. groups.Select(g => Row(g.Name, g.Modalities, state, settings, options, progress))]);
    }

    /// <summary>The table as it is shown.</summary>
    public Table ToTable()
    {
        var table = new Table("columns of", "numbers", "AUROC out of fold", "AUROC held out", "chosen")
        {
            Caption = "What each kind of data is worth (95 % intervals)",
        };
        foreach (var row in Rows)
        {
            var learner = row.Best.Learner == Learner.LogisticRegression ? "logistic regression" : "boosted trees";
            table.Add(row.Name, row.Columns, row.OutOfFold, row.HeldOut, learner);
        }

        return table;
    }

    /// <summary>The AUROCs as bars with their 95 % intervals.</summary>
    public Chart ToChart()
    {
        string[] names = [.. Rows.Select(r => r.Name)];
        var chart = new Chart("What each kind of data is worth")
        {
            Horizontal = true,
            XTitle = "AUROC",
            XRange = (0, 1),
            Note = "Whiskers: 95 % intervals of a bootstrap over patients.",
        };
        Add("out of fold", r => r.OutOfFold);
        Add("held out", r => r.HeldOut);
        return chart.AddVerticalLine("chance", 0.5);

        void Add(string name, Func<ModalityRow, Estimate> of) =>
            chart.AddBars(
                name, names, [.. Rows.Select(r => of(r).Value)], [.. Rows.Select(r => of(r).Low)], [.. Rows.Select(r => of(r).High)]);
    }

    /// <summary>The table as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The table as text.</summary>
    public override string ToString() => ToTable().ToString();

    private static List<(string Name, Modality[] Modalities)> Groups(IReadOnlyList<Modality> all, bool leaveOneOut)
    {
        var groups = all.Select(m => ($"{m} alone", new[] { m })).ToList();
        if (all.Count > 1)
        {
            groups.Add(("all", [.. all]));
        }

        if (leaveOneOut && all.Count > 2)
        {
            groups.AddRange(all.Select(m => ($"all but {m}", all.Where(o => o != m).ToArray())));
        }

        return groups;
    }

    private static ModalityRow Row(
        string name, Modality[] modalities, SearchState state, TrialSettings[] settings, AutoMlOptions options, Progress progress)
    {
        var (training, heldOut) = (state.Folds.Table, state.Table.Rows(state.Split.Validation));
        var best = TrialResult.Best(state.Folds.Run(settings, modalities, options.Threads, () => progress.Add()));
        var whole = state.Whole;
        using var model = whole.Fit(best.Settings, modalities);
        return new(
            name, modalities, whole.Training.Modalities.Count(modalities.Contains), best.Settings,
            Auroc(training, best.OutOfFold, AutoMl.Seed(options, 4)),
            Auroc(heldOut, model.Predict(whole.Validation), AutoMl.Seed(options, 5)));

        Estimate Auroc(FeatureTable rows, double[] probabilities, long seed) =>
            new PatientBootstrap(rows.Samples, options.Draws, seed).Estimate(Metrics.Rank(Outcomes.Of(rows.Samples), probabilities).Auroc);
    }
}
