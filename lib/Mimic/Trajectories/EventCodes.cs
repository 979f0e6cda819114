namespace Mimic.Trajectories;

/// <summary>
/// The vocabulary of event codes: parts joined by <c>//</c>, the kind of event first, then what identifies it, then the unit
/// where there is one (<see cref="NoUnit"/> where a unit belongs but the row has none).
/// </summary>
/// <remarks>
/// Each row of a time-stamped table gives exactly one row event. Some rows also give derived events, counted apart: the end of
/// an interval, the single signs of a triage, birth and death.
/// </remarks>
public static class EventCodes
{
    /// <summary>Between the parts of a code.</summary>
    public const string Separator = "//";

    /// <summary>In place of a unit that the row does not state.</summary>
    public const string NoUnit = "UNK";

    /// <summary>Birth: January 1st of anchor_year - anchor_age (MEDS reserves the name).</summary>
    public const string Birth = "MEDS_BIRTH";

    /// <summary>Death: admissions.deathtime, else patients.dod at the last second of its day (MEDS reserves the name).</summary>
    public const string Death = "MEDS_DEATH";

    /// <summary>Fact: <c>GENDER//F</c>.</summary>
    public const string Gender = "GENDER";

    /// <summary>Fact: patients.anchor_age in years as number.</summary>
    public const string AnchorAge = "ANCHOR_AGE";

    /// <summary>Fact: patients.anchor_year as number.</summary>
    public const string AnchorYear = "ANCHOR_YEAR";

    /// <summary>Fact: <c>ANCHOR_YEAR_GROUP//2011 - 2013</c>.</summary>
    public const string AnchorYearGroup = "ANCHOR_YEAR_GROUP";

    /// <summary>admissions, at admittime: <c>HOSPITAL_ADMISSION//URGENT//TRANSFER FROM HOSPITAL</c> (type, location).</summary>
    public const string Admission = "HOSPITAL_ADMISSION";

    /// <summary>Derived from admissions, at dischtime: <c>HOSPITAL_DISCHARGE//HOME</c>.</summary>
    public const string Discharge = "HOSPITAL_DISCHARGE";

    /// <summary>Derived from admissions, at admittime: <c>RACE//WHITE</c>.</summary>
    public const string Race = "RACE";

    /// <summary>Derived from admissions, at admittime: <c>INSURANCE//Medicare</c>.</summary>
    public const string Insurance = "INSURANCE";

    /// <summary>Derived from admissions, at admittime: <c>LANGUAGE//ENGLISH</c>.</summary>
    public const string Language = "LANGUAGE";

    /// <summary>Derived from admissions, at admittime: <c>MARITAL_STATUS//MARRIED</c>.</summary>
    public const string MaritalStatus = "MARITAL_STATUS";

    /// <summary>transfers, at intime: <c>TRANSFER//admit//Medicine</c> (eventtype, careunit).</summary>
    public const string Transfer = "TRANSFER";

    /// <summary>services, at transfertime: <c>SERVICE//MED</c>.</summary>
    public const string Service = "SERVICE";

    /// <summary>diagnoses_icd, at the discharge of its admission: <c>DIAGNOSIS//ICD//10//I509</c> (version, code); number = seq_num.</summary>
    public const string Diagnosis = "DIAGNOSIS";

    /// <summary>procedures_icd, at chartdate: <c>PROCEDURE_ICD//9//3961</c>; available at the discharge.</summary>
    public const string ProcedureIcd = "PROCEDURE_ICD";

    /// <summary>drgcodes, at the discharge of its admission: <c>DRG//HCFA//864</c>.</summary>
    public const string Drg = "DRG";

    /// <summary>hcpcsevents, at chartdate: <c>HCPCS//93454</c>.</summary>
    public const string Hcpcs = "HCPCS";

    /// <summary>labevents, at charttime: <c>LAB//50912//mg/dL</c>; number = valuenum, text = value where it is not just the number.</summary>
    public const string Lab = "LAB";

    /// <summary>microbiologyevents, at charttime or chartdate: <c>MICROBIOLOGY//test_itemid</c>; text = organism, antibiotic and result.</summary>
    public const string Microbiology = "MICROBIOLOGY";

    /// <summary>omr, at chartdate: <c>OMR//Weight (Lbs)</c>.</summary>
    public const string Omr = "OMR";

    /// <summary>prescriptions, at starttime: <c>PRESCRIPTION//Furosemide</c>.</summary>
    public const string Prescription = "PRESCRIPTION";

    /// <summary>pharmacy, at starttime (else entertime): <c>PHARMACY//Furosemide</c>.</summary>
    public const string Pharmacy = "PHARMACY";

    /// <summary>emar, at charttime: <c>MEDICATION//Furosemide//Administered</c>.</summary>
    public const string Medication = "MEDICATION";

    /// <summary>poe, at ordertime: <c>ORDER//Lab//New</c> (order_type, transaction_type).</summary>
    public const string Order = "ORDER";

    /// <summary>icustays, at intime: <c>ICU_ADMISSION//Medical Intensive Care Unit (MICU)</c>.</summary>
    public const string IcuAdmission = "ICU_ADMISSION";

    /// <summary>Derived from icustays, at outtime: <c>ICU_DISCHARGE//unit</c>.</summary>
    public const string IcuDischarge = "ICU_DISCHARGE";

    /// <summary>chartevents, at charttime: <c>CHART//220045//bpm</c>.</summary>
    public const string Chart = "CHART";

    /// <summary>datetimeevents, at charttime: <c>DATETIME//225343</c>; text = the time entered.</summary>
    public const string DateTimeEntry = "DATETIME";

    /// <summary>ingredientevents, at starttime: <c>INGREDIENT//220490//ml</c>; number = amount.</summary>
    public const string Ingredient = "INGREDIENT";

    /// <summary>inputevents, at starttime: <c>INPUT//225158//ml</c>; number = amount.</summary>
    public const string Input = "INPUT";

    /// <summary>outputevents, at charttime: <c>OUTPUT//226559//ml</c>.</summary>
    public const string Output = "OUTPUT";

    /// <summary>procedureevents, at starttime: <c>PROCEDURE//225792//min</c>; number = value, available when stored.</summary>
    public const string Procedure = "PROCEDURE";

    /// <summary>edstays, at intime: <c>ED_ADMISSION//AMBULANCE</c>.</summary>
    public const string EdAdmission = "ED_ADMISSION";

    /// <summary>Derived from edstays, at outtime: <c>ED_DISCHARGE//ADMITTED</c>.</summary>
    public const string EdDischarge = "ED_DISCHARGE";

    /// <summary>
    /// triage, at the intime of its stay: <c>ED_TRIAGE</c>, number = acuity, text = chief complaint; derived: the single signs,
    /// <c>ED_TRIAGE//heartrate</c> and so on.
    /// </summary>
    public const string EdTriage = "ED_TRIAGE";

    /// <summary>vitalsign, at charttime: <c>ED_VITALSIGN</c>; derived: <c>ED_VITALSIGN//heartrate</c> and so on.</summary>
    public const string EdVitalSign = "ED_VITALSIGN";

    /// <summary>ed diagnosis, at the outtime of its stay: <c>ED_DIAGNOSIS//ICD//9//431</c>.</summary>
    public const string EdDiagnosis = "ED_DIAGNOSIS";

    /// <summary>medrecon, at charttime: <c>ED_MEDRECON//name</c>.</summary>
    public const string EdMedRecon = "ED_MEDRECON";

    /// <summary>pyxis, at charttime: <c>ED_PYXIS//name</c>.</summary>
    public const string EdPyxis = "ED_PYXIS";

    /// <summary>discharge and radiology notes, at charttime: <c>NOTE//DISCHARGE//DS</c>, <c>NOTE//RADIOLOGY//RR</c>; text = the note.</summary>
    public const string Note = "NOTE";

    /// <summary>CXR metadata, at StudyDate + StudyTime: <c>IMAGE//CXR//PA</c>; text = path of the JPG below <c>files/</c>.</summary>
    public const string Image = "IMAGE";

    /// <summary>Joins the parts of a code; an empty part becomes <see cref="NoUnit"/>.</summary>
    /// <param name="parts">Kind of event first.</param>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var filled = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            filled[i] = string.IsNullOrWhiteSpace(parts[i]) ? NoUnit : parts[i];
        }

        return string.Join(Separator, filled);
    }

    /// <summary>Whether a code is of a kind: the kind itself, or the kind and further parts.</summary>
    /// <param name="code">A whole code.</param>
    /// <param name="kind">Its beginning, ending at a part: <c>LAB</c>, <c>LAB//50912</c>, <c>NOTE//RADIOLOGY</c>.</param>
    public static bool Is(string code, string kind)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(kind);
        return code.StartsWith(kind, StringComparison.Ordinal)
            && (code.Length == kind.Length || code.AsSpan(kind.Length).StartsWith(Separator));
    }

    /// <summary>The itemid of a code of an item (<c>LAB</c>, <c>CHART</c>, <c>PROCEDURE</c>, ...); null if it has none.</summary>
    /// <param name="code">A whole code.</param>
    public static int? ItemId(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var start = code.IndexOf(Separator, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = code.AsSpan(start + Separator.Length);
        var end = rest.IndexOf(Separator);
        return int.TryParse(end < 0 ? rest : rest[..end], out var item) ? item : null;
    }
}
