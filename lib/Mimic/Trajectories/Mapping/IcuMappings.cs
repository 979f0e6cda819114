namespace Mimic.Trajectories.Mapping;

/// <summary>The intensive care module.</summary>
internal static class IcuMappings
{
    public static IReadOnlyList<TableMapping> All { get; } =
    [
        InStay("icu/icustays", new()
        {
            Time = ["intime"],
            Code = [EventCodes.IcuAdmission, CodePart.Column("first_careunit")],
        }) with
        {
            Derived =
            [
                // The length of stay is known when it ends, not when it begins.
                new()
                {
                    Time = ["outtime"],
                    Code = [EventCodes.IcuDischarge, CodePart.Column("last_careunit")],
                    OnlyIf = "outtime",
                    Number = "los",
                    FixedUnit = "days",
                },
            ],
        },
        InStay("icu/chartevents", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.Chart, CodePart.Key("itemid"), CodePart.Unit("valueuom")],
            Number = "valuenum",
            Text = TextRule.Result("value", "valuenum"),
            Unit = "valueuom",
            Available = ["storetime"],
        }),
        InStay("icu/datetimeevents", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.DateTimeEntry, CodePart.Key("itemid")],
            Text = "value",
            Available = ["storetime"],
        }),
        InStay("icu/ingredientevents", Given(EventCodes.Ingredient)),
        InStay("icu/inputevents", Given(EventCodes.Input)),
        InStay("icu/outputevents", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.Output, CodePart.Key("itemid"), CodePart.Unit("valueuom")],
            Number = "value",
            Unit = "valueuom",
            Available = ["storetime"],
        }),
        InStay("icu/procedureevents", new()
        {
            Time = ["starttime"],
            Code = [EventCodes.Procedure, CodePart.Key("itemid"), CodePart.Unit("valueuom")],
            Number = "value",
            Text = "location",
            Unit = "valueuom",
            Available = ["storetime"],
            EndTime = "endtime",
        }),
    ];

    // The amount is that of the whole interval; the rate is kept as text beside it.
    private static EventRule Given(string kind) => new()
    {
        Time = ["starttime"],
        Code = [kind, CodePart.Key("itemid"), CodePart.Unit("amountuom")],
        Number = "amount",
        Text = TextRule.Joined("rate", "rateuom"),
        Unit = "amountuom",
        Available = ["storetime"],
        EndTime = "endtime",
    };

    private static TableMapping InStay(string table, EventRule row) => new(table, row) { HadmId = "hadm_id", StayId = "stay_id" };
}
