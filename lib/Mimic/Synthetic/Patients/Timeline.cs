namespace Mimic.Synthetic.Patients;

/// <summary>Lays out the contacts of a patient: clinics, ED visits, admissions with their wards.</summary>
/// <remarks>
/// The plan does not depend on whether the patient dies, only (a little) on the severity, so that the number and the times of the
/// contacts give nothing away.
/// </remarks>
internal static class Timeline
{
    /// <summary>Fills the contacts.</summary>
    public static void Fill(Person person, SyntheticParameters p, SeededRandom random)
    {
        var heavy = random.Chance(p.HeavyUserShare);
        var planned = PlanAdmissions(person, heavy, random);
        var ids = new Identifiers(person.Index);
        foreach (var (start, days, endsRecord) in planned)
        {
            AddAdmission(person, start, days, endsRecord, heavy, ids, random);
        }

        AddEdVisits(person, heavy, ids, random);
        AddClinics(person, heavy, random);
        if (person.Dies)
        {
            var last = person.Admissions.LastOrDefault();
            person.Dod = last is { Died: true } ? last.Discharge.Date : person.End.Date.AddDays(random.Next(1, 110));
        }
    }

    private static List<(DateTime Start, double Days, bool EndsRecord)> PlanAdmissions(Person person, bool heavy, SeededRandom random)
    {
        // How often a patient comes follows the true severity only weakly: the count of records must not be the best predictor.
        var planned = new List<(DateTime Start, double Days, bool EndsRecord)>();
        var sicker = 0.05 * Math.Clamp(person.Severity.At(person.End.AddMonths(-6)), -2, 2);
        double Days() => 2.2 - (2.4 * PortableMath.Log(1 - random.NextDouble()));
        void Between(int fromDays, int toDays) =>
            planned.Add((person.End.AddDays(-random.Next(toDays, fromDays)).AddMinutes(random.Next(1440)), Math.Min(Days(), 12), false));

        if (heavy)
        {
            Between(360, 195);
            if (random.Chance(0.55 + sicker))
            {
                Between(355, 200);
            }

            if (random.Chance(0.6))
            {
                Between(168, 24);
            }

            for (var earlier = random.Next(0, 3); earlier > 0; earlier--)
            {
                Between((int)(person.End - person.Start).TotalDays - 2, 370);
            }
        }
        else if (random.Chance(0.4))
        {
            Between(300, 30);
        }

        if (random.Chance(heavy ? 0.6 : 0.25))
        {
            var days = Math.Min(Days(), 12);
            planned.Add((person.End.AddDays(-days), days, true));
        }

        planned.Sort((a, b) => a.Start.CompareTo(b.Start));
        for (var i = planned.Count - 2; i >= 0; i--)
        {
            // Two admissions never overlap: the earlier one goes.
            if (planned[i].Start.AddDays(planned[i].Days + 3) > planned[i + 1].Start)
            {
                planned.RemoveAt(i);
            }
        }

        return planned;
    }

    private static void AddAdmission(Person person, DateTime start, double days, bool endsRecord, bool heavy, Identifiers ids,
        SeededRandom random)
    {
        var discharge = endsRecord ? person.End : Minutes(start.AddDays(days));
        start = Minutes(start);
        var problem = PickProblem(person, random);
        var acute = 0.3 + Math.Abs(0.5 * random.NextNormal());
        EdVisit? ed = null;
        if (random.Chance(0.68))
        {
            var arrival = start.AddMinutes(-random.Next(150, 620));
            ed = new()
            {
                StayId = ids.NextStay(),
                In = arrival,
                Out = start,
                Problem = problem,
                Complaint = random.Pick(problem.Complaints),
                Acute = acute,
            };
        }

        var admission = new Admission
        {
            HadmId = ids.NextAdmission(),
            Admit = start,
            Discharge = discharge,
            Problem = problem,
            Acute = acute,
            Ed = ed,
            Died = endsRecord && person.Dies && random.Chance(0.6),
            Icd10 = person.AnchorYearGroup[0..4] is "2014" or "2017" || (start.Year > person.AnchorYear
                && person.AnchorYearGroup.StartsWith("2011", StringComparison.Ordinal)),
        };
        if (ed is not null)
        {
            ed.Admission = admission;
            person.EdVisits.Add(ed);
        }

        AddWards(admission, random.Chance(heavy ? 0.72 : 0.35), ids, random);
        person.Admissions.Add(admission);
    }

    private static void AddWards(Admission admission, bool icu, Identifiers ids, SeededRandom random)
    {
        var time = admission.Admit;
        var hours = (admission.Discharge - admission.Admit).TotalHours;
        void Stay(string unit, bool isIcu, DateTime until)
        {
            admission.Wards.Add(new(ids.NextStay(), unit, isIcu, time, until));
            time = until;
        }

        DateTime Jitter(DateTime t) => t.AddSeconds(random.Next(60));
        if (icu)
        {
            // A third go to the unit straight from the door, the others when they get worse on the ward.
            var before = random.Chance(0.35) ? 0 : Math.Min(hours * 0.3, random.Next(3, 30));
            var length = Math.Min(hours - before, 18 + (hours * random.Uniform(0.15, 0.5)));
            if (before > 0)
            {
                Stay(admission.Problem.Ward, false, Jitter(admission.Admit.AddMinutes((int)(before * 60))));
            }

            var leave = hours - before - length < 6 || admission.Died ? admission.Discharge : Jitter(time.AddMinutes((int)(length * 60)));
            Stay(admission.Problem.Icu, true, leave);
        }
        else if (hours > 90 && random.Chance(0.3))
        {
            Stay("Emergency Department Observation", false, Jitter(time.AddMinutes(random.Next(200, 900))));
        }

        if (time < admission.Discharge)
        {
            Stay(admission.Problem.Ward, false, admission.Discharge);
        }
    }

    private static void AddEdVisits(Person person, bool heavy, Identifiers ids, SeededRandom random)
    {
        for (var visits = random.Next(heavy ? 0 : 1, 4); visits > 0; visits--)
        {
            var arrival = Minutes(person.Start.AddDays(random.Uniform(1, (person.End - person.Start).TotalDays - 3)));
            var leave = arrival.AddMinutes(random.Next(120, 600));
            if (person.Admissions.Exists(a => a.Admit.AddDays(-2) < leave && arrival < a.Discharge.AddDays(1)))
            {
                continue;
            }

            var problem = PickProblem(person, random);
            person.EdVisits.Add(new()
            {
                StayId = ids.NextStay(),
                In = arrival,
                Out = leave.AddSeconds(random.Next(60)),
                Problem = problem,
                Complaint = random.Pick(problem.Complaints),
                Acute = 0.15 + Math.Abs(0.3 * random.NextNormal()),
            });
        }

        person.EdVisits.Sort((a, b) => a.In.CompareTo(b.In));
    }

    private static void AddClinics(Person person, bool heavy, SeededRandom random)
    {
        for (var time = person.Start; time < person.End.AddDays(-4); time = time.AddDays(random.Next(heavy ? 34 : 50, heavy ? 90 : 150)))
        {
            var at = time.Date.AddMinutes(random.Next(8 * 60, 17 * 60));
            if (person.AdmissionAt(at) is null)
            {
                person.Clinics.Add(at);
            }
        }

        if (person.Admissions.LastOrDefault()?.Discharge != person.End)
        {
            person.Clinics.Add(Minutes(person.End));
        }
    }

    private static Problem PickProblem(Person person, SeededRandom random)
    {
        var likely = Problem.All.Where(q => q.Condition != Conditions.None && person.Has(q.Condition)).ToList();
        return likely.Count > 0 && random.Chance(0.6)
            ? random.Pick(likely)
            : random.Pick([.. Problem.All.Where(q => q.Condition == Conditions.None)]);
    }

    private static DateTime Minutes(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>Hands out the identifiers of one patient from ranges of its own, all outside MIMIC's.</summary>
    private sealed class Identifiers(int index)
    {
        private int _stay = 70_000_001 + (index * 200);
        private int _admission = 60_000_001 + (index * 40);

        public int NextStay() => _stay++;

        public int NextAdmission() => _admission++;
    }
}
