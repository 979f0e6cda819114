using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes omr and microbiologyevents.</summary>
internal static class OutpatientWriter
{
    private static readonly (int Id, string Name, int Ab1, string AbName1, string Dilution1, string Value1)[] Germs =
    [
        (80002, "ESCHERICHIA COLI", 90008, "TRIMETHOPRIM/SULFA", "<=1", "1"),
        (80004, "KLEBSIELLA PNEUMONIAE", 90019, "CIPROFLOXACIN", "<=0.25", "0.25"),
        (80023, "STAPH AUREUS COAG +", 90015, "VANCOMYCIN", "=>8", "8"),
        (80053, "ENTEROCOCCUS SP.", 90004, "AMPICILLIN", "<=2", "2"),
    ];

    /// <summary>Writes both tables.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        Measurements(person, rows, person.Random.Fork(12));
        Cultures(person, rows, person.Random.Fork(13));
    }

    private static void Measurements(Person person, PatientRows rows, SeededRandom r)
    {
        void Row(DateTime time, string name, string value, bool text)
        {
            rows["hosp/omr"].Number(person.SubjectId).Date(time).Number(1).Text(name).Text(value).End();
            rows.Quirks.Count(HospitalQuirks.OmrText, text ? 1 : 0);
        }

        foreach (var clinic in person.Clinics)
        {
            var seen = person.Severity.Seen(Channel.Chart, clinic);
            var pounds = (person.WeightKg * 2.2046) - (2.5 * seen) + (2 * r.NextNormal());
            var inches = person.HeightCm / 2.54;
            var systolic = Digits.Format(128 - (4 * seen) + (9 * r.NextNormal()), 0);
            var diastolic = Digits.Format(74 + (6 * r.NextNormal()), 0);
            Row(clinic, "Blood Pressure", $"{systolic}/{diastolic}", true);
            Row(clinic, "Weight (Lbs)", Digits.Format(pounds, 1), false);
            if (r.Chance(0.4))
            {
                Row(clinic, "BMI (kg/m2)", Digits.Format(pounds * 703 / (inches * inches), 1), false);
                Row(clinic, "Height (Inches)", Digits.Format(inches, 0), false);
            }

            if (r.Chance(0.1))
            {
                Row(clinic, "eGFR", ">60", true);
            }
        }
    }

    private static void Cultures(Person person, PatientRows rows, SeededRandom r)
    {
        var number = 0;
        foreach (var visit in person.EdVisits.Where(_ => r.Chance(0.25)))
        {
            Culture(person, rows, r, ++number, visit.In.AddMinutes(50), null, 70079, "URINE", 90039, "URINE CULTURE");
        }

        foreach (var a in person.Admissions)
        {
            if (r.Chance(0.5))
            {
                Culture(person, rows, r, ++number, a.Admit.AddMinutes(r.Next(20, 300)), a, 70012, "BLOOD CULTURE", 90201,
                    "Blood Culture, Routine");
            }

            if (a.IcuStays.FirstOrDefault() is { } stay && r.Chance(0.5))
            {
                Culture(person, rows, r, ++number, stay.In.AddMinutes(r.Next(20, 600)), a, 70062, "SPUTUM", 90055, "RESPIRATORY CULTURE");
            }
        }
    }

    private static void Culture(
        Person person, PatientRows rows, SeededRandom r, int number, DateTime time, Admission? a, int specimen, string specimenName,
            int test, string testName)
    {
        var q = rows.Quirks;
        var grows = r.Chance(0.3);
        var germ = r.Pick(Germs);
        var dateOnly = q.Plant(r, HospitalQuirks.MicroDateOnly);
        q.Count(HospitalQuirks.MicroWithoutAdmission, a is null ? 1 : 0);
        q.Count(HospitalQuirks.MicroComparisonPadded, grows ? 1 : 0);
        var stored = time.AddDays(2).AddMinutes(r.Next(600));
        var row = rows["hosp/microbiologyevents"].Number((person.Index * 100) + number).Number(person.SubjectId).Number(a?.HadmId)
            .Number((person.Index * 100) + number)
            .Text(r.Chance(0.1) ? r.Pick(Staff.Providers) : null).Time(time.Date).Time(dateOnly ? null : time).Number(specimen)
                .Text(specimenName).Number(1)
            .Time(stored.Date).Time(stored).Number(test).Text(testName);
        if (grows)
        {
            var resistant = germ.Dilution1[0] == '=';
            _ = row.Number(germ.Id).Text(germ.Name).Number(1).Text(null).Number(germ.Ab1).Text(germ.AbName1).Text(germ.Dilution1)
                .Text(germ.Dilution1[..2].PadRight(10)).Text(germ.Value1).Text(resistant ? "R" : "S").Text(null);
        }
        else
        {
            _ = row.Empty(10).Text(r.Pick(["NO GROWTH.  ", "NO GROWTH.  ", "___", "Commensal Respiratory Flora Absent.  "]));
        }

        row.End();
    }
}
