namespace Mimic.Synthetic;

/// <summary>Quirks of the icu, ed, note and CXR tables.</summary>
internal static class UnitQuirks
{
    /// <summary>icu/procedureevents: header names in upper case.</summary>
    public static readonly PlantedQuirk HeaderUpperCase = new(
        nameof(HeaderUpperCase), "icu/procedureevents", 1,
        "header names in upper case",
        "header names with an upper-case letter");

    /// <summary>icu/chartevents: units in UTF-8 beyond ASCII.</summary>
    public static readonly PlantedQuirk ChartDegreeSign = new(
        nameof(ChartDegreeSign), "icu/chartevents", 1,
        "units in UTF-8 beyond ASCII",
        "valueuom contains the degree sign");

    /// <summary>icu/chartevents: temperature in Celsius under its own item.</summary>
    public static readonly PlantedQuirk ChartCelsius = new(
        nameof(ChartCelsius), "icu/chartevents", 0.08,
        "temperature in Celsius under its own item",
        "itemid 223762");

    /// <summary>icu/chartevents: values in words.</summary>
    public static readonly PlantedQuirk ChartText = new(
        nameof(ChartText), "icu/chartevents", 1,
        "values in words",
        "value not empty and valuenum empty");

    /// <summary>icu/chartevents: charted before the stay began.</summary>
    public static readonly PlantedQuirk ChartOutsideStay = new(
        nameof(ChartOutsideStay), "icu/chartevents", 0.004,
        "charted before the stay began",
        "charttime < intime of the stay");

    /// <summary>icu/icustays: the ICU stay begins before the admission.</summary>
    public static readonly PlantedQuirk IcuBeforeAdmission = new(
        nameof(IcuBeforeAdmission), "icu/icustays", 0.05,
        "the ICU stay begins before the admission",
        "intime < admittime");

    /// <summary>icu/icustays: the ICU stay ends after the discharge.</summary>
    public static readonly PlantedQuirk IcuAfterDischarge = new(
        nameof(IcuAfterDischarge), "icu/icustays", 0.05,
        "the ICU stay ends after the discharge",
        "outtime > dischtime");

    /// <summary>icu/inputevents: one unit spelled two ways (mEq, mEq.).</summary>
    public static readonly PlantedQuirk InputUnitTwice = new(
        nameof(InputUnitTwice), "icu/inputevents", 0.3,
        "one unit spelled two ways (mEq, mEq.)",
        "amountuom = mEq.");

    /// <summary>icu/inputevents: runs of blanks inside and at the end.</summary>
    public static readonly PlantedQuirk InputBlanks = new(
        nameof(InputBlanks), "icu/inputevents", 1,
        "runs of blanks inside and at the end",
        "ordercomponenttypedescription ends with a blank");

    /// <summary>icu/inputevents: boluses have no rate.</summary>
    public static readonly PlantedQuirk InputRateEmpty = new(
        nameof(InputRateEmpty), "icu/inputevents", 1,
        "boluses have no rate",
        "rate empty");

    /// <summary>icu/procedureevents: the unit is the word None.</summary>
    public static readonly PlantedQuirk ProcedureUnitNone = new(
        nameof(ProcedureUnitNone), "icu/procedureevents", 1,
        "the unit is the word None",
        "valueuom = None");

    /// <summary>ed/triage: a temperature in Celsius among Fahrenheit.</summary>
    public static readonly PlantedQuirk TriageCelsius = new(
        nameof(TriageCelsius), "ed/triage", 0.02,
        "a temperature in Celsius among Fahrenheit",
        "temperature below 50");

    /// <summary>ed/triage: typing slips.</summary>
    public static readonly PlantedQuirk TriageImplausible = new(
        nameof(TriageImplausible), "ed/triage", 0.01,
        "typing slips",
        "dbp = 879, o2sat = 10 or sbp = 11");

    /// <summary>ed/triage: no vital sign was taken.</summary>
    public static readonly PlantedQuirk TriageNoVitals = new(
        nameof(TriageNoVitals), "ed/triage", 0.08,
        "no vital sign was taken",
        "heartrate empty");

    /// <summary>ed/triage: acuity is missing.</summary>
    public static readonly PlantedQuirk TriageNoAcuity = new(
        nameof(TriageNoAcuity), "ed/triage", 0.06,
        "acuity is missing",
        "acuity empty");

    /// <summary>ed/triage: pain in words.</summary>
    public static readonly PlantedQuirk TriagePainText = new(
        nameof(TriagePainText), "ed/triage", 0.08,
        "pain in words",
        "pain not empty and not a number");

    /// <summary>ed/vitalsign: a temperature in Celsius among Fahrenheit.</summary>
    public static readonly PlantedQuirk VitalCelsius = new(
        nameof(VitalCelsius), "ed/vitalsign", 0.01,
        "a temperature in Celsius among Fahrenheit",
        "temperature below 50");

    /// <summary>ed/edstays: ED visits that ended at home.</summary>
    public static readonly PlantedQuirk EdWithoutAdmission = new(
        nameof(EdWithoutAdmission), "ed/edstays", 1,
        "ED visits that ended at home",
        "hadm_id empty");

    /// <summary>ed/triage: commas inside quotes.</summary>
    public static readonly PlantedQuirk ComplaintComma = new(
        nameof(ComplaintComma), "ed/triage", 1,
        "commas inside quotes",
        "chiefcomplaint contains a comma");

    /// <summary>ed/medrecon: an unknown drug has the codes 0.</summary>
    public static readonly PlantedQuirk MedreconUnknown = new(
        nameof(MedreconUnknown), "ed/medrecon", 0.05,
        "an unknown drug has the codes 0",
        "gsn = 0");

    /// <summary>note/discharge: texts with quoted line breaks.</summary>
    public static readonly PlantedQuirk NoteLineBreaks = new(
        nameof(NoteLineBreaks), "note/discharge", 1,
        "texts with quoted line breaks",
        "text contains a line feed");

    /// <summary>note/discharge: quotation marks inside the text, doubled.</summary>
    public static readonly PlantedQuirk NoteDoubledQuotes = new(
        nameof(NoteDoubledQuotes), "note/discharge", 0.25,
        "quotation marks inside the text, doubled",
        "text contains a quotation mark");

    /// <summary>note/discharge: UTF-8 beyond ASCII in a text.</summary>
    public static readonly PlantedQuirk NoteAccent = new(
        nameof(NoteAccent), "note/discharge", 0.06,
        "UTF-8 beyond ASCII in a text",
        "text contains é");

    /// <summary>note/radiology: reports outside an admission.</summary>
    public static readonly PlantedQuirk RadiologyWithoutAdmission = new(
        nameof(RadiologyWithoutAdmission), "note/radiology", 1,
        "reports outside an admission",
        "hadm_id empty");

    /// <summary>note/radiology: a report without the section IMPRESSION.</summary>
    public static readonly PlantedQuirk RadiologyNoImpression = new(
        nameof(RadiologyNoImpression), "note/radiology", 0.17,
        "a report without the section IMPRESSION",
        "text has no IMPRESSION:");

    /// <summary>cxr/metadata: StudyTime without its leading zeros.</summary>
    public static readonly PlantedQuirk StudyTimeShort = new(
        nameof(StudyTimeShort), "cxr/metadata", 1,
        "StudyTime without its leading zeros",
        "fewer than six digits before the point");

    /// <summary>cxr/metadata: StudyTime with a binary tail.</summary>
    public static readonly PlantedQuirk StudyTimeBinaryTail = new(
        nameof(StudyTimeBinaryTail), "cxr/metadata", 0.02,
        "StudyTime with a binary tail",
        "more than six digits after the point");

    /// <summary>cxr/metadata: ViewPosition is missing.</summary>
    public static readonly PlantedQuirk ViewEmpty = new(
        nameof(ViewEmpty), "cxr/metadata", 0.04,
        "ViewPosition is missing",
        "ViewPosition empty");

    /// <summary>cxr/metadata: the same view taken twice at the same time.</summary>
    public static readonly PlantedQuirk RepeatedExposure = new(
        nameof(RepeatedExposure), "cxr/metadata", 0.05,
        "the same view taken twice at the same time",
        "rows that share study, StudyTime and view with an earlier row");

    /// <summary>Those of this list, in its order.</summary>
    public static readonly IReadOnlyList<PlantedQuirk> All =
    [
        HeaderUpperCase,
        ChartDegreeSign,
        ChartCelsius,
        ChartText,
        ChartOutsideStay,
        IcuBeforeAdmission,
        IcuAfterDischarge,
        InputUnitTwice,
        InputBlanks,
        InputRateEmpty,
        ProcedureUnitNone,
        TriageCelsius,
        TriageImplausible,
        TriageNoVitals,
        TriageNoAcuity,
        TriagePainText,
        VitalCelsius,
        EdWithoutAdmission,
        ComplaintComma,
        MedreconUnknown,
        NoteLineBreaks,
        NoteDoubledQuotes,
        NoteAccent,
        RadiologyWithoutAdmission,
        RadiologyNoImpression,
        StudyTimeShort,
        StudyTimeBinaryTail,
        ViewEmpty,
        RepeatedExposure,
    ];
}
