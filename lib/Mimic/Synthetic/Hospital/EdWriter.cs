using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes the six tables of the emergency department.</summary>
internal sealed class EdWriter
{
    private readonly Person _person;
    private readonly PatientRows _rows;
    private readonly SeededRandom _random;

    private EdWriter(Person person, PatientRows rows) => (_person, _rows, _random) = (person, rows, person.Random.Fork(14));

    /// <summary>Writes every visit.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var writer = new EdWriter(person, rows);
        foreach (var visit in person.EdVisits)
        {
            writer.Stay(visit);
            writer.Triage(visit);
            writer.Vitals(visit);
            writer.Drugs(visit);
            writer.Diagnoses(visit);
        }
    }

    private void Stay(EdVisit v)
    {
        _rows.Quirks.Count(UnitQuirks.EdWithoutAdmission, v.Admission is null ? 1 : 0);
        var leaves = _random.Next(100) switch
        {
            < 92 => "HOME",
            < 95 => "LEFT AGAINST MEDICAL ADVICE",
            < 97 => "ELOPED",
            < 99 => "TRANSFER",
            _ => "LEFT WITHOUT BEING SEEN",
        };
        _rows["ed/edstays"].Number(_person.SubjectId).Number(v.Admission?.HadmId).Number(v.StayId).Time(v.In).Time(v.Out)
            .Text(_person.Female ? "F" : "M").Text(_person.Race).Text(_random.Pick(["WALK IN", "WALK IN", "AMBULANCE", "AMBULANCE",
                "UNKNOWN"]))
            .Text(v.Admission is not null ? "ADMITTED" : leaves).End();
    }

    private (double Temperature, int Rate, int Breath, int Oxygen, int Systolic, int Diastolic) Signs(EdVisit v, DateTime time)
    {
        var seen = _person.Severity.Seen(Channel.Chart, time) + v.Acute;
        return (98.3 + (0.3 * seen) + (0.7 * _random.NextNormal()),
            (int)Math.Clamp(85 + (8 * seen) + (9 * _random.NextNormal()), 42, 170),
            (int)Math.Clamp(18 + (1.4 * seen) + (1.5 * _random.NextNormal()), 10, 40),
            (int)Math.Clamp(97.6 - (1.0 * seen) + (1.2 * _random.NextNormal()), 76, 100),
            (int)Math.Clamp(136 - (7 * seen) + (15 * _random.NextNormal()), 70, 220),
            (int)Math.Clamp(76 - (3 * seen) + (9 * _random.NextNormal()), 35, 120));
    }

    private void Triage(EdVisit v)
    {
        var q = _rows.Quirks;
        var (temperature, rate, breath, oxygen, systolic, diastolic) = Signs(v, v.In);
        var row = _rows["ed/triage"].Number(_person.SubjectId).Number(v.StayId);
        if (q.Plant(_random, UnitQuirks.TriageNoVitals))
        {
            _ = row.Empty(6);
        }
        else
        {
            var celsius = q.Plant(_random, UnitQuirks.TriageCelsius);
            var slip = q.Plant(_random, UnitQuirks.TriageImplausible) ? _random.Next(1, 4) : 0;
            _ = row.Text(Digits.Format(celsius ? (temperature - 32) / 1.8 : temperature, 1)).Number(rate).Number(breath).Number(slip == 1
                ? 10 : oxygen)
                .Number(slip == 2 ? 11 : systolic).Number(slip == 3 ? 879 : diastolic);
        }

        var pain = q.Plant(_random, UnitQuirks.TriagePainText)
            ? _random.Pick(["unable", "UA", "uta", "asleep", "denies", "Critical", "ett", "o"])
            : _random.Chance(0.06) ? null : _random.Chance(0.02) ? "8.5" : $"{(_random.Chance(0.4) ? 0 : _random.Next(11))}";
        var acuity = (int)Math.Clamp(3.1 - (0.45 * (_person.Severity.Seen(Channel.Chart, v.In) + v.Acute)) + (0.5 * _random.NextNormal()),
            1, 5);
        q.Count(UnitQuirks.ComplaintComma, v.Complaint.Contains(',', StringComparison.Ordinal) ? 1 : 0);
        row.Text(pain).Number(q.Plant(_random, UnitQuirks.TriageNoAcuity) ? null : acuity).Text(v.Complaint).End();
    }

    private void Vitals(EdVisit v)
    {
        for (var time = v.In.AddMinutes(_random.Next(40, 110)); time < v.Out; time = time.AddMinutes(_random.Next(100, 240)))
        {
            var (temperature, rate, breath, oxygen, systolic, diastolic) = Signs(v, time);
            var warm = _random.Chance(0.55);
            var celsius = warm && _rows.Quirks.Plant(_random, UnitQuirks.VitalCelsius);
            _rows["ed/vitalsign"].Number(_person.SubjectId).Number(v.StayId).Time(time)
                .Text(warm ? Digits.Format(celsius ? (temperature - 32) / 1.8 : temperature, 1) : null)
                .Number(rate).Number(breath).Number(oxygen).Number(systolic).Number(diastolic)
                .Text(_random.Chance(0.03) ? _random.Pick(["Sinus Rhythm", "Normal Sinus Rhythm", "sr", "afib"]) : null)
                .Text(_random.Chance(0.3) ? null : $"{_random.Next(0, 9)}").End();
        }
    }

    private void Drugs(EdVisit v)
    {
        var asked = v.In.AddMinutes(_random.Next(20, 90));
        var number = 0;
        foreach (var drug in Regimen.Home(_person))
        {
            var unknown = _rows.Quirks.Plant(_random, UnitQuirks.MedreconUnknown);
            _rows["ed/medrecon"].Number(_person.SubjectId).Number(v.StayId).Time(asked).Text(drug.Name.ToLowerInvariant()).Text(unknown
                ? "0" : drug.Gsn)
                .Text(unknown ? "0" : drug.Ndc).Number(1).Text(unknown ? null : $"0000{drug.Gsn[2..]}").Text(unknown ? null : drug.Class)
                    .End();
        }

        foreach (var name in new[] { "Ondansetron", "Acetaminophen", "Furosemide", "CeftriaXONE" }.Where(_ => _random.Chance(0.3)))
        {
            var drug = Drug.Named(name);
            _rows["ed/pyxis"].Number(_person.SubjectId).Number(v.StayId).Time(asked.AddMinutes(_random.Next(5, 60))).Number(++number)
                .Text(drug.Name)
                .Number(1).Text(drug.Gsn).End();
        }
    }

    private void Diagnoses(EdVisit v)
    {
        var old = _person.AnchorYearGroup.StartsWith("2008", StringComparison.Ordinal) || _person.AnchorYearGroup.StartsWith("2011",
            StringComparison.Ordinal);
        var p = v.Problem;
        _rows["ed/diagnosis"].Number(_person.SubjectId).Number(v.StayId).Number(1).Text(old ? p.Icd9 : p.Icd10).Number(old ? 9 : 10)
            .Text(old ? p.Title9.ToUpperInvariant() : p.Title10).End();
    }
}
