namespace Mimic.Tables;

/// <summary>A row of hosp/admissions: one stay in hospital.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="HadmId">The admission.</param>
/// <param name="AdmitTime">When it began.</param>
/// <param name="DischTime">When it ended; null if not known.</param>
/// <param name="DeathTime">When the patient died in hospital; null otherwise.</param>
/// <param name="AdmissionType">One of nine kinds, as <c>EW EMER.</c> or <c>ELECTIVE</c>.</param>
/// <param name="AdmissionLocation">Where the patient came from.</param>
/// <param name="DischargeLocation">Where the patient went; null in about one of six.</param>
/// <param name="Insurance">Such as Medicare, Medicaid, Other.</param>
/// <param name="Language">Spelled differently in 2.2 (<c>ENGLISH</c>) and 3.x (names of languages).</param>
/// <param name="MaritalStatus">Null if not known.</param>
/// <param name="Race">One text; may differ between admissions of a patient.</param>
/// <param name="EdRegTime">Registered in the emergency department; null without one.</param>
/// <param name="EdOutTime">Left the emergency department; null without one.</param>
/// <param name="HospitalExpireFlag">Whether the patient died in this stay.</param>
public sealed record AdmissionRow(
    int SubjectId,
    int HadmId,
    DateTime AdmitTime,
    DateTime? DischTime,
    DateTime? DeathTime,
    string AdmissionType,
    string? AdmissionLocation,
    string? DischargeLocation,
    string? Insurance,
    string? Language,
    string? MaritalStatus,
    string? Race,
    DateTime? EdRegTime,
    DateTime? EdOutTime,
    bool HospitalExpireFlag)
{
    /// <summary>The numbers of patient and admission alone: a row may end up in a log.</summary>
    public override string ToString() => $"admission {HadmId} of patient {SubjectId}";
}
