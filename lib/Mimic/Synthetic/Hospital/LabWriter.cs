using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes labevents: panels at clinics, in the ED and every morning of an admission.</summary>
internal sealed class LabWriter
{
    private static readonly string[] Providers = Staff.Providers;

    private readonly Person _person;
    private readonly PatientRows _rows;
    private readonly SeededRandom _random;
    private readonly Dictionary<int, double> _own = [];
    private int _event;
    private int _specimen;

    private LabWriter(Person person, PatientRows rows)
    {
        (_person, _rows, _random) = (person, rows, person.Random.Fork(20));
        var own = person.Random.Fork(21);
        foreach (var item in LabItem.All)
        {
            _own[item.Id] = 0.45 * own.NextNormal();
        }
    }

    /// <summary>Writes all results of a patient.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var writer = new LabWriter(person, rows);
        foreach (var clinic in person.Clinics)
        {
            writer.Clinic(clinic);
        }

        foreach (var visit in person.EdVisits)
        {
            writer.Panels(visit.In.AddMinutes(writer._random.Next(15, 80)), null, visit.Acute, "STAT", ["chem", "cbc"]);
            if (writer._random.Chance(0.3))
            {
                writer.Panels(visit.In.AddMinutes(writer._random.Next(40, 110)), null, visit.Acute, "STAT", ["urine", "urinetext"]);
            }
        }

        foreach (var admission in person.Admissions)
        {
            writer.Admission(admission);
        }
    }

    private void Clinic(DateTime time)
    {
        Panels(time, null, 0, "ROUTINE", _random.Next(3) switch { 0 => ["chem", "cbc"], 1 => ["chem"], _ => ["cbc"] });
        if (_random.Chance(0.25))
        {
            Panels(time, null, 0, "ROUTINE", ["liver"]);
        }
    }

    private void Admission(Admission admission)
    {
        if (_random.Chance(HospitalQuirks.LabOutsideAdmission.Rate * 8))
        {
            // Drawn in the clinic or the ED and booked on the admission afterwards.
            var before = admission.Admit.AddMinutes(-_random.Next(20, 140));
            _rows.Quirks.Count(HospitalQuirks.LabOutsideAdmission, Panels(before, admission, admission.Acute, "STAT", ["coag"]));
        }

        for (var day = admission.Admit.Date; day <= admission.Discharge.Date; day = day.AddDays(1))
        {
            var time = day == admission.Admit.Date ? admission.Admit.AddMinutes(_random.Next(10, 60)) : day.AddMinutes(_random.Next(240,
                420));
            if (time >= admission.Discharge || time < admission.Admit)
            {
                continue;
            }

            // The acute part wears off; in those who die it stays.
            var days = (time - admission.Admit).TotalDays;
            var acute = admission.Died ? admission.Acute + (0.15 * days) : admission.Acute / (1 + (0.25 * days));
            var first = day == admission.Admit.Date;
            var icu = admission.IcuStays.Any(s => s.In <= time && time <= s.Out);
            Panels(time, admission, acute, icu || first ? "STAT" : "ROUTINE",
                [.. _random.Chance(0.8) || first ? new[] { "chem" } : [], .. _random.Chance(0.5) || first ? new[] { "cbc" } : [],
                .. _random.Chance(0.4) ? new[] { "chem2" } : []]);
            if (first)
            {
                Panels(time.AddMinutes(1), admission, acute, "STAT", [.. _random.Chance(0.6) ? new[] { "diff" } : [],
                    .. _random.Chance(0.5) ? new[] { "coag" } : [], .. _random.Chance(0.5) ? new[] { "liver" } : []]);
                Panels(time.AddMinutes(1), admission, acute, "STAT", [.. _random.Chance(0.15) ? new[] { "smear" } : [],
                    .. _random.Chance(0.25) ? new[] { "hold" } : [], .. _person.Has(Conditions.HeartFailure) ? new[] { "bnp" } : []]);
            }

            if (icu)
            {
                Panels(Latest(time.AddMinutes(_random.Next(30, 300)), admission), admission, acute, "STAT", ["gas"]);
                if (_random.Chance(0.25))
                {
                    Panels(Latest(time.AddMinutes(_random.Next(300, 600)), admission), admission, acute, "STAT", ["vanc"]);
                }
            }
        }
    }

    private static DateTime Latest(DateTime time, Admission admission) => time < admission.Discharge ? time
        : admission.Discharge.AddMinutes(-1);

    private int Panels(DateTime time, Admission? admission, double acute, string priority, string[] panels)
    {
        var written = 0;
        foreach (var panel in panels)
        {
            var specimen = (_person.Index * 2000) + ++_specimen;
            var store = time.AddMinutes(_random.Next(25, 170));
            foreach (var item in LabItem.All)
            {
                if (item.Panel == panel)
                {
                    Result(item, specimen, time, store, admission, acute, priority);
                    written++;
                }
            }
        }

        return written;
    }

    private void Result(LabItem item, int specimen, DateTime time, DateTime store, Admission? admission, double acute, string priority)
    {
        var (value, number, comment) = item.Panel switch
        {
            "urinetext" => LabText.Urine(item.Id, _random),
            "smear" => (string.Empty, (double?)null, _random.Pick(["NORMAL.", "1+.", "OCCASIONAL."])),
            "hold" => ("HOLD.  DISCARD GREATER THAN 4 HOURS OLD.", null, string.Empty),
            _ => Measure(item, time, acute),
        };
        var unit = item.Unit;
        var (low, high) = (item.Low, item.High);
        var quirks = _rows.Quirks;
        if (item.Id == 51249 && quirks.Plant(_random, HospitalQuirks.LabTwoUnits))
        {
            (unit, low, high) = ("%", "31", "35");
        }

        if (number is not null && quirks.Plant(_random, HospitalQuirks.LabValueMasked))
        {
            value = "___";
        }

        if (comment.Length == 0 && quirks.Plant(_random, HospitalQuirks.LabCommentMasked))
        {
            comment = "___";
        }

        var noStore = quirks.Plant(_random, HospitalQuirks.LabWithoutStoreTime);
        quirks.Count(HospitalQuirks.LabResultInComment, value.Length == 0 ? 1 : 0);
        quirks.Count(HospitalQuirks.LabText, number is null && value is not ("" or ">300") ? 1 : 0);
        quirks.Count(HospitalQuirks.LabUnitBlank, unit == " " ? 1 : 0);
        quirks.Count(HospitalQuirks.LabUnitEmpty, number is not null && unit.Length == 0 ? 1 : 0);
        quirks.Count(HospitalQuirks.LabNegative, number < 0 ? 1 : 0);
        quirks.Count(HospitalQuirks.LabWithoutAdmission, admission is null ? 1 : 0);
        _rows["hosp/labevents"].Number((_person.Index * 6000) + ++_event).Number(_person.SubjectId).Number(admission?.HadmId)
            .Number(specimen)
            .Number(item.Id).Text(_random.Chance(0.15) ? _random.Pick(Providers) : null).Time(time).Time(noStore ? null : store)
            .Text(value).Text(number is { } n ? Digits.Format(n, item.Decimals) : null).Text(unit).Text(low).Text(high)
            .Text(number is { } v && low.Length > 0 && (v < double.Parse(low) || v > double.Parse(high)) ? "abnormal" : null)
            .Text(_random.Chance(0.92) ? priority : null).Text(comment).End();
    }

    private (string Value, double? Number, string Comment) Measure(LabItem item, DateTime time, double acute)
    {
        var seen = _person.Severity.Seen(Channel.Lab, time) + (0.5 * acute);
        var deviation = (item.Slope * seen) + _own[item.Id] + LabText.ConditionShift(item.Id, _person.Conditions)
            + (0.35 * _random.NextNormal());
        var value = item.Spread / Math.Max(item.Mean, 1e-9) > 0.24 && item.Mean > 0
            ? item.Mean * PortableMath.Exp(deviation * Math.Min(item.Spread / item.Mean, 0.55))
            : item.Mean + (item.Spread * deviation);
        value = Digits.Round(LabText.Limit(item.Id, value), item.Decimals);
        return item.Id == 50931 && value > 300 && _rows.Quirks.Plant(_random, HospitalQuirks.LabAboveLimit)
            ? (">300", null, string.Empty)
            : (Digits.Format(value, item.Decimals), value, item.Id == 50931 && _random.Chance(0.3)
                ? "IF FASTING, 70-100 NORMAL, >125 PROVISIONAL DIABETES" : string.Empty);
    }
}
