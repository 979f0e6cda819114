using Mimic.Features;

namespace Mimic.Models;

/// <summary>The folds of a table, each made ready once, when first asked for.</summary>
/// <param name="Table">The rows that the folds divide.</param>
/// <param name="Folds">The folds.</param>
/// <param name="TextComponents">The most numbers that a document becomes; settings may use fewer.</param>
internal sealed record PreparedFolds(FeatureTable Table, IReadOnlyList<Fold> Folds, int TextComponents)
{
    private readonly Lazy<PreparedFold>[] _ready = [.. Folds.Select(f => new Lazy<PreparedFold>(() => new(Table, f, TextComponents)))];

    /// <summary>A fold, made ready.</summary>
    /// <param name="fold">From 0.</param>
    public PreparedFold this[int fold] => _ready[fold].Value;

    /// <summary>Fits each of the settings on each fold, several at once; the results do not depend on how many.</summary>
    /// <param name="settings">What is tried.</param>
    /// <param name="modalities">The columns that may be used; null for all.</param>
    /// <param name="threads">How many at once.</param>
    /// <param name="done">Called after each fit, by several threads.</param>
    /// <returns>Per setting the predictions for the rows of <see cref="Table"/>, each by the models that did not see the row.</returns>
    public TrialResult[] Run(IReadOnlyList<TrialSettings> settings, IReadOnlyCollection<Modality>? modalities, int threads, Action done)
    {
        var predictions = settings.Select(_ => new double[Table.RowCount]).ToArray();
        var aurocs = settings.Select(_ => new double[Folds.Count]).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Failures.Unwrap(() => Parallel.For(0, settings.Count * Folds.Count, parallel, unit =>
        {
            var (trial, fold) = (unit / Folds.Count, unit % Folds.Count);
            var ready = this[fold];
            using var model = ready.Fit(settings[trial], modalities);
            var probabilities = model.Predict(ready.Validation);
            var rows = Folds[fold].Validation;
            for (var i = 0; i < rows.Count; i++)
            {
                predictions[trial][rows[i]] = probabilities[i];
            }

            aurocs[trial][fold] = Metrics.Auroc([.. rows.Select(r => Table.Samples[r].Outcome == true)], probabilities);
            done();
        }));
        return [.. settings.Select((s, t) => new TrialResult(t, s, aurocs[t], predictions[t]))];
    }
}
