namespace Mimic.Trajectories;

/// <summary>One thing that happened to one patient, or one fact about them.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="Time">When it happened, on the patient's shifted calendar; null for a fact without a time (sex).</param>
/// <param name="Code">What happened, see <see cref="EventCodes"/>: <c>LAB//50912//mg/dL</c>, <c>MEDS_DEATH</c>.</param>
/// <param name="NumericValue">The number, in <paramref name="Unit"/>; null if there is none.</param>
/// <param name="TextValue">The text result, the whole text of a note, or the path of an image; null if there is none.</param>
/// <param name="Unit">The unit of the number as MIMIC spells it; null if there is none.</param>
/// <param name="HadmId">The hospital admission, where the row names one.</param>
/// <param name="StayId">The ICU or ED stay, where the row names one.</param>
/// <param name="Table">The table that the event comes from, as <c>hosp/labevents</c>.</param>
/// <param name="AvailableTime">
/// When it could be seen in the record (MIMIC's storetime; for codes given at discharge, the discharge). Null where the table
/// does not say: then it counts as seen at <paramref name="Time"/>. A prediction may use only what was available.
/// </param>
public readonly record struct TrajectoryEvent(
    int SubjectId,
    DateTime? Time,
    string Code,
    double? NumericValue = null,
    string? TextValue = null,
    string? Unit = null,
    int? HadmId = null,
    int? StayId = null,
    string Table = "",
    DateTime? AvailableTime = null)
{
    /// <summary>The first moment at which the event may be used for a prediction; null for a fact without a time.</summary>
    public DateTime? KnownFrom => AvailableTime > Time ? AvailableTime : Time;

    /// <summary>What happened and when, without the values: an event may end up in a log.</summary>
    public override string ToString() => Time is { } time ? Invariant($"{time:yyyy-MM-dd HH:mm} {Code}") : Code;
}
