using Mimic.Features;

namespace Mimic.Models;

/// <summary>What a search made ready, for further looks at the same patients without doing the work again.</summary>
/// <param name="Table">The rows with an outcome.</param>
/// <param name="Split">Training patients and those held out.</param>
/// <param name="Folds">The folds of the training patients.</param>
internal sealed record SearchState(FeatureTable Table, Fold Split, PreparedFolds Folds)
{
    private readonly PreparedFolds _whole = new(Table, [Split], Folds.TextComponents);

    /// <summary>All training patients, and those held out as the rows to predict.</summary>
    public PreparedFold Whole => _whole[0];
}
