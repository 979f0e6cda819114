namespace Mimic.Trajectories.Building;

/// <summary>Why a row gives no event.</summary>
internal enum Refusal
{
    None,
    NoPatient,
    UnknownPatient,
    NoCode,
    NoTime,
    UnknownAdmission,
    OpenAdmission,
    UnknownEdStay,
}

/// <summary>The reasons in words, as reports show them.</summary>
internal static class RefusalReasons
{
    public static string Words(this Refusal refusal) => refusal switch
    {
        Refusal.NoPatient => "the row has no subject_id",
        Refusal.UnknownPatient => "the patient is not in hosp/patients",
        Refusal.NoCode => "the row does not say what happened (item, code or name is empty)",
        Refusal.NoTime => "the row has no readable time",
        Refusal.UnknownAdmission => "the admission is not in hosp/admissions, or is another patient's",
        Refusal.OpenAdmission => "the admission has no dischtime",
        Refusal.UnknownEdStay => "the stay is not in ed/edstays, or is another patient's, or has no such time",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
