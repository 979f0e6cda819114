using Mimic.Synthetic.Images;

namespace Mimic.Synthetic.Patients;

/// <summary>Invents a patient from the seed and the patient's number alone.</summary>
internal static class PersonMaker
{
    private static readonly (string Name, int Weight)[] Races =
    [
        ("WHITE", 58), ("BLACK/AFRICAN AMERICAN", 17), ("HISPANIC/LATINO - PUERTO RICAN", 4), ("WHITE - OTHER EUROPEAN", 4),
        ("ASIAN - CHINESE", 4), ("UNKNOWN", 4), ("HISPANIC/LATINO - DOMINICAN", 3), ("OTHER", 3), ("BLACK/CAPE VERDEAN", 2),
            ("PORTUGUESE", 1),
    ];

    /// <summary>The patient of a number.</summary>
    public static Person Make(SeededRandom hospital, int index, SyntheticParameters p)
    {
        var random = hospital.Fork(index);
        var who = random.Fork(1);
        var severity = who.NextNormal();

        // The age tells of the severity through its own error; sex, race and language tell nothing.
        var share = 1 / Math.Sqrt(1 + (p.DemographicsError * p.DemographicsError));
        var age = (int)Math.Floor(63 + (15 * share * (severity + (p.DemographicsError * who.NextNormal()))));
        var anchorAge = age > 89 ? 91 : Math.Max(age, 19);
        var female = who.Chance(0.48);

        var start = new DateTime(who.Next(2111, 2203), 1, 1).AddDays(who.Next(365)).AddMinutes(who.Next(8 * 60, 17 * 60));
        var end = start.AddDays(who.Next(430, 760)).AddMinutes(who.Next(-300, 300));
        var reference = end.AddMonths(-6);
        var dies = who.Chance(PortableMath.Logistic(p.DeathIntercept + (p.DeathSlope * severity)));
        var conditions = Conditions.None;
        foreach (var facts in ConditionFacts.All)
        {
            conditions |= who.Chance(PortableMath.Logistic(facts.Base + (facts.Link * severity))) ? facts.Flag : Conditions.None;
        }

        var person = new Person
        {
            Index = index,
            Random = random,
            Female = female,
            AnchorAge = anchorAge,
            AnchorYear = start.Year,
            AnchorYearGroup = who.Pick(["2008 - 2010", "2011 - 2013", "2014 - 2016", "2017 - 2019"]),
            Race = Weighted(who),
            Language = who.Chance(0.92) ? "ENGLISH" : "?",
            Insurance = anchorAge >= 65 ? who.Pick(["Medicare", "Medicare", "Medicare", "Other"]) : who.Pick(["Other", "Other",
                "Medicaid", "Medicare"]),
            Marital = anchorAge > 75 && who.Chance(0.4) ? "WIDOWED" : who.Pick(["MARRIED", "MARRIED", "SINGLE", "SINGLE", "DIVORCED"]),
            Conditions = conditions,
            HeightCm = (int)((female ? 162 : 175) + (7 * who.NextNormal())),
            WeightKg = Math.Max(42, (female ? 72 : 84) + (15 * who.NextNormal())),
            Start = start,
            End = end,
            Dies = dies,
            Severity = new(start, reference, end, severity, dies, p, random.Fork(2)),
        };
        Timeline.Fill(person, p, random.Fork(3));
        AddStudies(person, random.Fork(4));
        return person;
    }

    private static void AddStudies(Person person, SeededRandom random)
    {
        var times = new List<(DateTime Time, bool Portable, string Reason, double Acute)>();
        foreach (var visit in person.EdVisits.Where(v => v.Admission is null && random.Chance(0.22)))
        {
            times.Add((visit.In.AddMinutes(random.Next(30, 90)), false, visit.Problem.Name, visit.Acute));
        }

        foreach (var admission in person.Admissions)
        {
            if (random.Chance(0.72))
            {
                times.Add((admission.Admit.AddMinutes(random.Next(60, 400)), random.Chance(0.4), admission.Problem.Name, admission.Acute));
            }

            foreach (var stay in admission.IcuStays.Where(s => (s.Out - s.In).TotalHours > 30 && random.Chance(0.22)))
            {
                times.Add((stay.In.AddHours(random.Next(14, 26)), true, admission.Problem.Name, admission.Acute));
            }
        }

        foreach (var clinic in person.Clinics.Where(_ => random.Chance(0.03)))
        {
            times.Add((clinic.AddMinutes(random.Next(20, 90)), false, "cough", 0));
        }

        times.RemoveAll(t => t.Time >= person.End);
        times.Sort((a, b) => a.Time.CompareTo(b.Time));
        var anatomy = random.Fork(1);
        for (var i = 0; i < times.Count; i++)
        {
            var (time, portable, reason, acute) = times[i];
            var seen = person.Severity.Seen(Channel.Image, time) + (0.5 * acute);
            person.Studies.Add(new()
            {
                StudyId = 80_000_001 + (person.Index * 100) + i,
                Time = time,
                Portable = portable,
                Reason = reason,
                Admission = person.AdmissionAt(time),
                Findings = ChestFindings.Draw(person, seen, portable, anatomy.Fork(0), random.Fork(100 + i)),
            });
        }
    }

    private static string Weighted(SeededRandom random)
    {
        var at = random.Next(Races.Sum(r => r.Weight));
        foreach (var (name, weight) in Races)
        {
            at -= weight;
            if (at < 0)
            {
                return name;
            }
        }

        return Races[0].Name;
    }
}
