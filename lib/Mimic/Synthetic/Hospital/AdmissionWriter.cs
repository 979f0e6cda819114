using Mimic.Synthetic.Patients;
using Mimic.Synthetic.Writing;

namespace Mimic.Synthetic.Hospital;

/// <summary>Writes patients, admissions, transfers, services and icustays.</summary>
internal static class AdmissionWriter
{
    private static readonly string[] Homes = ["HOME", "HOME", "HOME HEALTH CARE", "HOME HEALTH CARE", "SKILLED NURSING FACILITY", "REHAB"];

    /// <summary>Writes the frame of all contacts.</summary>
    public static void Write(Person person, PatientRows rows)
    {
        var random = person.Random.Fork(10);
        rows["hosp/patients"].Number(person.SubjectId).Text(person.Female ? "F" : "M").Number(person.AnchorAge).Number(person.AnchorYear)
            .Text(person.AnchorYearGroup).Date(person.Dod).End();
        rows.Died = person.Dod is not null;
        rows.Quirks.Count(HospitalQuirks.AnchorAge91, person.AnchorAge == 91 ? 1 : 0);
        rows.Quirks.Count(HospitalQuirks.PatientWithoutAdmission, person.Admissions.Count == 0 ? 1 : 0);
        rows.Quirks.Count(HospitalQuirks.DeathDateBeforeDischarge, person.Admissions.Any(a => person.Dod < a.Discharge) ? 1 : 0);
        foreach (var visit in person.EdVisits.Where(v => v.Admission is null))
        {
            Transfer(person, rows, null, visit.StayId, "ED", "Emergency Department", visit.In, visit.Out);
            rows.Quirks.Count(HospitalQuirks.TransferWithoutAdmission);
        }

        foreach (var admission in person.Admissions)
        {
            WriteAdmission(person, admission, rows, random.Fork(admission.HadmId));
            WriteWards(person, admission, rows, random.Fork(admission.HadmId + 1));
        }
    }

    private static void WriteAdmission(Person person, Admission a, PatientRows rows, SeededRandom r)
    {
        var q = rows.Quirks;
        var marital = q.Plant(r, HospitalQuirks.NoMaritalStatus) ? null : person.Marital;

        // With three or more admissions one odd spelling stays the rarer one, so that a reader can tell which it is.
        var race = person.Admissions.Count >= 3 && a == person.Admissions[1] && person.Race != "UNKNOWN"
            && r.Chance(HospitalQuirks.RaceChanges.Rate * 3)
            ? "UNKNOWN"
            : person.Race;
        q.Count(HospitalQuirks.RaceChanges, race != person.Race ? 1 : 0);
        var late = a.Ed is not null && q.Plant(r, HospitalQuirks.EdAfterAdmission);
        var where = a.Died ? "DIED" : q.Plant(r, HospitalQuirks.NoDischargeLocation) ? null : Destination(person, a, r);
        q.Count(HospitalQuirks.LanguageUnknown, person.Language == "?" ? 1 : 0);
        rows["hosp/admissions"].Number(person.SubjectId).Number(a.HadmId).Time(a.Admit).Time(a.Discharge).Time(a.Died ? a.Discharge : null)
            .Text(a.Ed is not null ? r.Pick(["EW EMER.", "EW EMER.", "OBSERVATION ADMIT"]) : r.Pick(["URGENT", "DIRECT EMER.", "ELECTIVE"]))
            .Text(r.Pick(Staff.Providers))
            .Text(a.Ed is not null ? "EMERGENCY ROOM" : r.Pick(["PHYSICIAN REFERRAL", "TRANSFER FROM HOSPITAL", "CLINIC REFERRAL"]))
            .Text(where).Text(person.Insurance).Text(person.Language).Text(marital).Text(race)
            .Time(a.Ed is null ? null : late ? a.Admit.AddMinutes(7) : a.Ed.In).Time(a.Ed?.Out).Number(a.Died ? 1 : 0).End();
    }

    private static string Destination(Person person, Admission admission, SeededRandom r)
    {
        // The sicker by the doctors' eye, the rarer straight home.
        var seen = person.Severity.Seen(Channel.Note, admission.Discharge);
        return Homes[Math.Clamp((int)(2.5 + (1.3 * seen) + (1.6 * r.NextNormal())), 0, Homes.Length - 1)];
    }

    private static void WriteWards(Person person, Admission a, PatientRows rows, SeededRandom r)
    {
        var q = rows.Quirks;
        if (a.Ed is { } ed)
        {
            Transfer(person, rows, a.HadmId, ed.StayId, "ED", "Emergency Department", ed.In, ed.Out);
        }

        for (var i = 0; i < a.Wards.Count; i++)
        {
            var ward = a.Wards[i];
            Transfer(person, rows, a.HadmId, ward.TransferId, i == 0 ? "admit" : "transfer", ward.Unit, ward.In, ward.Out);
            if (!ward.IsIcu)
            {
                continue;
            }

            var early = i == 0 && q.Plant(r, UnitQuirks.IcuBeforeAdmission);
            var late = ward.Out == a.Discharge && q.Plant(r, UnitQuirks.IcuAfterDischarge);
            var (start, end) = (early ? ward.In.AddMinutes(-25) : ward.In, late ? ward.Out.AddMinutes(52) : ward.Out);
            var seconds = (long)(end - start).TotalSeconds;
            rows["icu/icustays"].Number(person.SubjectId).Number(a.HadmId).Number(ward.TransferId).Text(ward.Unit).Text(ward.Unit)
                .Time(start).Time(end).Text((seconds / 86400.0).ToString("R")).End();
        }

        // The discharge row takes the number after the last of the wards, from the end of this admission's range.
        Transfer(person, rows, a.HadmId, DischargeId(person, a), "discharge", null, a.Discharge, null);
        rows["hosp/services"].Number(person.SubjectId).Number(a.HadmId).Time(a.Admit.AddSeconds(r.Next(5, 90))).Text(null)
            .Text(a.Problem.Service).End();
        if (a.Wards.Count > 1 && r.Chance(0.2) && a.Problem.Service != "MED")
        {
            rows["hosp/services"].Number(person.SubjectId).Number(a.HadmId).Time(a.Wards[1].In).Text(a.Problem.Service).Text("MED").End();
        }
    }

    private static int DischargeId(Person person, Admission admission) =>
        70_000_001 + (person.Index * 200) + 199 - person.Admissions.IndexOf(admission);

    private static void Transfer(Person person, PatientRows rows, int? hadm, int id, string type, string? unit, DateTime from,
        DateTime? to) =>
        rows["hosp/transfers"].Number(person.SubjectId).Number(hadm).Number(id).Text(type).Text(unit).Time(from).Time(to).End();
}
