namespace Mimic.Cohorts;

/// <summary>A patient of an entropy cohort.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="Dead">Whether a death is known.</param>
/// <param name="Score">The product of the two entropies, from 0 to 1.</param>
/// <param name="MonthEntropy">How evenly the items spread over the months, from 0 to 1.</param>
/// <param name="TypeEntropy">How evenly the items spread over the data types, from 0 to 1.</param>
/// <param name="Items">Number of items inside the window.</param>
/// <param name="WindowStart">Left end of the window, not included.</param>
/// <param name="WindowEnd">Right end of the window, included: the last record.</param>
public sealed record CohortPatient(
    int SubjectId, bool Dead, double Score, double MonthEntropy, double TypeEntropy, int Items, DateTime WindowStart, DateTime WindowEnd)
{
    /// <summary>Number of items in each month of the window, the oldest month first; the shares of the month entropy.</summary>
    public required IReadOnlyList<int> ItemsByMonth { get; init; }

    /// <summary>Scores and window, without the patient's number: the text may end up in a log.</summary>
    public override string ToString() =>
        Invariant($"{(Dead ? "died" : "alive")}, score {Score:0.000} = months {MonthEntropy:0.000} x types {TypeEntropy:0.000}, ")
        + Invariant($"{Items:#,0} items");
}
