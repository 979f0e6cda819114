using Mimic.Features;

namespace Mimic.Models;

/// <summary>A fold made ready: numbers of its training and validation rows, by a preparation fitted on the training rows alone.</summary>
internal sealed class PreparedFold
{
    private readonly Lazy<int[]> _ranking;
    private readonly int[] _component;

    /// <summary>Fits the preparation and makes numbers of both parts.</summary>
    /// <param name="table">The rows that the fold divides.</param>
    /// <param name="fold">Patients are on one side, unless it is wrong on purpose.</param>
    /// <param name="textComponents">The most numbers that a document becomes.</param>
    public PreparedFold(FeatureTable table, Fold fold, int textComponents)
    {
        if (!fold.IsWrongOnPurpose)
        {
            fold.RequireDisjointPatients(table.Samples);
        }

        var rows = table.Rows(fold.Training);
        Preparation = Preparation.Fit(rows, textComponents);
        Training = Preparation.Transform(rows);
        Positive = Outcomes.Of(rows.Samples);
        Validation = Preparation.Transform(table.Rows(fold.Validation));
        var texts = Preparation.TextColumns;
        _component = [.. Training.Names.Select(n => texts.GetValueOrDefault(n, -1))];
        _ranking = new(() => UnivariateFilter.Rank(Training, Positive));
    }

    /// <summary>What was fitted on the training rows.</summary>
    public Preparation Preparation { get; }

    /// <summary>The training rows.</summary>
    public NumericMatrix Training { get; }

    /// <summary>The outcomes of the training rows.</summary>
    public bool[] Positive { get; }

    /// <summary>The rows to predict.</summary>
    public NumericMatrix Validation { get; }

    /// <summary>Fits a model on the training rows.</summary>
    /// <param name="settings">How.</param>
    /// <param name="modalities">The columns that may be used; null for all.</param>
    public FittedModel Fit(TrialSettings settings, IReadOnlyCollection<Modality>? modalities = null)
    {
        var allowed = Enumerable.Range(0, Training.Columns)
            .Where(c => _component[c] < settings.TextComponents && (modalities?.Contains(Training.Modalities[c]) ?? true)).ToArray();
        if (settings.SelectColumns > 0 && settings.SelectColumns < allowed.Length)
        {
            var kept = allowed.ToHashSet();
            allowed = [.. _ranking.Value.Where(kept.Contains).Take(settings.SelectColumns).Order()];
        }

        return FittedModel.Fit(Training.Take(allowed), allowed, Positive, settings);
    }
}
