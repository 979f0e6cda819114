using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes chartevents, outputevents and datetimeevents of the ICU stays.</summary>
internal sealed class ChartWriter
{
    private static readonly string[] Eyes = ["None", "To Pain", "To Speech", "Spontaneously"];
    private static readonly string[] Verbal = ["No Response", "Incomprehensible sounds", "Inappropriate Words", "Confused", "Oriented"];
    private static readonly string[] Motor =
        ["No response", "Abnormal extension", "Abnormal Flexion", "Flex-withdraws", "Localizes Pain", "Obeys Commands"];

    private readonly Person _person;
    private readonly PatientRows _rows;
    private readonly SeededRandom _random;
    private readonly double _pace;
    private readonly double[] _own = new double[6];

    private ChartWriter(Person person, PatientRows rows, double pace)
    {
        (_person, _rows, _random, _pace) = (person, rows, person.Random.Fork(30), pace);
        for (var i = 0; i < _own.Length; i++)
        {
            _own[i] = 0.5 * _random.NextNormal();
        }
    }

    /// <summary>Charts every ICU stay.</summary>
    public static void Write(Person person, PatientRows rows, double pace)
    {
        var writer = new ChartWriter(person, rows, pace);
        foreach (var admission in person.Admissions)
        {
            foreach (var stay in admission.IcuStays)
            {
                writer.Stay(admission, stay);
            }
        }
    }

    private void Stay(Admission a, WardStay stay)
    {
        var start = new DateTime(stay.In.Year, stay.In.Month, stay.In.Day, stay.In.Hour, 0, 0).AddHours(1);
        Number(a, stay, start, 226512, Digits.Round(_person.WeightKg, 1), 1);
        Number(a, stay, start, 226730, _person.HeightCm, 0);
        var hours = 0;

        // Hourly at first, then rarer: the shape of a real stay at a fraction of its size.
        for (var time = start; time < stay.Out; hours++)
        {
            var acute = a.Died ? a.Acute + (0.02 * hours) : a.Acute / (1 + (0.01 * (time - stay.In).TotalHours));
            var seen = _person.Severity.Seen(Channel.Chart, time) + (0.5 * acute);
            Vitals(a, stay, time, seen);
            if (hours % 3 == 0)
            {
                Coma(a, stay, time, seen);
                Temperature(a, stay, time, seen);
            }

            if (hours % 6 == 1)
            {
                Words(a, stay, time, seen);
            }

            if (hours % 2 == 0)
            {
                Output(a, stay, time);
            }

            time = time.AddMinutes(Math.Max(1, (int)((hours < 6 ? 60 : hours < 14 ? 180 : 300) / _pace)));
        }

        _rows["icu/datetimeevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(Nurse()).Time(start)
            .Time(start.AddMinutes(4))
            .Number(225754).Time(stay.In.Date).Text("Date").Number(0).End();
    }

    private void Vitals(Admission a, WardStay stay, DateTime time, double seen)
    {
        var rate = 84 + (7.5 * (seen + _own[0])) + (5 * _random.NextNormal());
        var breath = 18.5 + (2.3 * (seen + _own[1])) + (2 * _random.NextNormal());
        var oxygen = Math.Min(100, 96.6 - (1.1 * (seen + _own[2])) + (1.1 * _random.NextNormal()));
        var systolic = 122 - (7.5 * (seen + _own[3])) + (8 * _random.NextNormal());
        var diastolic = 64 - (3.2 * (seen + _own[3])) + (5 * _random.NextNormal());
        Number(a, stay, time, 220045, Math.Clamp(rate, 38, 175), 0);
        Number(a, stay, time, 220210, Math.Clamp(breath, 7, 42), 0);
        Number(a, stay, time, 220277, Math.Clamp(oxygen, 74, 100), 0);
        if (_random.Chance(0.75))
        {
            systolic = Math.Clamp(systolic, 62, 205);
            diastolic = Math.Clamp(diastolic, 30, Math.Min(115, systolic - 12));
            Number(a, stay, time, 220179, systolic, 0);
            Number(a, stay, time, 220180, diastolic, 0);
            Number(a, stay, time, 220181, ((2 * diastolic) + systolic) / 3, 0);
        }
    }

    private void Coma(Admission a, WardStay stay, DateTime time, double seen)
    {
        int Score(int best, double shift) => Math.Clamp((int)(best + 0.8 - Math.Max(0, 0.75 * (seen + _own[4] + shift
            + (0.6 * _random.NextNormal())))), 1, best);
        var (eye, verbal, motor) = (Score(4, 0.2), Score(5, 0.4), Score(6, -0.2));
        Text(a, stay, time, 220739, Eyes[eye - 1], eye);
        Text(a, stay, time, 223900, Verbal[verbal - 1], verbal);
        Text(a, stay, time, 223901, Motor[motor - 1], motor);
    }

    private void Temperature(Admission a, WardStay stay, DateTime time, double seen)
    {
        var fahrenheit = 98.4 + (0.25 * seen) + (0.6 * _random.NextNormal());
        if (_rows.Quirks.Plant(_random, UnitQuirks.ChartCelsius))
        {
            Number(a, stay, time, 223762, (fahrenheit - 32) / 1.8, 1);
        }
        else
        {
            Number(a, stay, time, 223761, fahrenheit, 1);
        }

        _rows.Quirks.Count(UnitQuirks.ChartDegreeSign);
    }

    private void Words(Admission a, WardStay stay, DateTime time, double seen)
    {
        var rhythm = _person.Has(Conditions.AtrialFibrillation) && _random.Chance(0.7) ? "AF (Atrial Fibrillation)" : seen > 0.8
            ? "ST (Sinus Tachycardia) " : "SR (Sinus Rhythm)";
        Text(a, stay, time, 220048, rhythm, null);
        Text(a, stay, time, 223987, seen + _random.NextNormal() > 0.9 ? _random.Pick(["Crackles", "Diminished", "Rhonchi"]) : "Clear",
            null);
        Text(a, stay, time, 226732, seen + _random.NextNormal() > 1.6 ? "Endotracheal tube" : seen > 0.2 ? "Nasal cannula" : "None", null);
        _rows.Quirks.Count(UnitQuirks.ChartText, 3);
    }

    private void Output(Admission a, WardStay stay, DateTime time)
    {
        var seen = _person.Severity.Seen(Channel.Procedure, time);
        var volume = 10 * Math.Floor(Math.Clamp(14 - (3 * seen) + (5 * _random.NextNormal()), 1, 60));
        _rows["icu/outputevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(Nurse()).Time(time)
            .Time(time.AddMinutes(_random.Next(0, 30)))
            .Number(_random.Chance(0.8) ? 226559 : 226560).Text(Digits.Format(volume, 0)).Text("ml").End();
    }

    private void Number(Admission a, WardStay stay, DateTime time, int item, double value, int decimals)
    {
        var text = Digits.Format(value, decimals);
        Row(a, stay, time, item, text, text, UnitItem.Of(item).Unit);
    }

    private void Text(Admission a, WardStay stay, DateTime time, int item, string value, int? score) => Row(a, stay, time, item, value,
        score?.ToString(), null);

    private void Row(Admission a, WardStay stay, DateTime time, int item, string value, string? number, string? unit)
    {
        if (_rows.Quirks.Plant(_random, UnitQuirks.ChartOutsideStay))
        {
            time = stay.In.AddMinutes(-_random.Next(35, 180));
        }

        _rows["icu/chartevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(Nurse()).Time(time)
            .Time(time.AddMinutes(_random.Next(0, 45))).Number(item).Text(value).Text(number).Text(unit).Number(0).End();
    }

    private int Nurse() => _random.Pick(Staff.Caregivers);
}
