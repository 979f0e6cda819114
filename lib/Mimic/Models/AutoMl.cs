using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Searches a model: a part of the patients is set aside, a fixed number of settings of both learners is tried on the others by
/// cross-validation, the best is fitted again on all of those, and meets the patients set aside once, at the end.
/// </summary>
/// <remarks>
/// A number of trials, not a time, bounds the search: a time would give other numbers on every machine. The cross-validated
/// figure of the winner is the best of many and so too good; the held-out figure is the one to report.
/// </remarks>
public static class AutoMl
{
    /// <summary>Searches, refits and evaluates.</summary>
    /// <param name="table">Rows without an outcome are left out.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="MimicException">Too few patients of an outcome, no column, or only boosted trees were asked for and XGBoost is missing.</exception>
    public static AutoMlResult Search(FeatureTable table, AutoMlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= new();
        options.Check();
        var known = Known(table, options);
        return Search(known, Split(known, options), options, table.RowCount - known.RowCount);
    }

    /// <summary>The rows with an outcome and the columns of the modalities asked for.</summary>
    internal static FeatureTable Known(FeatureTable table, AutoMlOptions options)
    {
        var rows = Enumerable.Range(0, table.RowCount).Where(i => table.Samples[i].Outcome is not null).ToArray();
        var known = rows.Length == table.RowCount ? table : table.Rows(rows);
        known = options.Modalities is null ? known : known.Only([.. options.Modalities]);
        return known.Columns.Count > 0
            ? known
            : throw new MimicException(
                "The feature table has no column of the modalities asked for.",
                "Choose among the Modalities of the table.");
    }

    internal static Fold Split(FeatureTable known, AutoMlOptions options) =>
        PatientSplit.HeldOut(known.Samples, options.HeldOutShare, Seed(options, 1));

    internal static PreparedFolds Folds(FeatureTable known, Fold split, AutoMlOptions options)
    {
        var training = known.Rows(split.Training);
        return new(training, PatientSplit.Folds(training.Samples, options.Folds, Seed(options, 2)), TrialSettings.MostTextComponents);
    }

    internal static AutoMlResult Search(FeatureTable known, Fold split, AutoMlOptions options, int withoutOutcome = 0)
    {
        split.RequireDisjointPatients(known.Samples);
        var usable = UsableLearners.Of(options.Learners);
        var folds = Folds(known, split, options);
        var settings = TrialSettings.Draw(options.Trials, usable.Learners, Seed(options, 3));
        TrialResult[] trials;
        using (var progress = new Progress("model fits", (long)options.Trials * folds.Folds.Count))
        {
            trials = folds.Run(settings, null, options.Threads, () => progress.Add());
        }

        var best = TrialResult.Best(trials);
        var positive = Outcomes.Of(folds.Table.Samples);
        var threshold = Metrics.YoudenThreshold(positive, best.OutOfFold);
        var state = new SearchState(known, split, folds);
        var whole = state.Whole;
        var provenance = new ModelProvenance(
            known.Source, options.Seed, threshold, positive.Length,
            folds.Table.Samples.Select(s => s.SubjectId).Distinct().Count(), positive.Count(p => p),
            typeof(AutoMl).Assembly.GetName().Version?.ToString(3) ?? string.Empty,
            best.Settings.Learner == Learner.GradientBoosting ? GradientBoosting.LibraryVersion : null);
        var model = TrainedModel.Of(whole, whole.Fit(best.Settings), best.Settings, provenance);
        var outOfFold = Evaluation.Of(
            $"Training patients, out of fold (best of {options.Trials} trials: too good)", known.Source,
            CrossValidation.Predictions(folds.Table, best.OutOfFold), threshold, options.Draws, Seed(options, 4));
        var heldOut = known.Rows(split.Validation);
        var evaluation = Evaluation.Of(
            "Held-out patients", known.Source, model.Predict(heldOut), threshold, options.Draws, Seed(options, 5));
        return new(options, trials, best, model, outOfFold, evaluation, heldOut, state, withoutOutcome)
        {
            Warnings = usable.Warning is { } warning ? [warning] : [],
        };
    }

    /// <summary>A seed of its own for each part of the work.</summary>
    internal static long Seed(AutoMlOptions options, int part) => unchecked((long)new SeededRandom(options.Seed).Fork(part).NextBits());
}
