using System.Text.RegularExpressions;

namespace Mimic.Tests.Synthetic;

/// <summary>Counts every planted quirk again, from the files alone.</summary>
internal sealed partial class QuirkCounter
{
    private readonly string _folder;
    private readonly Dictionary<string, string[]> _admissions;
    private readonly Dictionary<string, long> _counts = [];

    private QuirkCounter(string folder)
    {
        _folder = folder;
        _admissions = Read("hosp/admissions", "hadm_id", "subject_id", "admittime", "dischtime", "edregtime", "discharge_location",
            "marital_status", "language", "race").ToDictionary(r => r[0]);
    }

    /// <summary>The counts by the name of the quirk.</summary>
    public static IReadOnlyDictionary<string, long> Count(string folder)
    {
        var counter = new QuirkCounter(folder);
        counter.Labs();
        counter.Codes();
        counter.Drugs();
        counter.Patients();
        counter.Admissions();
        counter.Units();
        counter.Emergency();
        counter.NotesAndImages();
        counter.Electrocardiograms();
        return counter._counts;
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex PlainNumber();

    private static bool IsNumber(string text) => PlainNumber().IsMatch(text);

    // Times of MIMIC compare like their text.
    private static bool Before(string a, string b) => string.CompareOrdinal(a, b) < 0;

    private static bool Cold(string temperature) => temperature.Length > 0 && double.Parse(temperature) < 50;

    private IEnumerable<string[]> Read(string table, params string[] columns) => CsvFile.Read(_folder, table, columns);

    private void Add(string quirk, bool found) => _counts[quirk] = _counts.GetValueOrDefault(quirk) + (found ? 1 : 0);

    private void Labs()
    {
        var last = string.Empty;
        foreach (var r in Read("hosp/labevents", "subject_id", "hadm_id", "itemid", "charttime", "storetime", "value", "valuenum",
            "valueuom", "comments"))
        {
            var (value, number, unit) = (r[5], r[6], r[7]);
            Add("RowsInAnyOrder", Before(r[0], last));
            last = r[0];
            Add("LabValueMasked", value == "___" && number.Length > 0);
            Add("LabCommentMasked", r[8] == "___");
            Add("LabResultInComment", value.Length == 0 && r[8].EndsWith('.'));
            Add("LabAboveLimit", value == ">300" && number.Length == 0);
            Add("LabText", value is not ("" or "___") && value[0] != '>' && number.Length == 0);
            Add("LabUnitBlank", unit == " ");
            Add("LabUnitEmpty", number.Length > 0 && unit.Length == 0);
            Add("LabTwoUnits", r[2] == "51249" && unit == "%");
            Add("LabNegative", number.StartsWith('-'));
            Add("LabWithoutAdmission", r[1].Length == 0);
            Add("LabWithoutStoreTime", r[4].Length == 0);
            Add("LabOutsideAdmission", r[1].Length > 0 && (Before(r[3], _admissions[r[1]][2]) || Before(_admissions[r[1]][3], r[3])));
        }
    }

    private void Codes()
    {
        foreach (var (table, column, quirk) in new[]
        {
            ("hosp/diagnoses_icd", "icd_code", "IcdLeadingZero"), ("hosp/procedures_icd", "icd_code", "IcdProcedureLeadingZero"),
            ("hosp/drgcodes", "drg_code", "DrgLeadingZero"),
        })
        {
            foreach (var r in Read(table, column))
            {
                Add(quirk, r[0].StartsWith('0'));
            }
        }

        foreach (var name in CsvFile.Header(_folder, "icu/procedureevents"))
        {
            Add("HeaderUpperCase", name.Any(char.IsAsciiLetterUpper));
        }
    }

    private void Drugs()
    {
        foreach (var r in Read("hosp/prescriptions", "gsn", "ndc", "dose_val_rx", "starttime", "stoptime"))
        {
            Add("GsnTrailingBlank", r[0].EndsWith(' '));
            Add("NdcZero", r[1] == "0");
            Add("DoseText", r[2].Length > 0 && !IsNumber(r[2]));
            Add("PrescriptionStopBeforeStart", Before(r[4], r[3]));
        }

        foreach (var r in Read("hosp/pharmacy", "starttime", "stoptime"))
        {
            Add("PharmacyStopBeforeStart", Before(r[1], r[0]));
        }

        foreach (var r in Read("hosp/emar", "hadm_id", "charttime", "scheduletime"))
        {
            Add("EmarWithoutAdmission", r[0].Length == 0);
            Add("EmarFarSchedule", Math.Abs(int.Parse(r[1][..4]) - int.Parse(r[2][..4])) > 10);
        }

        foreach (var r in Read("hosp/emar_detail", "dose_given"))
        {
            Add("EmarDoseMasked", r[0] == "___");
        }

        foreach (var r in Read("hosp/microbiologyevents", "charttime", "hadm_id", "dilution_comparison"))
        {
            Add("MicroDateOnly", r[0].Length == 0);
            Add("MicroWithoutAdmission", r[1].Length == 0);
            Add("MicroComparisonPadded", r[2].EndsWith(' '));
        }

        foreach (var r in Read("hosp/omr", "result_value"))
        {
            Add("OmrText", !IsNumber(r[0]));
        }
    }

    private void Patients()
    {
        var admissions = _admissions.Values.ToLookup(a => a[1]);
        foreach (var r in Read("hosp/patients", "subject_id", "anchor_age", "dod"))
        {
            Add("AnchorAge91", r[1] == "91");
            Add("PatientWithoutAdmission", !admissions.Contains(r[0]));
            Add("DeathDateBeforeDischarge", r[2].Length > 0 && admissions[r[0]].Any(a => Before(r[2] + " 00:00:00", a[3])));
        }
    }

    private void Admissions()
    {
        var races = Read("ed/edstays", "subject_id", "race").Concat(_admissions.Values.Select(a => new[] { a[1], a[8] }))
            .GroupBy(r => r[0]).ToDictionary(g => g.Key, g => g.GroupBy(r => r[1]).MaxBy(s => s.Count())!.Key);
        foreach (var a in _admissions.Values)
        {
            Add("EdAfterAdmission", Before(a[2], a[4]));
            Add("NoDischargeLocation", a[5].Length == 0);
            Add("NoMaritalStatus", a[6].Length == 0);
            Add("LanguageUnknown", a[7] == "?");
            Add("RaceChanges", a[8] != races[a[1]]);
        }

        foreach (var r in Read("hosp/transfers", "hadm_id"))
        {
            Add("TransferWithoutAdmission", r[0].Length == 0);
        }
    }

    private void Units()
    {
        var begin = new Dictionary<string, string>();
        foreach (var r in Read("icu/icustays", "stay_id", "hadm_id", "intime", "outtime"))
        {
            begin[r[0]] = r[2];
            Add("IcuBeforeAdmission", Before(r[2], _admissions[r[1]][2]));
            Add("IcuAfterDischarge", Before(_admissions[r[1]][3], r[3]));
        }

        foreach (var r in Read("icu/chartevents", "stay_id", "charttime", "itemid", "value", "valuenum", "valueuom"))
        {
            Add("ChartDegreeSign", r[5].Contains('°', StringComparison.Ordinal));
            Add("ChartCelsius", r[2] == "223762");
            Add("ChartText", r[3].Length > 0 && r[4].Length == 0);
            Add("ChartOutsideStay", Before(r[1], begin[r[0]]));
        }

        foreach (var r in Read("icu/inputevents", "amountuom", "ordercomponenttypedescription", "rate"))
        {
            Add("InputUnitTwice", r[0] == "mEq.");
            Add("InputBlanks", r[1].EndsWith(' '));
            Add("InputRateEmpty", r[2].Length == 0);
        }

        foreach (var r in Read("icu/procedureevents", "valueuom"))
        {
            Add("ProcedureUnitNone", r[0] == "None");
        }
    }

    private void Emergency()
    {
        foreach (var r in Read("ed/triage", "temperature", "heartrate", "o2sat", "sbp", "dbp", "pain", "acuity", "chiefcomplaint"))
        {
            Add("TriageCelsius", Cold(r[0]));
            Add("TriageNoVitals", r[1].Length == 0);
            Add("TriageImplausible", r[2] == "10" || r[3] == "11" || r[4] == "879");
            Add("TriagePainText", r[5].Length > 0 && !IsNumber(r[5]));
            Add("TriageNoAcuity", r[6].Length == 0);
            Add("ComplaintComma", r[7].Contains(',', StringComparison.Ordinal));
        }

        foreach (var r in Read("ed/vitalsign", "temperature"))
        {
            Add("VitalCelsius", Cold(r[0]));
        }

        foreach (var r in Read("ed/edstays", "hadm_id"))
        {
            Add("EdWithoutAdmission", r[0].Length == 0);
        }

        foreach (var r in Read("ed/medrecon", "gsn"))
        {
            Add("MedreconUnknown", r[0] == "0");
        }
    }

    private void NotesAndImages()
    {
        foreach (var r in Read("note/discharge", "text"))
        {
            Add("NoteLineBreaks", r[0].Contains('\n', StringComparison.Ordinal));
            Add("NoteDoubledQuotes", r[0].Contains('"', StringComparison.Ordinal));
            Add("NoteAccent", r[0].Contains('é', StringComparison.Ordinal));
        }

        foreach (var r in Read("note/radiology", "hadm_id", "text"))
        {
            Add("RadiologyWithoutAdmission", r[0].Length == 0);
            Add("RadiologyNoImpression", !r[1].Contains("IMPRESSION:", StringComparison.Ordinal));
        }

        var seen = new HashSet<string>();
        foreach (var r in Read("cxr/mimic-cxr-2.0.0-metadata", "study_id", "StudyTime", "ViewPosition"))
        {
            var parts = r[1].Split('.');
            Add("StudyTimeShort", parts[0].Length < 6);
            Add("StudyTimeBinaryTail", parts[1].Length > 6);
            Add("ViewEmpty", r[2].Length == 0);
            Add("RepeatedExposure", !seen.Add(string.Join('|', r)));
        }
    }

    private void Electrocardiograms()
    {
        var reports = Enumerable.Range(0, 18).Select(i => $"report_{i}").ToArray();
        foreach (var r in Read("ecg/machine_measurements", ["p_onset", .. reports]))
        {
            var empty = Array.IndexOf(r, string.Empty);
            Add("EcgNotMeasured", r[0] == "29999");
            Add("EcgReportGap", empty >= 0 && Array.FindLastIndex(r, c => c.Length > 0) > empty);
        }

        var arrivals = Read("ed/edstays", "subject_id", "intime").ToLookup(r => r[0], r => DateTime.Parse(r[1]));
        foreach (var r in Read("ecg/record_list", "subject_id", "ecg_time"))
        {
            var time = DateTime.Parse(r[1]);
            Add("EcgBeforeArrival", arrivals[r[0]].Any(a => time < a && a - time <= TimeSpan.FromMinutes(30)));
        }
    }
}
