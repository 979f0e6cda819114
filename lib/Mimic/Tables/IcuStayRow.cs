namespace Mimic.Tables;

/// <summary>A row of icu/icustays: one stay in an intensive care unit.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="HadmId">The admission it belongs to.</param>
/// <param name="StayId">The stay.</param>
/// <param name="FirstCareUnit">The first unit; some are not called ICU, as <c>Neuro Stepdown</c>.</param>
/// <param name="LastCareUnit">The last unit.</param>
/// <param name="InTime">When it began; rarely before the admission.</param>
/// <param name="OutTime">When it ended; null if not known.</param>
/// <param name="LengthOfStay">los: days and fractions of days.</param>
public sealed record IcuStayRow(
    int SubjectId, int HadmId, int StayId, string? FirstCareUnit, string? LastCareUnit, DateTime InTime, DateTime? OutTime, double? LengthOfStay)
{
    /// <summary>The numbers of patient and stay alone: a row may end up in a log.</summary>
    public override string ToString() => $"ICU stay {StayId} of patient {SubjectId}";
}
