using System.Text;
using Mimic.Synthetic.Hospital;
using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Notes;

/// <summary>
/// Words a discharge summary from the state of the patient. Nothing in it is said only of those who die after the stay; the words follow
/// the severity as the doctors saw it.
/// </summary>
internal sealed class DischargeSummary
{
    private readonly Person _person;
    private readonly Admission _a;
    private readonly SeededRandom _r;
    private readonly QuirkTally _quirks;
    private readonly double _seen;
    private readonly StringBuilder _text = new();

    private DischargeSummary(Person person, Admission admission, QuirkTally quirks, SeededRandom random)
    {
        (_person, _a, _quirks, _r) = (person, admission, quirks, random);
        _seen = person.Severity.Seen(Channel.Note, admission.Admit);
    }

    /// <summary>The text of a summary.</summary>
    public static string Write(Person person, Admission admission, QuirkTally quirks, SeededRandom random)
    {
        var summary = new DischargeSummary(person, admission, quirks, random);
        summary.Head();
        summary.Story();
        summary.Exam();
        summary.Course();
        summary.Leaving();
        return summary._text.ToString();
    }

    private string Grade(string[] mildToSevere)
    {
        // One of several wordings, the graver the sicker the patient looked, with some chance.
        var at = (_seen * 0.9) + (0.55 * _r.NextNormal());
        var step = 3.2 / mildToSevere.Length;
        return mildToSevere[Math.Clamp((int)Math.Floor((at + 1.6) / step), 0, mildToSevere.Length - 1)];
    }

    private void Section(string header, string body) => _text.Append($"{header}:\n{Wrapped.Lines(body)}\n \n");

    private void Head()
    {
        _text.Append(" \nName:  ___                  Unit No:   ___\n \n");
        _text.Append("Admission Date:  ___              Discharge Date:   ___\n \n");
        _text.Append($"Date of Birth:  ___             Sex:   {(_person.Female ? "F" : "M")}\n \n");
        var service = _a.Problem.Service switch
        {
            "CMED" => "CARDIOTHORACIC",
            "ORTHO" => "ORTHOPAEDICS",
            "NMED" => "NEUROLOGY",
            _ => "MEDICINE",
        };
        _text.Append($"Service: {service}\n \n");
        var allergies = _r.Pick(
            ["No Known Allergies / Adverse Drug Reactions", "Penicillins", "Sulfa (Sulfonamide Antibiotics)", "lisinopril", "codeine"]);
        _text.Append($"Allergies: \n{allergies}\n \n");
        _text.Append("Attending: ___.\n \n");
        var complaint = _a.Problem.Complaints[0];
        if (_quirks.Plant(_r, UnitQuirks.NoteDoubledQuotes))
        {
            complaint = _r.Pick(["\"I can't catch my breath\"", "\"I feel awful\"", "\"My legs gave out\"",
                "\"The clinic told me to come\""]);
        }

        Section("Chief Complaint", complaint);
        Section("Major Surgical or Invasive Procedure", _a.Done.Count == 0 ? "None" : string.Join('\n', _a.Done.Distinct()));
    }

    private void Story()
    {
        var known = ConditionFacts.All.Where(c => _person.Has(c.Flag)).ToList();
        var history = known.Count == 0 ? "no significant past medical history" : "a history of " + string.Join(", ", known.Take(4)
            .Select(c => _r.Pick(c.Words)));
        var when = Grade(Gradings.AtHome);
        Section("History of Present Illness",
            $"___ year old {(_person.Female ? "woman" : "man")} with {history} who {_a.Problem.Story}. {when} "
            + _r.Pick(["Denies chest pain, nausea or vomiting.", "No recent travel or sick contacts.", "Denies fevers or chills at home.",
                "No hematochezia."])
            + (_a.Ed is null ? " Transferred directly to the floor."
                : $" In the ED, initial vitals were notable for {Grade(Gradings.InTheEd)}."));
        var list = known.Select(c => _r.Pick(c.Words)).ToList();
        if (_quirks.Plant(_r, UnitQuirks.NoteAccent))
        {
            list.Add("Ménière's disease");
        }

        Section("Past Medical History", list.Count == 0 ? "None" : string.Join('\n', list.Select((h, i) => $"{i + 1}. {h}")));
        Section("Social History", "___");
        Section("Family History", _r.Pick(["Non-contributory.", "Father with CAD. No malignancy.", "Mother with diabetes.",
            "No family history of early MI."]));
    }

    private void Exam()
    {
        var irregular = _person.Has(Conditions.AtrialFibrillation) ? "irregularly irregular" : "RRR";
        Section("Physical Exam",
            $"ADMISSION EXAM\nGeneral: {Grade(Gradings.General)}\n"
            + $"Lungs: {Grade(Gradings.Lungs)}\n"
            + $"CV: {_r.Pick(["regular rate and rhythm, no murmurs", "RRR, no m/r/g", irregular])}\n"
            + $"Abdomen: {_r.Pick(["soft, non-tender", "soft, non-distended, no rebound", "mildly distended, no guarding"])}\n"
            + $"Ext: {Grade(Gradings.Legs)}\n"
            + $"Neuro: {Grade(Gradings.Mind)}");
        Section("Pertinent Results", $"ADMISSION LABS: ___\nIMAGING: {_r.Pick(["see reports", "CXR ___: see report", "CXR as above"])}");
    }

    private void Course()
    {
        var icu = _a.IcuStays.Any()
            ? Grade(_a.Died ? Gradings.IcuCourse[^2..] : Gradings.IcuCourse)
            : "The patient was managed on the floor.";
        var sex = _person.Female ? "woman" : "man";
        var answer = _r.Pick<string>(_a.Died
            ? ["Treated per standard protocol.", "Worsened despite therapy.", "Started on treatment without a lasting response."]
            : ["Treated per standard protocol.", "Improved with therapy.", "Started on treatment with gradual response."]);
        Section("Brief Hospital Course",
            $"___ year old {sex} admitted with {_a.Problem.Name}.\n \n# {_a.Problem.Name}: {answer} {icu}\n"
            + $"# Goals and outlook: {Grade(_a.Died ? Gradings.Outlook[^2..] : Gradings.Outlook)}\n"
            + $"# Nutrition: {Grade(Gradings.Nutrition)}");
        var home = Regimen.Home(_person);
        Section("Medications on Admission", home.Count == 0 ? "None" : string.Join('\n', home.Select((d, i) =>
            $"{i + 1}. {d.Name} {d.Dose} {d.Unit} {d.Route} {d.Frequency}")));
        if (!_a.Died)
        {
            Section("Discharge Medications", home.Count == 0 ? "None" : string.Join('\n', home.Select((d, i) =>
                $"{i + 1}. {d.Name} {d.Dose} {d.Unit} {d.Route} {d.Frequency}")));
        }
    }

    private void Leaving()
    {
        if (_a.Died)
        {
            Section("Discharge Disposition", "Expired");
            Section("Discharge Diagnosis", _a.Problem.Name);
            Section("Discharge Condition", "Expired");
            return;
        }

        var place = Grade(Gradings.Disposition);
        Section("Discharge Disposition", place + (place == "Extended Care" ? "\n \nFacility:\n___" : string.Empty));
        Section("Discharge Diagnosis", _a.Problem.Name);
        Section("Discharge Condition",
            $"Mental Status: {Grade(Gradings.Mental)}\n"
            + $"Level of Consciousness: {Grade(Gradings.Awareness)}\n"
            + $"Activity Status: {Grade(Gradings.Activity)}");
        var advice = _r.Pick(
            ["Please take your medications as prescribed.", "Weigh yourself every morning.", "Please call your doctor if you feel worse."]);
        Section("Discharge Instructions", $"Dear Mr./Ms. ___,\n \nYou were admitted with {_a.Problem.Name}. {advice}");
        Section("Followup Instructions", "___");
    }
}
