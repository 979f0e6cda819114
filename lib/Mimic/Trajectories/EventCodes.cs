using System.Globalization;

namespace Mimic.Trajectories;

/// <summary>
/// The vocabulary of event codes: parts joined by <c>//</c>, the kind of event first, then what identifies it, then the unit
/// where there is one (<see cref="NoUnit"/> where a unit belongs but the row has none).
/// </summary>
/// <remarks>
/// Each row of a time-stamped table gives exactly one row event, or is refused. Some rows also give derived events, counted
/// apart: a discharge, the single signs of a triage, birth and death. An event whose row has only a date stands at midnight and
/// counts as available at the end of that day; what says something of an interval counts as available when it is over.
/// </remarks>
public static class EventCodes
{
    /// <summary>Between the parts of a code.</summary>
    public const string Separator = "//";

    /// <summary>In place of a unit that the row does not state.</summary>
    public const string NoUnit = "UNK";

    /// <summary>Derived from patients: birth, January 1st of anchor_year - anchor_age (MEDS reserves the name).</summary>
    public const string Birth = "MEDS_BIRTH";

    /// <summary>
    /// Derived from patients, once at most: death at the first admissions.deathtime, else at the last second of patients.dod (MEDS
    /// reserves the name).
    /// </summary>
    public const string Death = "MEDS_DEATH";

    /// <summary>patients, a fact: <c>GENDER//F</c>.</summary>
    public const string Gender = "GENDER";

    /// <summary>Derived from patients, a fact: number = anchor_age in years; 91 stands for everybody above 89.</summary>
    public const string AnchorAge = "ANCHOR_AGE";

    /// <summary>Derived from patients, a fact: number = anchor_year.</summary>
    public const string AnchorYear = "ANCHOR_YEAR";

    /// <summary>Derived from patients, a fact: <c>ANCHOR_YEAR_GROUP//2011 - 2013</c>.</summary>
    public const string AnchorYearGroup = "ANCHOR_YEAR_GROUP";

    /// <summary>admissions, at admittime: <c>HOSPITAL_ADMISSION//URGENT//TRANSFER FROM HOSPITAL</c> (type, location).</summary>
    public const string Admission = "HOSPITAL_ADMISSION";

    /// <summary>Derived from admissions, at dischtime: <c>HOSPITAL_DISCHARGE//HOME</c>.</summary>
    public const string Discharge = "HOSPITAL_DISCHARGE";

    /// <summary>Derived from admissions, at admittime, and from edstays, at intime: <c>RACE//WHITE</c>.</summary>
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

    /// <summary>diagnoses_icd, at the discharge of its admission: <c>DIAGNOSIS//ICD//10//I509</c>; number = seq_num.</summary>
    public const string Diagnosis = "DIAGNOSIS";

    /// <summary>procedures_icd, at chartdate: <c>PROCEDURE_ICD//9//3961</c>; number = seq_num, available at the discharge.</summary>
    public const string ProcedureIcd = "PROCEDURE_ICD";

    /// <summary>drgcodes, at the discharge of its admission: <c>DRG//HCFA//864</c>; number = drg_severity, text = description.</summary>
    public const string Drg = "DRG";

    /// <summary>hcpcsevents, at chartdate: <c>HCPCS//93454</c>; number = seq_num, available at the discharge.</summary>
    public const string Hcpcs = "HCPCS";

    /// <summary>
    /// labevents, at charttime (else storetime): <c>LAB//50912//mg/dL</c>; number = valuenum, text = value where it says more than the
    /// number, else, where there is neither, the comments; available at storetime.
    /// </summary>
    public const string Lab = "LAB";

    /// <summary>
    /// microbiologyevents, at charttime (else chartdate): <c>MICROBIOLOGY//90012</c> (test_itemid); number = dilution_value, text =
    /// <c>ESCHERICHIA COLI: CIPROFLOXACIN R (&gt;=4)</c>, or the comments where no organism grew; available at storetime.
    /// </summary>
    public const string Microbiology = "MICROBIOLOGY";

    /// <summary>omr, at chartdate: <c>OMR//Weight (Lbs)</c>; number, or text where it is none (<c>120/80</c>).</summary>
    public const string Omr = "OMR";

    /// <summary>
    /// prescriptions, at starttime: <c>PRESCRIPTION//Furosemide</c>; number = dose_val_rx, or text where it is none (<c>1-2</c>).
    /// </summary>
    public const string Prescription = "PRESCRIPTION";

    /// <summary>
    /// pharmacy, at starttime (else entertime): <c>PHARMACY//Furosemide</c>; number = doses_per_24_hrs, text = route and frequency,
    /// available at entertime.
    /// </summary>
    public const string Pharmacy = "PHARMACY";

    /// <summary>emar, at charttime: <c>MEDICATION//Furosemide//Administered</c> (medication, event_txt); available at storetime.</summary>
    public const string Medication = "MEDICATION";

    /// <summary>poe, at ordertime: <c>ORDER//Lab//New</c> (order_type, transaction_type); text = order_subtype.</summary>
    public const string Order = "ORDER";

    /// <summary>icustays, at intime: <c>ICU_ADMISSION//Medical Intensive Care Unit (MICU)</c>.</summary>
    public const string IcuAdmission = "ICU_ADMISSION";

    /// <summary>Derived from icustays, at outtime: <c>ICU_DISCHARGE//Neuro Stepdown</c> (last unit); number = los in days.</summary>
    public const string IcuDischarge = "ICU_DISCHARGE";

    /// <summary>
    /// chartevents, at charttime: <c>CHART//220045//bpm</c>; number = valuenum, text = value where it says more than the number (the
    /// wording of a score); available at storetime.
    /// </summary>
    public const string Chart = "CHART";

    /// <summary>datetimeevents, at charttime: <c>DATETIME//225343</c>; text = the time entered, available at storetime.</summary>
    public const string DateTimeEntry = "DATETIME";

    /// <summary>
    /// ingredientevents, at starttime: <c>INGREDIENT//220490//ml</c>; number = amount, text = rate with its unit; available at endtime or
    /// storetime, whichever is later.
    /// </summary>
    public const string Ingredient = "INGREDIENT";

    /// <summary>
    /// inputevents, at starttime: <c>INPUT//225158//ml</c>; number = amount, text = rate with its unit; available at endtime or
    /// storetime, whichever is later.
    /// </summary>
    public const string Input = "INPUT";

    /// <summary>outputevents, at charttime: <c>OUTPUT//226559//ml</c>; number = value, available at storetime.</summary>
    public const string Output = "OUTPUT";

    /// <summary>
    /// procedureevents, at starttime: <c>PROCEDURE//225792//min</c>; number = value, text = location; available at endtime or storetime,
    /// whichever is later.
    /// </summary>
    public const string Procedure = "PROCEDURE";

    /// <summary>edstays, at intime: <c>ED_ADMISSION//AMBULANCE</c>.</summary>
    public const string EdAdmission = "ED_ADMISSION";

    /// <summary>Derived from edstays, at outtime: <c>ED_DISCHARGE//ADMITTED</c>.</summary>
    public const string EdDischarge = "ED_DISCHARGE";

    /// <summary>
    /// triage, at the intime of its stay: <c>ED_TRIAGE</c>, number = acuity, text = chief complaint; derived: the single signs that were
    /// taken, <c>ED_TRIAGE//heartrate</c> and so on, pain as number or text.
    /// </summary>
    public const string EdTriage = "ED_TRIAGE";

    /// <summary>
    /// vitalsign, at charttime: <c>ED_VITALSIGN</c>; derived: the single signs that were taken, <c>ED_VITALSIGN//heartrate</c> and so on,
    /// pain as number or text, rhythm as text.
    /// </summary>
    public const string EdVitalSign = "ED_VITALSIGN";

    /// <summary>ed diagnosis, at the outtime of its stay: <c>ED_DIAGNOSIS//ICD//9//431</c>; number = seq_num, text = icd_title.</summary>
    public const string EdDiagnosis = "ED_DIAGNOSIS";

    /// <summary>medrecon, at charttime: <c>ED_MEDRECON//name</c>; text = the drug's class.</summary>
    public const string EdMedRecon = "ED_MEDRECON";

    /// <summary>pyxis, at charttime: <c>ED_PYXIS//name</c>.</summary>
    public const string EdPyxis = "ED_PYXIS";

    /// <summary>
    /// discharge and radiology notes, at charttime: <c>NOTE//DISCHARGE//DS</c>, <c>NOTE//RADIOLOGY//RR</c>; text = the note word for word;
    /// available at storetime, a discharge note without one at the discharge.
    /// </summary>
    public const string Note = "NOTE";

    /// <summary>
    /// CXR metadata, at StudyDate and StudyTime: <c>IMAGE//CXR//PA</c> (ViewPosition); text = path of the JPG below <c>files/</c>, as
    /// <c>p90/p90000001/s80000001/dicom_id.jpg</c>.
    /// </summary>
    public const string Image = "IMAGE";

    /// <summary>
    /// record_list of MIMIC-IV-ECG, at ecg_time: <c>ECG</c>; text = path of the curve below the folder of the project, without ending, as
    /// <c>files/p9000/p90000001/s900000001/900000001</c>. The clock is the cart's own, minutes to more off the hospital's.
    /// </summary>
    public const string Ecg = "ECG";

    /// <summary>
    /// machine_measurements of MIMIC-IV-ECG, at ecg_time (the cart's own clock): <c>ECG_MACHINE</c>, text = the lines of the machine's
    /// reading, which no physician has seen; derived: what it measured, <c>ECG_MACHINE//rr_interval</c>, <c>//p_onset</c>, <c>//p_end</c>,
    /// <c>//qrs_onset</c>, <c>//qrs_end</c>, <c>//t_end</c> in ms and <c>//p_axis</c>, <c>//qrs_axis</c>, <c>//t_axis</c> in degrees. 29999
    /// in the table means that nothing could be measured, and gives no event.
    /// </summary>
    public const string EcgMachine = "ECG_MACHINE";

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
        return int.TryParse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture, out var item) ? item : null;
    }
}
