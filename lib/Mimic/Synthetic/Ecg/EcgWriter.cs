using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Ecg;

/// <summary>
/// Writes the lists of electrocardiograms: where each lies, what the machine measured and read, which note a cardiologist wrote of it.
/// The curves themselves are not made, and neither are the notes, which the real release does not have either.
/// </summary>
internal sealed class EcgWriter
{
    /// <summary>Beyond MIMIC's numbers and those of the synthetic patients.</summary>
    private const int FirstStudy = 900_000_001;

    private const int MostOfPatient = 100;
    private const int NotMeasured = 29_999;
    private const int Reports = 18;

    // Minutes by which each cart's clock is off.
    private static readonly (int Cart, int Minutes)[] Carts =
        [(9_100_001, 0), (9_100_002, 1), (9_100_003, -1), (9_100_004, 4), (9_100_005, -3), (9_100_006, 11), (9_100_007, -22)];

    private readonly Person _person;
    private readonly PatientRows _rows;

    private EcgWriter(Person person, PatientRows rows) => (_person, _rows) = (person, rows);

    /// <summary>Writes all of a patient's, from a random stream of their own.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var random = person.Random.Fork(60);
        var writer = new EcgWriter(person, rows);
        var study = FirstStudy + (person.Index * MostOfPatient);
        foreach (var (time, acute) in Times(person, random).OrderBy(t => t.Time).Take(MostOfPatient))
        {
            writer.Study(study, time, acute, random.Fork(study));
            study++;
        }
    }

    private static List<(DateTime Time, double Acute)> Times(Person person, SeededRandom random)
    {
        var times = new List<(DateTime Time, double Acute)>();
        foreach (var visit in person.EdVisits.Where(_ => random.Chance(0.45)))
        {
            times.Add((visit.In.AddMinutes(random.Next(8, 40)), visit.Acute));
        }

        foreach (var admission in person.Admissions)
        {
            foreach (var stay in admission.IcuStays.Where(s => (s.Out - s.In).TotalHours > 8 && random.Chance(0.35)))
            {
                times.Add((stay.In.AddMinutes(random.Next(60, 300)), 0.5 * admission.Acute));
            }
        }

        // A clinic's curve on the day of an emergency would look like one of the emergency.
        foreach (var clinic in person.Clinics.Where(_ => random.Chance(0.06)))
        {
            if (clinic.AddMinutes(30) < person.End && !person.EdVisits.Exists(v => Math.Abs((v.In - clinic).TotalDays) < 1))
            {
                times.Add((clinic.AddMinutes(random.Next(5, 15)), 0));
            }
        }

        return times;
    }

    private void Study(int study, DateTime taken, double acute, SeededRandom r)
    {
        var subject = _person.SubjectId;
        var (cart, off) = r.Pick(Carts);
        var time = new DateTime(taken.Ticks - (taken.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(off);
        var path = $"files/p{subject / 10_000}/p{subject}/s{study}/{study}";
        var early = _person.EdVisits.Exists(v => time < v.In && v.In - time <= TimeSpan.FromMinutes(30));
        _rows.Quirks.Count(EcgQuirks.EcgBeforeArrival, early ? 1 : 0);
        _rows["ecg/record_list"].Number(subject).Number(study).Number(study).Time(time).Text(path).End();

        var reading = EcgReading.Draw(_person, _person.Severity.Seen(Channel.Chart, taken) + acute, r);
        Measurements(reading, study, cart, time, reading.Lines(_rows.Quirks.Plant(r, EcgQuirks.EcgReportGap)));
        if (r.Chance(0.6))
        {
            var number = study - FirstStudy - (_person.Index * MostOfPatient) + 1;
            _rows["ecg/waveform_note_links"].Number(subject).Number(study).Text(path).Text($"{subject}-EK-{number}").Number(number)
                .Time(time).End();
        }
    }

    private void Measurements(EcgReading reading, int study, int cart, DateTime time, IReadOnlyList<string?> lines)
    {
        int PWave(int measured) => reading.HasPWave ? measured : NotMeasured;
        var row = _rows["ecg/machine_measurements"].Number(_person.SubjectId).Number(study).Number(cart).Time(time);
        for (var i = 0; i < Reports; i++)
        {
            row.Text(i < lines.Count ? lines[i] : null);
        }

        _rows.Quirks.Count(EcgQuirks.EcgNotMeasured, reading.HasPWave ? 0 : 1);
        row.Text("0.005-150 Hz").Text("60 Hz notch Baseline filter").Number(reading.BeatToBeat)
            .Number(PWave(reading.POnset)).Number(PWave(reading.PEnd)).Number(reading.QrsOnset).Number(reading.QrsEnd).Number(reading.TEnd)
            .Number(PWave(reading.PAxis)).Number(reading.QrsAxis).Number(reading.TAxis).End();
    }
}
