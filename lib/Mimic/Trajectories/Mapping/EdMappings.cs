namespace Mimic.Trajectories.Mapping;

/// <summary>The emergency department module.</summary>
internal static class EdMappings
{
    // The tables name no units; these are those of the module's documentation.
    private static readonly (string Column, string? Unit)[] Signs =
    [
        ("temperature", "°F"),
        ("heartrate", "bpm"),
        ("resprate", "insp/min"),
        ("o2sat", "%"),
        ("sbp", "mmHg"),
        ("dbp", "mmHg"),
    ];

    public static IReadOnlyList<TableMapping> All { get; } =
    [
        InStay("ed/edstays", new()
        {
            Time = ["intime"],
            Code = [EventCodes.EdAdmission, CodePart.Column("arrival_transport")],
        }) with
        {
            HadmId = "hadm_id",
            Derived =
            [
                new() { Code = [EventCodes.Race, CodePart.Column("race")], OnlyIf = "race" },
                new() { Time = ["outtime"], Code = [EventCodes.EdDischarge, CodePart.Column("disposition")], OnlyIf = "outtime" },
            ],
        },
        InStay("ed/triage", new()
        {
            Time = [TimeSource.EdArrival],
            Code = [EventCodes.EdTriage],
            Number = "acuity",
            Text = "chiefcomplaint",
        }) with
        {
            Derived = [.. Signs.Select(s => Sign(EventCodes.EdTriage, s.Column, s.Unit)), Pain(EventCodes.EdTriage)],
        },
        InStay("ed/vitalsign", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.EdVitalSign],
        }) with
        {
            Derived =
            [
                .. Signs.Select(s => Sign(EventCodes.EdVitalSign, s.Column, s.Unit)),
                Pain(EventCodes.EdVitalSign),
                new() { Code = [EventCodes.EdVitalSign, "rhythm"], OnlyIf = "rhythm", Text = "rhythm" },
            ],
        },
        InStay("ed/diagnosis", new()
        {
            Time = [TimeSource.EdDeparture],
            Code = [EventCodes.EdDiagnosis, "ICD", CodePart.Column("icd_version"), CodePart.Key("icd_code")],
            Number = "seq_num",
            Text = "icd_title",
            Label = "icd_title",
        }),
        InStay("ed/medrecon", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.EdMedRecon, CodePart.Column("name")],
            Text = "etcdescription",
        }),
        InStay("ed/pyxis", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.EdPyxis, CodePart.Column("name")],
        }),
    ];

    private static EventRule Sign(string kind, string column, string? unit) =>
        new() { Code = [kind, column], OnlyIf = column, Number = column, FixedUnit = unit };

    // Pain is typed by hand: 0 to 10, 13, "unable", "asleep".
    private static EventRule Pain(string kind) =>
        new() { Code = [kind, "pain"], OnlyIf = "pain", Number = NumberRule.IfAny("pain"), Text = TextRule.Words("pain") };

    private static TableMapping InStay(string table, EventRule row) => new(table, row) { StayId = "stay_id", IsEd = true };
}
