namespace Mimic.Trajectories;

/// <summary>
/// The more general codes that a code belongs to, as MEDS asks for them: names in the vocabularies of OMOP where there is one
/// (<c>ICD10CM/I50.9</c>), so that tools which know those find MIMIC's diagnoses and procedures.
/// </summary>
internal static class ParentCodes
{
    /// <summary>The parents of a code; empty if none is known.</summary>
    public static IReadOnlyList<string> Of(string code)
    {
        var parts = code.Split(EventCodes.Separator);
        return parts switch
        {
            [EventCodes.Diagnosis or EventCodes.EdDiagnosis, "ICD", "9", var icd] => [$"ICD9CM/{Dotted(icd, icd.StartsWith('E') ? 4 : 3)}"],
            [EventCodes.Diagnosis or EventCodes.EdDiagnosis, "ICD", "10", var icd] => [$"ICD10CM/{Dotted(icd, 3)}"],
            [EventCodes.ProcedureIcd, "9", var icd] => [$"ICD9Proc/{Dotted(icd, 2)}"],
            [EventCodes.ProcedureIcd, "10", var icd] => [$"ICD10PCS/{icd}"],
            [EventCodes.Hcpcs, var hcpcs] => [$"HCPCS/{hcpcs}"],
            _ => [],
        };
    }

    // MIMIC writes ICD codes without their dot.
    private static string Dotted(string code, int digits) => code.Length > digits ? $"{code[..digits]}.{code[digits..]}" : code;
}
