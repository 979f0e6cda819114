using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// What is known at the prediction time of the hospital admission and ICU stay that the patient is in. How and when the
/// current ones end is the future, and no feature tells of it; earlier ones only count.
/// </summary>
internal sealed class AdmissionExtractor : IFeatureExtractor
{
    private const int Type = 0, Location = 1, InHospital = 2, Hours = 3, Earlier = 4, InUnit = 5, Unit = 6, UnitHours = 7, EarlierStays = 8;

    public IReadOnlyList<FeatureDefinition> Features { get; } =
    [
        new("admission_type", Modality.Demographics, Origin("hosp/admissions", "admission_type", "of the current admission"), ColumnKind.Category),
        new("admission_location", Modality.Demographics, Origin("hosp/admissions", "admission_location", "of the current admission"), ColumnKind.Category),
        new("admission_now", Modality.Demographics, Origin("hosp/admissions", "admittime, dischtime", "1 in hospital, 0 not")),
        new("admission_hours", Modality.Demographics, Origin("hosp/admissions", "admittime", "time since the current admission", "hours")),
        new("admission_earlier", Modality.Demographics, Origin("hosp/admissions", "admittime", "number of admissions before the current one")),
        new("admission_icu_now", Modality.Demographics, Origin("icu/icustays", "intime, outtime", "1 in an ICU, 0 not")),
        new("admission_icu_unit", Modality.Demographics, Origin("icu/icustays", "first_careunit", "of the current stay"), ColumnKind.Category),
        new("admission_icu_hours", Modality.Demographics, Origin("icu/icustays", "intime", "time since the current ICU stay began", "hours")),
        new("admission_icu_earlier", Modality.Demographics, Origin("icu/icustays", "intime", "number of ICU stays before the current one")),
    ];

    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        var (admissions, admission) = Current(patient, EventCodes.Admission, EventCodes.Discharge, e => e.HadmId);
        row.Set(InHospital, [admission is null ? 0 : 1], [.. admissions]);
        row.Set(Earlier, [admissions.Count - (admission is null ? 0 : 1)], [.. admissions]);
        if (admission is { } a)
        {
            row.Set(Type, Part(a, 1), a);
            row.Set(Location, Part(a, 2), a);
            row.Set(Hours, (patient.PredictionTime - a.Time!.Value).TotalHours, a);
        }

        var (stays, stay) = Current(patient, EventCodes.IcuAdmission, EventCodes.IcuDischarge, e => e.StayId);
        row.Set(InUnit, [stay is null ? 0 : 1], [.. stays]);
        row.Set(EarlierStays, [stays.Count - (stay is null ? 0 : 1)], [.. stays]);
        if (stay is { } s)
        {
            row.Set(Unit, Part(s, 1), s);
            row.Set(UnitHours, (patient.PredictionTime - s.Time!.Value).TotalHours, s);
        }
    }

    private static (List<TrajectoryEvent> All, TrajectoryEvent? Now) Current(
        PatientAsOf patient, string begin, string end, Func<TrajectoryEvent, int?> id)
    {
        List<TrajectoryEvent> all = [], ends = [];
        foreach (ref readonly var e in patient.Events)
        {
            (EventCodes.Is(e.Code, begin) ? all : EventCodes.Is(e.Code, end) ? ends : null)?.Add(e);
        }

        var last = all.Count > 0 ? all[^1] : null as TrajectoryEvent?;
        // The same admission ends it; without a number any later end does.
        var over = last is { } l && ends.Exists(e => id(l) is { } number ? id(e) == number : e.Time >= l.Time);
        return (all, over ? null : last);
    }

    private static string? Part(in TrajectoryEvent e, int part) =>
        e.Code.Split(EventCodes.Separator) is { } parts && parts.Length > part && parts[part] != EventCodes.NoUnit ? parts[part] : null;

    private static FeatureOrigin Origin(string table, string items, string rule, string? unit = null) => new()
    {
        Table = table,
        Items = items,
        Statistic = rule,
        Unit = unit,
        Window = DemographicsExtractor.Known,
    };
}
