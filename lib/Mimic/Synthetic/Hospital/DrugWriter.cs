using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes orders (poe), prescriptions, pharmacy and the administration record (emar) with keys that fit together.</summary>
internal sealed class DrugWriter
{
    private readonly Person _person;
    private readonly PatientRows _rows;
    private readonly SeededRandom _random;
    private int _order;
    private int _administration;
    private int _pharmacy;

    private DrugWriter(Person person, PatientRows rows) => (_person, _rows, _random) = (person, rows, person.Random.Fork(22));

    /// <summary>Writes all orders of a patient.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var writer = new DrugWriter(person, rows);
        foreach (var admission in person.Admissions)
        {
            writer.Admission(admission);
        }
    }

    private void Admission(Admission a)
    {
        var time = a.Admit.AddSeconds(_random.Next(300, 2400));
        Detail(Order(a, time, "ADT orders", "Admit", "New"), "Admit to", a.Problem.Service is "ORTHO" ? "Surgery" : "Medicine");
        Detail(Order(a, time.AddSeconds(40), "General Care", "Code status", "New"), "Code status", "Resuscitate (Full code)");
        Order(a, time.AddSeconds(70), "Nutrition", "Diet Order", "New");
        Order(a, time.AddSeconds(95), "Lab", null, "New");
        Order(a, time.AddSeconds(120), "General Care", "Vitals/Monitoring", "New");
        foreach (var drug in Regimen.Hospital(_person, a, _random))
        {
            Prescribe(a, drug);
        }

        for (var day = a.Admit.AddDays(1); day < a.Discharge; day = day.AddDays(1))
        {
            var ordered = day.AddSeconds(_random.Next(7200));
            Order(a, ordered < a.Discharge ? ordered : a.Discharge.AddMinutes(-1), "Lab", null, "New");
        }

        if (!a.Died)
        {
            Detail(Order(a, a.Discharge.AddSeconds(-_random.Next(3600, 9000)), "ADT orders", "Discharge", "New"), "Discharge When",
                "Discharge Now");
        }
    }

    private int Order(Admission a, DateTime time, string type, string? subtype, string transaction, int? replaces = null,
        int? replacedBy = null)
    {
        var order = ++_order;
        _rows["hosp/poe"].Text(OrderId(order)).Number(order).Number(_person.SubjectId).Number(a.HadmId).Time(time).Text(type).Text(subtype)
            .Text(transaction).Text(replaces is { } r ? OrderId(r) : null).Text(replacedBy is { } b ? OrderId(b) : null)
            .Text(_random.Chance(0.98) ? _random.Pick(Staff.Providers) : null).Text("Inactive").End();
        return order;
    }

    private void Detail(int order, string field, string value) =>
        _rows["hosp/poe_detail"].Text(OrderId(order)).Number(order).Number(_person.SubjectId).Text(field).Text(value).End();

    private void Prescribe(Admission a, Drug drug)
    {
        var q = _rows.Quirks;
        var start = Hour(a.Admit.AddMinutes(_random.Next(60, 900)));
        if (start >= a.Discharge)
        {
            return;
        }

        var stop = drug.Frequency == "ONCE" || _random.Chance(0.3) ? Hour(start.AddHours(_random.Next(4, 60))) : Hour(a.Discharge);
        stop = stop > a.Discharge ? Hour(a.Discharge) : stop;
        var entered = start.AddSeconds(-_random.Next(900, 3500));
        entered = entered > a.Admit ? entered : a.Admit.AddSeconds(1 + (int)((start - a.Admit).TotalSeconds * _random.Uniform(0, 0.9)));
        var stopped = _random.Chance(0.12);
        var order = Order(a, entered, "Medications", null, "New", replacedBy: stopped ? _order + 2 : null);
        if (stopped)
        {
            var ended = stop.AddSeconds(_random.Next(1, 3000));
            Order(a, ended < a.Discharge ? ended : a.Discharge.AddSeconds(-_random.Next(1, 60)), "Medications", null, "D/C", replaces: order);
        }

        var pharmacy = (_person.Index * 2000) + ++_pharmacy;
        if (stop <= start)
        {
            stop = start.AddHours(1);
        }

        var inverted = q.Plant(_random, HospitalQuirks.PrescriptionStopBeforeStart);
        q.Count(HospitalQuirks.PharmacyStopBeforeStart, inverted ? 1 : 0);
        var shownStop = inverted ? start.AddHours(-_random.Next(1, 5)) : stop;
        var gsn = q.Plant(_random, HospitalQuirks.GsnTrailingBlank) ? $"{drug.Gsn} {int.Parse(drug.Gsn) + 24:000000} " : drug.Gsn;
        var ndc = q.Plant(_random, HospitalQuirks.NdcZero) ? "0" : drug.Ndc;
        q.Count(HospitalQuirks.DoseText, drug.Dose.Contains('-', StringComparison.Ordinal) || drug.Dose.Contains(',',
            StringComparison.Ordinal) ? 1 : 0);
        _rows["hosp/prescriptions"].Number(_person.SubjectId).Number(a.HadmId).Number(pharmacy).Text(OrderId(order)).Number(order)
            .Text(_random.Pick(Staff.Providers)).Time(start).Time(shownStop).Text("MAIN").Text(drug.Name).Text(drug.Formulary).Text(gsn)
                .Text(ndc)
            .Text(drug.Strength).Text(null).Text(drug.Dose).Text(drug.Unit).Text(drug.FormValue).Text(drug.FormUnit)
            .Text(drug.Frequency.EndsWith("PRN", StringComparison.Ordinal) ? null : Digits.Format(drug.PerDay, 0)).Text(drug.Route).End();
        _rows["hosp/pharmacy"].Number(_person.SubjectId).Number(a.HadmId).Number(pharmacy).Text(OrderId(order)).Time(start).Time(shownStop)
            .Text(drug.Name).Text(drug.Kind).Text(stop >= Hour(a.Discharge) ? "Discontinued via patient discharge" : "Discontinued")
            .Time(entered).Time(entered.AddSeconds(_random.Next(5, 900))).Text(drug.Route).Text(drug.Frequency)
            .Text(drug.PerDay is 1 ? "08" : drug.PerDay is 2 ? "08, 20" : null).Empty(5)
            .Text(drug.Frequency.EndsWith("PRN", StringComparison.Ordinal) ? null : Digits.Format(drug.PerDay, 0)).Empty().Text("Ongoing")
            .Number(drug.Kind == "Unit Dose" ? 365 : 36).Text(drug.Kind == "Unit Dose" ? "Days" : "Hours").Empty().Text("Omnicell").Empty()
                .End();
        Administer(a, drug, start, stop, order, pharmacy);
    }

    private void Administer(Admission a, Drug drug, DateTime start, DateTime stop, int order, int pharmacy)
    {
        var q = _rows.Quirks;
        var step = TimeSpan.FromHours(24 / drug.PerDay);
        var doses = 0;

        // The demo keeps the first doses of each order only; the full record would be most of its size.
        for (var due = start; due < stop && doses < 3; due += step, doses++)
        {
            var given = due.AddMinutes(_random.Next(-20, 50));
            if (given < a.Admit || given >= a.Discharge)
            {
                continue;
            }

            var id = ++_administration;
            var text = _random.Chance(0.88) ? "Administered" : _random.Pick(["Not Given", "Hold Dose", "Delayed Administered"]);
            var far = q.Plant(_random, HospitalQuirks.EmarFarSchedule);
            var lost = q.Plant(_random, HospitalQuirks.EmarWithoutAdmission);
            var emar = $"{_person.SubjectId}-{id}";
            _rows["hosp/emar"].Number(_person.SubjectId).Number(lost ? null : a.HadmId).Text(emar).Number(id).Text(OrderId(order))
                .Number(pharmacy)
                .Text(_random.Chance(0.08) ? _random.Pick(Staff.Providers) : null).Time(given).Text(drug.Name).Text(text)
                .Time(far ? due.AddYears(-41) : due).Time(given.AddMinutes(_random.Next(0, 12))).End();
            var range = drug.Dose.IndexOf('-', StringComparison.Ordinal);
            var dose = range > 0 ? drug.Dose[..range] : drug.Dose;
            _rows["hosp/emar_detail"].Number(_person.SubjectId).Text(emar).Number(id).Text(null).Text("Standard Maintenance Medication")
                .Empty(3).Text(text == "Administered" ? "No" : null).Text(drug.Dose).Text(drug.Unit).Empty(22).End();
            if (text == "Administered")
            {
                var masked = q.Plant(_random, HospitalQuirks.EmarDoseMasked);
                _rows["hosp/emar_detail"].Number(_person.SubjectId).Text(emar).Number(id).Text("1.1").Empty().Number(pharmacy).Text("if")
                    .Empty(4)
                    .Text(masked ? "___" : dose).Text(drug.Unit).Text("No").Text(drug.FormValue[..1]).Text(drug.FormUnit)
                    .Text(drug.Formulary).Text(drug.Strength).Empty(15).End();
            }
        }
    }

    private string OrderId(int order) => $"{_person.SubjectId}-{order}";

    private static DateTime Hour(DateTime time) => new(time.Year, time.Month, time.Day, time.Hour, 0, 0);
}
