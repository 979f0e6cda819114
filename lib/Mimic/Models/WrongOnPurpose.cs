using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Two mistakes that are common in published work, for a notebook to measure how much better than the truth they look.
/// Never use them for a result.
/// </summary>
public static class WrongOnPurpose
{
    /// <summary>WRONG: folds by row. Samples of one patient fall on both sides, and the model is tested on people it knows.</summary>
    /// <param name="samples">All with an outcome.</param>
    /// <param name="count">How many folds.</param>
    /// <param name="seed">Same seed, same folds.</param>
    public static IReadOnlyList<Fold> SplitByRow(IReadOnlyList<Sample> samples, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        // Rows in the place of patients; stratified as the right folds are, so that only the grouping differs.
        var rows = samples.Select((s, i) => s with { SubjectId = i }).ToArray();
        return [.. PatientSplit.Folds(rows, count, seed).Select(f => f with { IsWrongOnPurpose = true })];
    }

    /// <summary>
    /// WRONG: keeps the columns that go best with the outcome over all rows, before any split. The rows to be predicted have
    /// helped to choose, and even noise then seems to predict (Ambroise and McLachlan, PNAS 2002).
    /// </summary>
    /// <param name="table">Columns of numbers; those of categories and documents are left out.</param>
    /// <param name="columns">How many to keep.</param>
    public static FeatureTable SelectBeforeSplitting(FeatureTable table, int columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        var numbers = table.Columns.Where(c => c.Kind == ColumnKind.Number).ToArray();
        var matrix = NumericMatrix.From(new(table.Source, table.Samples, numbers));
        var best = UnivariateFilter.Rank(matrix, Outcomes.Of(table.Samples)).Take(columns).Order();
        return new(table.Source, table.Samples, [.. best.Select(i => numbers[i])]);
    }
}
