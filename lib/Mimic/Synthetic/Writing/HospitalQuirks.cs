namespace Mimic.Synthetic;

/// <summary>Quirks of the hosp tables.</summary>
internal static class HospitalQuirks
{
    /// <summary>hosp/labevents: rows of a block of patients are mixed.</summary>
    public static readonly PlantedQuirk RowsInAnyOrder = new(
        nameof(RowsInAnyOrder), "hosp/labevents", 1,
        "rows of a block of patients are mixed",
        "rows whose subject_id is smaller than that of the row before");

    /// <summary>hosp/labevents: value is ___ although valuenum holds the number.</summary>
    public static readonly PlantedQuirk LabValueMasked = new(
        nameof(LabValueMasked), "hosp/labevents", 0.05,
        "value is ___ although valuenum holds the number",
        "value = ___ and valuenum not empty");

    /// <summary>hosp/labevents: the whole comment was removed.</summary>
    public static readonly PlantedQuirk LabCommentMasked = new(
        nameof(LabCommentMasked), "hosp/labevents", 0.01,
        "the whole comment was removed",
        "comments = ___");

    /// <summary>hosp/labevents: the result stands only in the comment, with a closing full stop.</summary>
    public static readonly PlantedQuirk LabResultInComment = new(
        nameof(LabResultInComment), "hosp/labevents", 1,
        "the result stands only in the comment, with a closing full stop",
        "value empty and comments ends with a full stop");

    /// <summary>hosp/labevents: the instrument reports only that its limit is passed, where it is.</summary>
    public static readonly PlantedQuirk LabAboveLimit = new(
        nameof(LabAboveLimit), "hosp/labevents", 0.5,
        "the instrument reports only that its limit is passed, where it is",
        "value = >300 and valuenum empty");

    /// <summary>hosp/labevents: results in words or ranges.</summary>
    public static readonly PlantedQuirk LabText = new(
        nameof(LabText), "hosp/labevents", 1,
        "results in words or ranges",
        "value not empty, not ___, not beginning with >, and valuenum empty");

    /// <summary>hosp/labevents: the unit is a single blank.</summary>
    public static readonly PlantedQuirk LabUnitBlank = new(
        nameof(LabUnitBlank), "hosp/labevents", 1,
        "the unit is a single blank",
        "valueuom is one blank");

    /// <summary>hosp/labevents: a number without a unit.</summary>
    public static readonly PlantedQuirk LabUnitEmpty = new(
        nameof(LabUnitEmpty), "hosp/labevents", 1,
        "a number without a unit",
        "valuenum not empty and valueuom empty");

    /// <summary>hosp/labevents: one item in two units.</summary>
    public static readonly PlantedQuirk LabTwoUnits = new(
        nameof(LabTwoUnits), "hosp/labevents", 0.25,
        "one item in two units",
        "itemid 51249 with valueuom %");

    /// <summary>hosp/labevents: negative numbers are right (base excess).</summary>
    public static readonly PlantedQuirk LabNegative = new(
        nameof(LabNegative), "hosp/labevents", 1,
        "negative numbers are right (base excess)",
        "valuenum below 0");

    /// <summary>hosp/labevents: outpatient and emergency samples belong to no admission.</summary>
    public static readonly PlantedQuirk LabWithoutAdmission = new(
        nameof(LabWithoutAdmission), "hosp/labevents", 1,
        "outpatient and emergency samples belong to no admission",
        "hadm_id empty");

    /// <summary>hosp/labevents: the time of the result is unknown.</summary>
    public static readonly PlantedQuirk LabWithoutStoreTime = new(
        nameof(LabWithoutStoreTime), "hosp/labevents", 0.009,
        "the time of the result is unknown",
        "storetime empty");

    /// <summary>hosp/labevents: a sample taken before the admission it is booked on.</summary>
    public static readonly PlantedQuirk LabOutsideAdmission = new(
        nameof(LabOutsideAdmission), "hosp/labevents", 0.03,
        "a sample taken before the admission it is booked on",
        "hadm_id given, charttime before admittime or after dischtime of it");

    /// <summary>hosp/diagnoses_icd: codes that begin with 0.</summary>
    public static readonly PlantedQuirk IcdLeadingZero = new(
        nameof(IcdLeadingZero), "hosp/diagnoses_icd", 1,
        "codes that begin with 0",
        "icd_code begins with 0");

    /// <summary>hosp/procedures_icd: codes that begin with 0.</summary>
    public static readonly PlantedQuirk IcdProcedureLeadingZero = new(
        nameof(IcdProcedureLeadingZero), "hosp/procedures_icd", 1,
        "codes that begin with 0",
        "icd_code begins with 0");

    /// <summary>hosp/drgcodes: codes that begin with 0.</summary>
    public static readonly PlantedQuirk DrgLeadingZero = new(
        nameof(DrgLeadingZero), "hosp/drgcodes", 1,
        "codes that begin with 0",
        "drg_code begins with 0");

    /// <summary>hosp/prescriptions: several codes in one field, a blank at the end.</summary>
    public static readonly PlantedQuirk GsnTrailingBlank = new(
        nameof(GsnTrailingBlank), "hosp/prescriptions", 0.05,
        "several codes in one field, a blank at the end",
        "gsn ends with a blank");

    /// <summary>hosp/prescriptions: an unknown product is the code 0.</summary>
    public static readonly PlantedQuirk NdcZero = new(
        nameof(NdcZero), "hosp/prescriptions", 0.12,
        "an unknown product is the code 0",
        "ndc = 0");

    /// <summary>hosp/prescriptions: doses as ranges or with a comma.</summary>
    public static readonly PlantedQuirk DoseText = new(
        nameof(DoseText), "hosp/prescriptions", 1,
        "doses as ranges or with a comma",
        "dose_val_rx not empty and not a plain number");

    /// <summary>hosp/prescriptions: stoptime lies before starttime.</summary>
    public static readonly PlantedQuirk PrescriptionStopBeforeStart = new(
        nameof(PrescriptionStopBeforeStart), "hosp/prescriptions", 0.04,
        "stoptime lies before starttime",
        "stoptime < starttime");

    /// <summary>hosp/pharmacy: the pharmacy row of such a prescription has the same times.</summary>
    public static readonly PlantedQuirk PharmacyStopBeforeStart = new(
        nameof(PharmacyStopBeforeStart), "hosp/pharmacy", 1,
        "the pharmacy row of such a prescription has the same times",
        "stoptime < starttime");

    /// <summary>hosp/emar: scheduletime is decades off.</summary>
    public static readonly PlantedQuirk EmarFarSchedule = new(
        nameof(EmarFarSchedule), "hosp/emar", 0.0015,
        "scheduletime is decades off",
        "scheduletime more than 10 years from charttime");

    /// <summary>hosp/emar: hadm_id is missing.</summary>
    public static readonly PlantedQuirk EmarWithoutAdmission = new(
        nameof(EmarWithoutAdmission), "hosp/emar", 0.028,
        "hadm_id is missing",
        "hadm_id empty");

    /// <summary>hosp/emar_detail: the dose was removed.</summary>
    public static readonly PlantedQuirk EmarDoseMasked = new(
        nameof(EmarDoseMasked), "hosp/emar_detail", 0.01,
        "the dose was removed",
        "dose_given = ___");

    /// <summary>hosp/microbiologyevents: only the date of the sample is known.</summary>
    public static readonly PlantedQuirk MicroDateOnly = new(
        nameof(MicroDateOnly), "hosp/microbiologyevents", 0.06,
        "only the date of the sample is known",
        "charttime empty");

    /// <summary>hosp/microbiologyevents: samples outside an admission.</summary>
    public static readonly PlantedQuirk MicroWithoutAdmission = new(
        nameof(MicroWithoutAdmission), "hosp/microbiologyevents", 1,
        "samples outside an admission",
        "hadm_id empty");

    /// <summary>hosp/microbiologyevents: the comparison is padded with blanks.</summary>
    public static readonly PlantedQuirk MicroComparisonPadded = new(
        nameof(MicroComparisonPadded), "hosp/microbiologyevents", 1,
        "the comparison is padded with blanks",
        "dilution_comparison ends with a blank");

    /// <summary>hosp/omr: blood pressures and limits in a column of numbers.</summary>
    public static readonly PlantedQuirk OmrText = new(
        nameof(OmrText), "hosp/omr", 1,
        "blood pressures and limits in a column of numbers",
        "result_value not a plain number");

    /// <summary>hosp/patients: every age above 89 is 91.</summary>
    public static readonly PlantedQuirk AnchorAge91 = new(
        nameof(AnchorAge91), "hosp/patients", 1,
        "every age above 89 is 91",
        "anchor_age = 91");

    /// <summary>hosp/patients: dod has no time of day: as midnight it lies before the discharge.</summary>
    public static readonly PlantedQuirk DeathDateBeforeDischarge = new(
        nameof(DeathDateBeforeDischarge), "hosp/patients", 1,
        "dod has no time of day: as midnight it lies before the discharge",
        "dod at 00:00 < dischtime of an admission");

    /// <summary>hosp/admissions: the ED registration is later than the admission.</summary>
    public static readonly PlantedQuirk EdAfterAdmission = new(
        nameof(EdAfterAdmission), "hosp/admissions", 0.015,
        "the ED registration is later than the admission",
        "edregtime > admittime");

    /// <summary>hosp/admissions: where the patient went is unknown.</summary>
    public static readonly PlantedQuirk NoDischargeLocation = new(
        nameof(NoDischargeLocation), "hosp/admissions", 0.1,
        "where the patient went is unknown",
        "discharge_location empty");

    /// <summary>hosp/admissions: unknown.</summary>
    public static readonly PlantedQuirk NoMaritalStatus = new(
        nameof(NoMaritalStatus), "hosp/admissions", 0.04,
        "unknown",
        "marital_status empty");

    /// <summary>hosp/admissions: other languages are a question mark.</summary>
    public static readonly PlantedQuirk LanguageUnknown = new(
        nameof(LanguageUnknown), "hosp/admissions", 1,
        "other languages are a question mark",
        "language = ?");

    /// <summary>hosp/admissions: race is written another way at one admission.</summary>
    public static readonly PlantedQuirk RaceChanges = new(
        nameof(RaceChanges), "hosp/admissions", 0.03,
        "race is written another way at one admission",
        "admissions whose race is not the one most of the patient's ED stays and admissions state");

    /// <summary>hosp/patients: patients who were only in the ED or a clinic.</summary>
    public static readonly PlantedQuirk PatientWithoutAdmission = new(
        nameof(PatientWithoutAdmission), "hosp/patients", 1,
        "patients who were only in the ED or a clinic",
        "no row in hosp/admissions");

    /// <summary>hosp/transfers: ED visits that did not lead to an admission.</summary>
    public static readonly PlantedQuirk TransferWithoutAdmission = new(
        nameof(TransferWithoutAdmission), "hosp/transfers", 1,
        "ED visits that did not lead to an admission",
        "hadm_id empty");

    /// <summary>Those of this list, in its order.</summary>
    public static readonly IReadOnlyList<PlantedQuirk> All =
    [
        RowsInAnyOrder,
        LabValueMasked,
        LabCommentMasked,
        LabResultInComment,
        LabAboveLimit,
        LabText,
        LabUnitBlank,
        LabUnitEmpty,
        LabTwoUnits,
        LabNegative,
        LabWithoutAdmission,
        LabWithoutStoreTime,
        LabOutsideAdmission,
        IcdLeadingZero,
        IcdProcedureLeadingZero,
        DrgLeadingZero,
        GsnTrailingBlank,
        NdcZero,
        DoseText,
        PrescriptionStopBeforeStart,
        PharmacyStopBeforeStart,
        EmarFarSchedule,
        EmarWithoutAdmission,
        EmarDoseMasked,
        MicroDateOnly,
        MicroWithoutAdmission,
        MicroComparisonPadded,
        OmrText,
        AnchorAge91,
        DeathDateBeforeDischarge,
        EdAfterAdmission,
        NoDischargeLocation,
        NoMaritalStatus,
        LanguageUnknown,
        RaceChanges,
        PatientWithoutAdmission,
        TransferWithoutAdmission,
    ];
}
