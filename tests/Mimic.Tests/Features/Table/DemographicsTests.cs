using Mimic.Features;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class DemographicsTests
{
    private static readonly TrajectoryEvent[] Patient =
    [
        Fact("GENDER//F"), Fact(EventCodes.AnchorAge, 50), Fact(EventCodes.AnchorYear, 2145), Born(2095),
        Admission(1, -9000, "ELECTIVE"), Event("HOSPITAL_DISCHARGE//HOME", -8900) with { HadmId = 1 },
        Admission(2, -30, "URGENT"), Event("ICU_ADMISSION//MICU", -6.5) with { StayId = 7, HadmId = 2 },
        Event("ICU_DISCHARGE//Ward", 40) with { StayId = 7 }, Event("HOSPITAL_DISCHARGE//REHAB", 90) with { HadmId = 2 },
    ];

    private static readonly FeatureOptions Facts = new() { Modalities = [Modality.Demographics], AdmissionFacts = true };

    [Theory]
    [InlineData(AgeRule.AtPrediction, 55)]
    [InlineData(AgeRule.AtAdmission, 54)]
    [InlineData(AgeRule.AnchorAsPublished, 50)]
    public void Age_is_counted_in_years_from_the_anchor_year(AgeRule rule, int age)
    {
        // The admission of 2149 is the last one known in June 2150.
        var table = Build(Facts with { Age = rule }, Patient.Where(e => e.HadmId != 2 && e.StayId is null));
        Assert.Equal(age, table["demographics_age"].Numbers[0]);
    }

    [Fact]
    public void Without_an_admission_there_is_no_age_at_admission() =>
        Assert.True(Build(Facts with { Age = AgeRule.AtAdmission }, Born(2095), Fact("GENDER//F"))["demographics_age"].IsMissing(0));

    [Fact]
    public void The_admission_and_icu_stay_at_the_prediction_time_are_told_and_nothing_of_their_end()
    {
        var table = Build(Facts, Patient);
        Assert.Equal(("URGENT", "ED", "MICU"), (Text(table, "type"), Text(table, "location"), Text(table, "icu_unit")));
        Assert.Equal([1, 30, 1, 1, 6.5, 0], Numbers(table));
        var withoutEnds = Build(Facts, Patient.Where(e => e.Time is not { } time || time <= Noon));
        Assert.Equal(withoutEnds.Fingerprint(), table.Fingerprint());
    }

    [Fact]
    public void After_the_discharge_the_stay_counts_as_an_earlier_one()
    {
        var table = Build(Facts, [.. Patient[..8], Event("ICU_DISCHARGE//Ward", -2) with { StayId = 7 }, Event("HOSPITAL_DISCHARGE//HOME", -1) with { HadmId = 2 }]);
        Assert.Null(Text(table, "type"));
        Assert.Equal([0, double.NaN, 2, 0, double.NaN, 1], Numbers(table));
    }

    [Fact]
    public void With_positional_names_there_are_the_six_codes_of_the_study_and_no_more()
    {
        var table = Build(Facts with { PositionalNames = true, Age = AgeRule.AnchorAsPublished }, [.. Patient, Event("INSURANCE//Medicare", -30)]);
        Assert.Equal(["de_0", "de_1", "de_2", "de_3", "de_4", "de_5"], table.Columns.Select(c => c.Name));
        var pipeline = FeaturePipeline.Fit(table, new() { Categories = CategoryEncoding.Code });
        Assert.Equal(["Medicare"], FeaturePipeline.FromJson(pipeline.ToJson()).CodeBooks["de_5"].Categories);
    }

    private static TrajectoryEvent Admission(int hadm, double hours, string type) =>
        Event($"HOSPITAL_ADMISSION//{type}//ED", hours) with { HadmId = hadm };

    private static string? Text(FeatureTable table, string name) => table[$"admission_{name}"].Texts[0];

    private static double[] Numbers(FeatureTable table) =>
        [.. new[] { "now", "hours", "earlier", "icu_now", "icu_hours", "icu_earlier" }.Select(n => table[$"admission_{n}"].Numbers[0])];
}
