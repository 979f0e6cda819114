using Mimic.Features;

namespace Mimic.Models;

/// <summary>Predicts every row by a model that was fitted on the other folds.</summary>
public static class CrossValidation
{
    /// <summary>
    /// Evaluates settings out of fold. Everything (code books, text models, selection, imputation, scaling) is fitted per fold.
    /// </summary>
    /// <param name="table">Every sample has an outcome.</param>
    /// <param name="folds">From <see cref="PatientSplit.Folds"/>; those of <see cref="WrongOnPurpose"/> mark the result.</param>
    /// <param name="settings">The model; null for boosted trees with their defaults, or logistic regression where XGBoost is missing.</param>
    /// <param name="options">Seed, processors and bootstrap draws; null for the defaults.</param>
    /// <exception cref="MimicException">A patient is on both sides of a fold, or an outcome is missing.</exception>
    public static Evaluation Evaluate(
        FeatureTable table, IReadOnlyList<Fold> folds, TrialSettings? settings = null, AutoMlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(folds);
        settings ??= TrialSettings.Default(UsableLearners.Preferred);
        options ??= new();
        options.Check();
        var covered = folds.SelectMany(f => f.Validation).Order();
        if (!covered.SequenceEqual(Enumerable.Range(0, table.RowCount)))
        {
            throw new MimicException(
                "The folds do not predict each row of the table once.",
                "Make the folds from the samples of the same table.");
        }

        var result = new PreparedFolds(table, folds, settings.TextComponents).Run([settings], null, options.Threads, () => { })[0];
        return Evaluation.Of(
            $"Out of fold, {settings.Learner}", table.Source, Predictions(table, result.OutOfFold),
            Metrics.YoudenThreshold(Outcomes.Of(table.Samples), result.OutOfFold),
            options.Draws, options.Seed, folds.Any(f => f.IsWrongOnPurpose));
    }

    internal static Prediction[] Predictions(FeatureTable table, IReadOnlyList<double> probabilities) =>
        [.. table.Samples.Zip(probabilities, (s, p) => new Prediction(s, p))];
}
