using Mimic.Features;
using Mimic.Native;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class LeakageTests
{
    private const string Film = "p90/p90000001/s80000001/5fbdd11e-6b0e6a7e-b1f05d01-82651c89-49e87215.jpg";

    private static readonly string Images = Path.Combine(Repository.Folder, "data-demo", "cxr");

    private static readonly TrajectoryEvent[] Rich =
    [
        Born(2100), Event("HOSPITAL_ADMISSION//URGENT//ED", -50) with { HadmId = 1 }, Event("RACE//WHITE", -50),
        Event("INSURANCE//Medicare", -50), Event("LANGUAGE//ENGLISH", -50), Event("MARITAL_STATUS//MARRIED", -50),
        Event("ICU_ADMISSION//MICU", -40) with { StayId = 5, HadmId = 1 }, Event("CHART//220045//bpm", -30, 80),
        Event("CHART//220045//bpm", -20, 95), Event("LAB//50912//mg/dL", -10, 1.1), Event("PROCEDURE//225802", -5, 60) with { StayId = 5 },
        Event("PROCEDURE//225802", 20, 90) with { StayId = 5 }, Event("NOTE//RADIOLOGY//RR", -3, text: "No edema."),
        Event("NOTE//DISCHARGE//DS", -2, text: "Went home."), Event("IMAGE//CXR//AP", -1, text: Film),
    ];

    public static TheoryData<Modality> Modalities => [.. Enum.GetValues<Modality>()];

    [Theory]
    [MemberData(nameof(Modalities))]
    public void An_event_moved_behind_the_prediction_vanishes_from_every_extractor(Modality modality)
    {
        Assert.SkipWhen(
            modality == Modality.Image && !NativeLibraries.IsAvailable(NativeLibraries.TurboJpeg), "libjpeg-turbo is not on this machine.");
        foreach (var separate in new[] { false, true })
        {
            var options = new FeatureOptions { Modalities = [modality], AdmissionFacts = true, SeparateNotes = separate, Age = AgeRule.AtAdmission };
            var test = LeakageTest.Run(options, Patient(Rich), new(Subject, Noon, null), Images);
            Assert.True(test.Mattered > 0, "No event mattered: the test would say nothing.");
            Assert.Empty(test.Leaks);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_an_open_end_an_event_at_the_prediction_time_itself_vanishes_too(bool closed)
    {
        var options = new FeatureOptions { Modalities = [Modality.Lab], Guard = new() { EndIsClosed = closed } };
        var test = LeakageTest.Run(options, Patient(Rich), new(Subject, Noon, null), shift: TimeSpan.Zero);
        Assert.Equal(closed, test.Leaks.Count > 0);
    }

    [Fact]
    public void Features_that_see_the_future_are_found()
    {
        var options = new FeatureOptions { Modalities = [], Extra = [new CountOf()] };
        var test = LeakageTest.Run(options, Patient(Rich), new(Subject, Noon, null));
        Assert.Empty(test.Leaks);
        var leak = LeakageTest.Run(
            new() { Modalities = [Modality.Procedure], AsPublishedProcedureLeak = true }, Patient(Rich), new(Subject, Noon, null));
        Assert.NotEmpty(leak.Leaks);
        Assert.Contains("see the future", leak.ToString());
    }

    [Fact]
    public void The_published_leak_shows_procedures_of_the_stay_that_are_yet_to_come_and_warns()
    {
        var options = new FeatureOptions { Modalities = [Modality.Procedure, Modality.Chart] };
        var honest = Build(options, Rich);
        var leaking = Build(options with { AsPublishedProcedureLeak = true }, Rich);
        Assert.Equal(60, honest["tsprocedure_attr_Dialysis_CRRT__max"].Numbers[0]);
        Assert.Equal(90, leaking["tsprocedure_attr_Dialysis_CRRT__max"].Numbers[0]);
        Assert.Contains("WRONG", leaking["tsprocedure_attr_Dialysis_CRRT__max"].Origin.Window);
        Assert.Contains(leaking.Warnings, w => w.Contains("whole ICU stay"));
        Assert.DoesNotContain(honest.Warnings, w => w.Contains("whole ICU stay"));
        Assert.Equal(honest["tschart_attr_Heart_Rate__max"].Numbers[0], leaking["tschart_attr_Heart_Rate__max"].Numbers[0]);
    }

    [Fact]
    public void The_published_leak_is_of_the_current_stay_and_of_procedures_only()
    {
        var options = new FeatureOptions { Modalities = [Modality.Procedure, Modality.Chart], AsPublishedProcedureLeak = true };
        var table = Build(
            options,
            [
                .. Rich, Event("PROCEDURE//225802", 30, 500) with { StayId = 6 }, Event("ICU_ADMISSION//MICU", 25) with { StayId = 6 },
                Event("CHART//220045//bpm", 1, 300) with { StayId = 5 },
            ]);
        Assert.Equal(90, table["tsprocedure_attr_Dialysis_CRRT__max"].Numbers[0]);
        Assert.Equal(95, table["tschart_attr_Heart_Rate__max"].Numbers[0]);
    }

    [Fact]
    public void The_published_leak_keeps_to_the_items_that_are_asked_for()
    {
        var options = new FeatureOptions
        {
            Modalities = [Modality.Procedure],
            Items = SeriesItems.Of(EventCodes.Procedure, new ItemGroup("CRRT", [225802])),
        };
        var honest = Build(options, Rich);
        var leaking = Build(options with { AsPublishedProcedureLeak = true }, Rich);
        Assert.Equal(honest.Columns.Select(c => c.Name), leaking.Columns.Select(c => c.Name));
    }

    [Fact]
    public void By_charttime_a_result_counts_before_it_is_stored_in_the_named_table_only()
    {
        var lab = Event("LAB//50912//mg/dL", -1, 2, storedHours: 1) with { Table = "hosp/labevents" };
        var chart = Event("CHART//220045//bpm", -1, 80, storedHours: 1) with { Table = "icu/chartevents" };
        var rule = new GuardRule { CharttimeTables = ["hosp/labevents"] };
        Assert.Equal((true, false), (Guard.IsKnown(lab, Noon, rule), Guard.IsKnown(chart, Noon, rule)));
        Assert.False(Guard.IsKnown(lab, Noon));
        var table = Build(new() { Guard = rule }, lab, chart);
        Assert.Equal(2, table["tslab_attr_Creatinine__max"].Numbers[0]);
        Assert.Contains("by charttime in hosp/labevents", table["tslab_attr_Creatinine__max"].Origin.Window);
        Assert.Null(table.Find("tschart_attr_Heart_Rate__max"));
    }

    [Theory]
    [InlineData("hosp/procedures_icd")]
    [InlineData("note/discharge")]
    [InlineData("icu/procedureevents")]
    public void The_charttime_of_what_is_written_later_cannot_count(string table) =>
        Assert.Contains(table, Assert.Throws<MimicException>(() => new GuardRule { CharttimeTables = [table] }).Problem);

    [Fact]
    public void The_ends_of_the_window_are_closed_and_open_as_stated()
    {
        var patient = Patient(Event("LAB//1//UNK", -24), Event("LAB//2//UNK", 0));
        string[] Codes(GuardRule rule) => [.. new PatientAsOf(patient, Noon, TimeSpan.FromHours(24), rule).Recent.ToArray().Select(e => e.Code)];
        Assert.Equal(["LAB//2//UNK"], Codes(new()));
        Assert.Equal(["LAB//1//UNK", "LAB//2//UNK"], Codes(new() { StartIsClosed = true }));
        Assert.Empty(Codes(new() { EndIsClosed = false }));
        var error = Assert.Throws<FutureEventException>(() => Guard.Check(Event("LAB//2//UNK", 0), Noon, new() { EndIsClosed = false }));
        Assert.Contains("at the prediction time itself", error.Problem);
    }

    [Theory]
    [InlineData("HOSPITAL_DISCHARGE//DIED")]
    [InlineData("ED_DISCHARGE//EXPIRED")]
    public void A_discharge_by_death_is_refused_at_any_time(string code) =>
        Assert.Contains("death", Assert.Throws<FutureEventException>(() => Guard.Check(Event(code, -1), Noon)).Problem);

    [Fact]
    public void Icu_samples_are_of_stays_that_last_until_the_prediction()
    {
        TrajectoryEvent[] Stay(int id, double start, double end, string location, double discharge) =>
        [
            Event("ICU_ADMISSION//MICU", start) with { StayId = id, HadmId = id },
            Event("ICU_DISCHARGE//MICU", end) with { StayId = id, HadmId = id },
            Event($"HOSPITAL_DISCHARGE//{location}", discharge) with { HadmId = id },
        ];
        var patient = Patient(
            [.. Stay(1, 0, 30, "HOME", 90), .. Stay(2, 200, 210, "HOME", 300), .. Stay(3, 400, 460, "DIED", 460), Event(EventCodes.Death, 460)]);
        var samples = IcuSamples.After([patient], TimeSpan.FromHours(24)).ToArray();
        Assert.Equal([new(Subject, Noon.AddHours(24), false), new Sample(Subject, Noon.AddHours(424), true)], samples);
    }

    private sealed class CountOf : IFeatureExtractor
    {
        public IReadOnlyList<FeatureDefinition> Features { get; } = [new("count", Modality.Lab, Origin())];

        public void Extract(PatientAsOf patient, FeatureRow row) => row.Set(0, [patient.Events.Length], patient.Events);
    }
}
