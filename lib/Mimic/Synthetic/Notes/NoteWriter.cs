using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Notes;

/// <summary>Writes the four tables of the notes.</summary>
internal static class NoteWriter
{
    /// <summary>Writes all notes of a patient.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        Reports(person, rows, person.Random.Fork(50));
        Summaries(person, rows, person.Random.Fork(51));
    }

    private static void Reports(Person person, PatientRows rows, SeededRandom random)
    {
        for (var i = 0; i < person.Studies.Count; i++)
        {
            var study = person.Studies[i];
            var r = random.Fork(i);
            var impression = !rows.Quirks.Plant(r, UnitQuirks.RadiologyNoImpression);
            var text = RadiologyReport.Write(person, study, i > 0 ? person.Studies[i - 1] : null, impression, r);
            var id = $"{person.SubjectId}-RR-{i + 2}";
            rows.Quirks.Count(UnitQuirks.RadiologyWithoutAdmission, study.Admission is null ? 1 : 0);
            rows["note/radiology"].Text(id).Number(person.SubjectId).Number(study.Admission?.HadmId).Text("RR").Number(i + 2)
                .Time(study.Time).Time(study.Time.AddMinutes(r.Next(20, 600))).Text(text).End();
            var ordinal = 0;
            foreach (var (field, value) in new[]
            {
                ("exam_code", study.Portable ? "C31" : "C11"), ("exam_name", study.Portable ? "CHEST (PORTABLE AP)" : "CHEST (PA & LAT)"),
                ("cpt_code", study.Portable ? "71010" : "71020"),
            })
            {
                rows["note/radiology_detail"].Text(id).Number(person.SubjectId).Text(field).Text(value).Number(++ordinal).End();
            }
        }
    }

    private static void Summaries(Person person, PatientRows rows, SeededRandom random)
    {
        var sequence = 1;
        foreach (var admission in person.Admissions)
        {
            var r = random.Fork(admission.HadmId);
            var text = DischargeSummary.Write(person, admission, rows.Quirks, r);
            var id = $"{person.SubjectId}-DS-{++sequence}";
            rows.Quirks.Count(UnitQuirks.NoteLineBreaks);
            rows["note/discharge"].Text(id).Number(person.SubjectId).Number(admission.HadmId).Text("DS").Number(sequence)
                .Time(admission.Discharge.Date).Time(admission.Discharge.AddMinutes(r.Next(60, 2000))).Text(text).End();
            if (r.Chance(0.4))
            {
                rows["note/discharge_detail"].Text(id).Number(person.SubjectId).Text("author").Text("___").Number(1).End();
            }
        }
    }
}
