namespace Mimic.Trajectories.Mapping;

/// <summary>Orders and drugs of the hospital module.</summary>
internal static class HospOrderMappings
{
    public static IReadOnlyList<TableMapping> All { get; } =
    [
        new("hosp/poe", new()
        {
            Time = ["ordertime"],
            Code = [EventCodes.Order, CodePart.Column("order_type"), CodePart.Column("transaction_type")],
            Text = "order_subtype",
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/prescriptions", new()
        {
            Time = ["starttime"],
            Code = [EventCodes.Prescription, CodePart.Column("drug")],
            Number = NumberRule.IfAny("dose_val_rx"),
            Text = TextRule.Words("dose_val_rx"),
            Unit = "dose_unit_rx",
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/pharmacy", new()
        {
            Time = ["starttime", "entertime"],
            Code = [EventCodes.Pharmacy, CodePart.Column("medication")],
            Number = "doses_per_24_hrs",
            Text = TextRule.Joined("route", "frequency"),
            Available = ["entertime"],
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/emar", new()
        {
            Time = ["charttime"],
            Code = [EventCodes.Medication, CodePart.Column("medication"), CodePart.Column("event_txt")],
            Available = ["storetime"],
        })
        {
            HadmId = "hadm_id",
        },
    ];
}
