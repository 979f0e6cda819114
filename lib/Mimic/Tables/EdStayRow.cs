namespace Mimic.Tables;

/// <summary>A row of ed/edstays: one visit to the emergency department.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="HadmId">The admission that followed; null if none did.</param>
/// <param name="StayId">The visit.</param>
/// <param name="InTime">When it began.</param>
/// <param name="OutTime">When it ended; null if not known.</param>
/// <param name="Gender">F or M.</param>
/// <param name="Race">One text.</param>
/// <param name="ArrivalTransport">Such as <c>WALK IN</c> or <c>AMBULANCE</c>.</param>
/// <param name="Disposition">How it ended, as <c>HOME</c>, <c>ADMITTED</c>, <c>EXPIRED</c>.</param>
public sealed record EdStayRow(
    int SubjectId,
    int? HadmId,
    int StayId,
    DateTime InTime,
    DateTime? OutTime,
    string? Gender,
    string? Race,
    string? ArrivalTransport,
    string? Disposition)
{
    /// <summary>The numbers of patient and visit alone: a row may end up in a log.</summary>
    public override string ToString() => $"ED stay {StayId} of patient {SubjectId}";
}
