using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Age at the prediction time and the categories known then, in HAIM's order.</summary>
internal sealed class DemographicsExtractor : IFeatureExtractor
{
    /// <summary>The window of what does not depend on the look-back, in words.</summary>
    public const string Known = "known by the prediction time, however long before";

    private static readonly string[] Kinds =
        [EventCodes.Gender, EventCodes.Race, EventCodes.MaritalStatus, EventCodes.Language, EventCodes.Insurance];

    private readonly AgeRule _age;

    public DemographicsExtractor(bool positionalNames, AgeRule age)
    {
        _age = age;
        var origin = new FeatureOrigin
        {
            Table = "hosp/patients",
            Items = age == AgeRule.AnchorAsPublished ? "anchor_age" : "anchor_age, anchor_year",
            Unit = "years",
            Window = Known,
            Statistic = age switch
            {
                AgeRule.AtPrediction => "anchor_age + year of the prediction - anchor_year",
                AgeRule.AtAdmission => "anchor_age + year of the last admission - anchor_year",
                _ => "anchor_age itself, as published",
            } + " (anchor_age 91 stands for all above 89)",
        };
        Features =
        [
            new(positionalNames ? "de_0" : "demographics_age", Modality.Demographics, origin),
            .. Kinds.Select((kind, i) => new FeatureDefinition(
                positionalNames ? $"de_{i + 1}" : $"demographics_{kind.ToLowerInvariant()}",
                Modality.Demographics,
                new()
                {
                    Table = kind == EventCodes.Gender ? "hosp/patients"
                        : kind == EventCodes.Race ? "hosp/admissions and ed/edstays" : "hosp/admissions",
                    Items = kind.ToLowerInvariant(),
                    Window = Known,
                    Statistic = kind == EventCodes.Gender ? "as stated" : "of the last row that states it",
                },
                ColumnKind.Category)),
        ];
    }

    public IReadOnlyList<FeatureDefinition> Features { get; }

    public void Extract(PatientAsOf patient, FeatureRow row)
    {
        SetAge(patient, row);
        for (var i = 0; i < Kinds.Length; i++)
        {
            if (LastStated(patient, Kinds[i]) is { } e)
            {
                row.Set(i + 1, e.Code[(Kinds[i].Length + EventCodes.Separator.Length)..], e);
            }
        }
    }

    // The year is all that MIMIC gives: birth is set to the first of January of anchor_year - anchor_age.
    private void SetAge(PatientAsOf patient, FeatureRow row)
    {
        var admission = patient.Last(EventCodes.Admission);
        if (_age == AgeRule.AtAdmission && admission is null)
        {
            return;
        }

        var year = _age == AgeRule.AtAdmission ? admission!.Value.Time!.Value.Year : patient.PredictionTime.Year;
        if (_age == AgeRule.AnchorAsPublished)
        {
            if (patient.Last(EventCodes.AnchorAge) is { NumericValue: { } stated } fact)
            {
                row.Set(0, stated, fact);
            }
        }
        else if (patient.Last(EventCodes.Birth) is { Time: { } birth } born)
        {
            row.Set(0, year - birth.Year, born);
        }
        else if (patient.Last(EventCodes.AnchorAge) is { NumericValue: { } age } anchor
            && patient.Last(EventCodes.AnchorYear)?.NumericValue is { } anchorYear)
        {
            row.Set(0, age + year - anchorYear, anchor);
        }
    }

    private static TrajectoryEvent? LastStated(PatientAsOf patient, string kind)
    {
        for (var i = patient.Events.Length - 1; i >= 0; i--)
        {
            ref readonly var e = ref patient.Events[i];
            if (EventCodes.Is(e.Code, kind) && e.Code.Length > kind.Length + EventCodes.Separator.Length
                && !e.Code.AsSpan(kind.Length + EventCodes.Separator.Length).SequenceEqual(EventCodes.NoUnit))
            {
                return e;
            }
        }

        return null;
    }
}
