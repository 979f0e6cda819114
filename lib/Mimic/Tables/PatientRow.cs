namespace Mimic.Tables;

/// <summary>A row of hosp/patients.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="Gender">F or M.</param>
/// <param name="AnchorAge">The age in years in <paramref name="AnchorYear"/>; 91 stands for everybody above 89.</param>
/// <param name="AnchorYear">A year of the patient's shifted calendar.</param>
/// <param name="AnchorYearGroup">The true years in which it falls, as <c>2011 - 2013</c>.</param>
/// <param name="Dod">
/// The date of death, known up to a year after the last discharge; null means "not known to have died", not "alive".
/// </param>
public sealed record PatientRow(int SubjectId, string Gender, int AnchorAge, int AnchorYear, string AnchorYearGroup, DateTime? Dod)
{
    /// <summary>The age in years at a time of the patient's calendar: a difference of calendar years, as MIMIC has no date of birth.</summary>
    /// <param name="time">On the patient's shifted calendar.</param>
    public int AgeAt(DateTime time) => AnchorAge + time.Year - AnchorYear;

    /// <summary>The number of the patient alone: a row may end up in a log.</summary>
    public override string ToString() => $"patient {SubjectId}";
}
