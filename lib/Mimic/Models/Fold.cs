using Mimic.Features;

namespace Mimic.Models;

/// <summary>A division of the rows of a table: a model is fitted on one part and looked at on the other.</summary>
/// <param name="Training">Positions of the rows to fit on, ascending.</param>
/// <param name="Validation">Positions of the rows to predict, ascending; none of them is in <paramref name="Training"/>.</param>
public sealed record Fold(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    /// <summary>
    /// True for the divisions of <see cref="WrongOnPurpose"/>, where a patient may stand on both sides; every result made with
    /// one says so.
    /// </summary>
    public bool IsWrongOnPurpose { get; internal init; }

    /// <summary>Throws if a patient is on both sides.</summary>
    /// <param name="samples">The rows that the positions refer to.</param>
    /// <exception cref="MimicException">A patient is on both sides.</exception>
    public void RequireDisjointPatients(IReadOnlyList<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var training = Training.Select(i => samples[i].SubjectId).ToHashSet();
        var shared = Validation.Select(i => samples[i].SubjectId).Where(training.Contains).Distinct().Count();
        if (shared > 0)
        {
            throw new MimicException(
                $"{shared} patients are on both sides of a split.",
                "Make the split with PatientSplit, which keeps each patient on one side.");
        }
    }

    /// <summary>The numbers of rows.</summary>
    public override string ToString() =>
        $"{Training.Count} rows to fit, {Validation.Count} to predict{(IsWrongOnPurpose ? " (wrong on purpose)" : string.Empty)}";
}
