using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes procedureevents, inputevents and ingredientevents of the ICU stays.</summary>
internal sealed class BedsideWriter
{
    private readonly Person _person;
    private readonly PatientRows _rows;
    private readonly SeededRandom _random;
    private int _order;

    private BedsideWriter(Person person, PatientRows rows) => (_person, _rows, _random) = (person, rows, person.Random.Fork(31));

    /// <summary>Writes what was done at the bedside.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var writer = new BedsideWriter(person, rows);
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
        var seen = _person.Severity.Seen(Channel.Procedure, stay.In) + (0.4 * a.Acute);
        bool Done(double gain, double odds) => _random.Chance(PortableMath.Logistic((gain * seen) + odds));
        var hours = (stay.Out - stay.In).TotalHours;
        Lasting(a, stay, 224275, "Peripheral Lines", hours, 1);
        Task(a, stay, 225402, "Procedures");
        if (Done(1.3, 0.1))
        {
            Lasting(a, stay, 229351, "GI/GU", hours, 0.5 + (0.5 * PortableMath.Logistic(seen)));
        }

        if (Done(1.4, -1.2))
        {
            Lasting(a, stay, 224264, "Invasive Lines", hours, 0.8);
            a.Done.Add("PICC Line");
        }

        if (Done(1.1, -0.6))
        {
            Lasting(a, stay, 225752, "Invasive Lines", hours, 0.7);
        }

        if (Done(1.6, -1.4))
        {
            Task(a, stay, 224385, "Intubation/Extubation");
            Lasting(a, stay, 225792, "Ventilation", hours, 0.35 + (0.5 * PortableMath.Logistic(seen - 1)));
            a.Done.AddRange(["Intubation", "Ventilation"]);
            Drip(a, stay, 222168, "mg", "mcg/kg/min", 180 + (40 * seen), hours * 0.4);
        }

        Dialysis(a, stay, seen, hours);
        if (Done(1.2, -2.4))
        {
            Task(a, stay, 225400, "Procedures");
            a.Done.Add("Bronchoscopy");
        }

        if (Done(1.0, -2.8))
        {
            Task(a, stay, 221223, "Procedures", hours * 60 * _random.Uniform(0.1, 0.5));
        }

        if (Done(0.8, -2.6))
        {
            Task(a, stay, 227712, "Procedures");
        }

        if (Done(1.6, -1.3))
        {
            Drip(a, stay, 221906, "mg", "mcg/kg/min", 4 + (3 * Math.Max(seen, 0)), hours * 0.5);
        }

        Fluids(a, stay, hours);
    }

    private void Dialysis(Admission a, WardStay stay, double seen, double hours)
    {
        var kidney = _person.Has(Conditions.KidneyDisease);
        if (!_random.Chance(PortableMath.Logistic((1.3 * seen) + (kidney ? -1.2 : -3.4))))
        {
            return;
        }

        Lasting(a, stay, 224270, "Invasive Lines", hours, 0.8);
        if (_random.Chance(PortableMath.Logistic(seen - 1.5)))
        {
            Lasting(a, stay, 225802, "Dialysis", hours, 0.5);
        }
        else if (kidney && _random.Chance(0.12))
        {
            Session(a, stay, 225805, "Dialysis");
        }
        else
        {
            Session(a, stay, 225441, "Continuous Procedures");
            a.Done.Add("Hemodialysis");
        }
    }

    private void Lasting(Admission a, WardStay stay, int item, string category, double hours, double share)
    {
        var start = stay.In.AddMinutes(_random.Next(5, 120));
        var minutes = Math.Max(30, (int)(hours * 60 * share * _random.Uniform(0.75, 1.0)) - 130);
        minutes = Math.Min(minutes, (int)(stay.Out - start).TotalMinutes);
        var end = start.AddMinutes(minutes);
        var access = category is "Invasive Lines" or "Peripheral Lines";
        Procedure(a, stay, item, start, end, minutes, "min", access ? _random.Pick(["Right IJ", "Left Antecubital", "Right Radial",
            "Right Femoral."]) : null,
            access ? (category == "Peripheral Lines" ? "Peripheral" : "Invasive Venous") : null, category, "ContinuousProcess", 1);
    }

    /// <summary>What is noted as done: a value of 1 without a unit. Some of it has to wait for so many minutes.</summary>
    private void Task(Admission a, WardStay stay, int item, string category, double wait = 0)
    {
        var start = stay.In.AddMinutes(_random.Next(20, 600) + (int)wait);
        start = start.AddMinutes(1) < stay.Out ? start : stay.In.AddMinutes(5);
        Procedure(a, stay, item, start, start.AddMinutes(1), 1, "None", null, null, category, "Task", 0);
        _rows.Quirks.Count(UnitQuirks.ProcedureUnitNone);
    }

    /// <summary>Dialysis of some hours, by its duration.</summary>
    private void Session(Admission a, WardStay stay, int item, string category)
    {
        var start = stay.In.AddMinutes(_random.Next(20, 600));
        var minutes = _random.Fork(item).Next(150, 270);
        start = start.AddMinutes(minutes) < stay.Out ? start : stay.In.AddMinutes(5);
        minutes = Math.Min(minutes, (int)(stay.Out - start).TotalMinutes);
        Procedure(a, stay, item, start, start.AddMinutes(minutes), minutes, "min", null, null, category, "ContinuousProcess", 1);
    }

    private void Procedure(
        Admission a, WardStay stay, int item, DateTime start, DateTime end, int value, string unit, string? place, string? kind,
            string category, string type, int open)
    {
        var order = NextOrder();
        _rows["icu/procedureevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(_random.Chance(0.84)
            ? Nurse() : null)
            .Time(start).Time(end).Time(end.AddMinutes(_random.Next(1, 90))).Number(item).Number(value).Text(unit).Text(place).Text(kind)
            .Number(order).Number(order).Text(category).Text(type).Text(Digits.Format(_person.WeightKg, 1)).Number(open).Number(0)
            .Text(_random.Chance(0.97) ? "FinishedRunning" : "Stopped").Number(value).Number(open).End();
    }

    private void Drip(Admission a, WardStay stay, int item, string unit, string rateUnit, double amount, double hours)
    {
        var start = stay.In.AddMinutes(_random.Next(30, 200));
        var end = start.AddMinutes(Math.Max(45, (int)(hours * 60)));
        end = end < stay.Out ? end : stay.Out.AddMinutes(-1);
        if (end > start)
        {
            Input(a, stay, item, start, end, amount, unit, amount / (end - start).TotalHours / 60 / _person.WeightKg * 1000, rateUnit,
                "01-Drips", "Continuous Med");
        }
    }

    private void Fluids(Admission a, WardStay stay, double hours)
    {
        for (var given = 0; given < 2 + (int)(hours / 24); given++)
        {
            var start = stay.In.AddMinutes(_random.Next(20, (int)(hours * 60) - 70));
            Input(a, stay, _random.Chance(0.7) ? 225158 : 220949, start, start.AddHours(1), 250 + (250 * _random.Next(0, 3)), "ml", 250,
                "mL/hour", "02-Fluids (Crystalloids)", "Continuous IV");
        }

        if (_random.Chance(0.4))
        {
            var start = stay.In.AddMinutes(_random.Next(20, 800));
            var dot = _rows.Quirks.Plant(_random, UnitQuirks.InputUnitTwice);
            Input(a, stay, 225166, start, start.AddHours(2), 20, dot ? "mEq." : "mEq", 10, dot ? "mEq./hour" : "mEq/hour",
                "07-Blood Products", "Continuous IV");
        }

        if (_random.Chance(0.3))
        {
            var start = stay.In.AddMinutes(_random.Next(20, 900));
            Input(a, stay, 221794, start, start.AddMinutes(1), 40, "mg", null, null, "05-Med Bolus", "Drug Push");
            _rows.Quirks.Count(UnitQuirks.InputRateEmpty);
        }
    }

    private void Input(
        Admission a, WardStay stay, int item, DateTime start, DateTime end, double amount, string unit, double? rate, string? rateUnit,
            string category, string description)
    {
        var order = NextOrder();
        var blanks = description == "Continuous IV";
        _rows.Quirks.Count(UnitQuirks.InputBlanks, blanks ? 1 : 0);
        var status = description == "Drug Push" ? "FinishedRunning" : _random.Pick(["FinishedRunning", "FinishedRunning",
            "ChangeDose/Rate", "Stopped"]);
        var (shown, shownRate) = (Digits.Format(amount, 4), rate is { } r ? Digits.Format(r, 4) : null);
        _rows["icu/inputevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(Nurse()).Time(start).Time(end)
            .Time(end.AddMinutes(2))
            .Number(item).Text(shown).Text(unit).Text(shownRate).Text(rateUnit).Number(order).Number(order).Text(category)
            .Text(blanks ? "Additive (Crystalloid)" : null)
            .Text(blanks ? "Mixed solution                                         Main order parameter      " : "Main order parameter")
            .Text(description).Text(Digits.Format(_person.WeightKg, 1)).Text(unit == "ml" ? shown : null).Text(unit == "ml" ? "ml" : null)
            .Number(0).Number(0).Text(status).Text(shown).Text(shownRate ?? shown).End();
        if (unit == "ml")
        {
            _rows["icu/ingredientevents"].Number(_person.SubjectId).Number(a.HadmId).Number(stay.TransferId).Number(Nurse()).Time(start)
                .Time(end).Time(end.AddMinutes(2))
                .Number(220490).Text(shown).Text("ml").Text(shownRate).Text(rateUnit).Number(order).Number(order).Text("FinishedRunning")
                    .Number(0).Text(shownRate).End();
        }
    }

    private int NextOrder() => (_person.Index * 500) + ++_order;

    private int Nurse() => _random.Pick(Staff.Caregivers);
}
