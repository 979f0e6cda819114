namespace Mimic.Trajectories.Mapping;

/// <summary>Stays, codes and results of the hospital module; drugs and orders are in <see cref="HospOrderMappings"/>.</summary>
internal static class HospMappings
{
    // Codes given for billing are only written after the patient has left, whatever day they speak of.
    private static readonly TimeSource[] KnownAtDischarge = [TimeSource.Discharge];

    public static IReadOnlyList<TableMapping> All { get; } =
    [
        new("hosp/patients", new()
        {
            IsFact = true,
            Code = [EventCodes.Gender, CodePart.Column("gender")],
        })
        {
            Derived =
            [
                new() { IsFact = true, Code = [EventCodes.AnchorAge], OnlyIf = "anchor_age", Number = "anchor_age", FixedUnit = "years" },
                new() { IsFact = true, Code = [EventCodes.AnchorYear], OnlyIf = "anchor_year", Number = "anchor_year" },
                new()
                {
                    IsFact = true,
                    Code = [EventCodes.AnchorYearGroup, CodePart.Column("anchor_year_group")],
                    OnlyIf = "anchor_year_group",
                },
                new() { Time = [TimeSource.Birth], Code = [EventCodes.Birth] },
                new() { Time = [TimeSource.Death], Code = [EventCodes.Death] },
            ],
        },
        new("hosp/admissions", new()
        {
            Time = ["admittime"],
            Code = [EventCodes.Admission, CodePart.Column("admission_type"), CodePart.Column("admission_location")],
        })
        {
            HadmId = "hadm_id",
            Derived =
            [
                OfAdmission(EventCodes.Race, "race"),
                OfAdmission(EventCodes.Insurance, "insurance"),
                OfAdmission(EventCodes.Language, "language"),
                OfAdmission(EventCodes.MaritalStatus, "marital_status"),
                new()
                {
                    Time = ["dischtime"],
                    Code = [EventCodes.Discharge, CodePart.Column("discharge_location")],
                    OnlyIf = "dischtime",
                },
            ],
        },
        new("hosp/transfers", new()
        {
            Time = ["intime"],
            Code = [EventCodes.Transfer, CodePart.Column("eventtype"), CodePart.Column("careunit")],
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/services", new()
        {
            Time = ["transfertime"],
            Code = [EventCodes.Service, CodePart.Column("curr_service")],
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/diagnoses_icd", new()
        {
            Time = KnownAtDischarge,
            Code = [EventCodes.Diagnosis, "ICD", CodePart.Column("icd_version"), CodePart.Key("icd_code")],
            Number = "seq_num",
            Available = KnownAtDischarge,
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/procedures_icd", new()
        {
            Time = [TimeSource.Day("chartdate")],
            Code = [EventCodes.ProcedureIcd, CodePart.Column("icd_version"), CodePart.Key("icd_code")],
            Number = "seq_num",
            Available = KnownAtDischarge,
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/drgcodes", new()
        {
            Time = KnownAtDischarge,
            Code = [EventCodes.Drg, CodePart.Column("drg_type"), CodePart.Key("drg_code")],
            Number = "drg_severity",
            Text = "description",
            Available = KnownAtDischarge,
            Label = "description",
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/hcpcsevents", new()
        {
            Time = [TimeSource.Day("chartdate")],
            Code = [EventCodes.Hcpcs, CodePart.Key("hcpcs_cd")],
            Number = "seq_num",
            Available = KnownAtDischarge,
            Label = "short_description",
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/labevents", new()
        {
            Time = ["charttime", "storetime"],
            Code = [EventCodes.Lab, CodePart.Key("itemid"), CodePart.Unit("valueuom")],
            Number = "valuenum",
            Text = TextRule.Result("value", "valuenum", "comments"),
            Unit = "valueuom",
            Available = ["storetime"],
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/microbiologyevents", new()
        {
            Time = ["charttime", TimeSource.Day("chartdate")],
            Code = [EventCodes.Microbiology, CodePart.Key("test_itemid")],
            Number = "dilution_value",
            Text = new(TextKind.Culture, "org_name", "ab_name", "interpretation", "dilution_text", "comments"),
            Available = ["storetime", TimeSource.Day("storedate")],
            Label = "test_name",
        })
        {
            HadmId = "hadm_id",
        },
        new("hosp/omr", new()
        {
            Time = [TimeSource.Day("chartdate")],
            Code = [EventCodes.Omr, CodePart.Key("result_name")],
            Number = NumberRule.IfAny("result_value"),
            Text = TextRule.Words("result_value"),
        }),
    ];

    private static EventRule OfAdmission(string kind, string column) =>
        new() { Code = [kind, CodePart.Column(column)], OnlyIf = column };
}
