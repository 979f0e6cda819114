using Mimic.Features;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class GuardTests
{
    [Fact]
    public void An_event_at_the_prediction_time_passes() => Guard.Check(Event("LAB//50912//mg/dL", 0, 1), Noon);

    [Fact]
    public void A_later_event_is_refused()
    {
        var error = Assert.Throws<FutureEventException>(() => Guard.Check(Event("LAB//50912//mg/dL", 1.5, 77), Noon));
        Assert.Contains("1.5 hours after the prediction time", error.Problem);
        Assert.DoesNotContain("77", error.Message);
    }

    [Fact]
    public void A_result_stored_later_is_refused()
    {
        var error = Assert.Throws<FutureEventException>(() => Guard.Check(Event("LAB//50912//mg/dL", -1, 1, storedHours: 2), Noon));
        Assert.Contains("stored 2 hours after", error.Problem);
    }

    [Fact]
    public void Death_is_refused_at_any_time() =>
        Assert.Throws<FutureEventException>(() => Guard.Check(Event(EventCodes.Death, -100), Noon));

    [Fact]
    public void A_fact_passes_without_a_time() => Guard.Check(Fact("GENDER//F"), Noon);

    [Fact]
    public void Anything_else_without_a_time_is_refused() =>
        Assert.Throws<FutureEventException>(() => Guard.Check(Fact("DIAGNOSIS//ICD//10//I509"), Noon));

    [Fact]
    public void The_view_holds_what_was_known_and_nothing_else()
    {
        var view = new PatientAsOf(
            Patient(
                Fact("GENDER//F"), Event("LAB//1//UNK", -2), Event("LAB//2//UNK", -1, storedHours: 1),
                Event("LAB//3//UNK", 1), Event(EventCodes.Death, -3)),
            Noon);
        Assert.Equal(["GENDER//F", "LAB//1//UNK"], view.Events.ToArray().Select(e => e.Code));
    }

    [Fact]
    public void The_look_back_cuts_old_events_off()
    {
        var patient = Patient(Fact("GENDER//F"), Event("LAB//1//UNK", -24), Event("LAB//2//UNK", -23));
        var view = new PatientAsOf(patient, Noon, TimeSpan.FromHours(24));
        Assert.Equal(["LAB//2//UNK"], view.Recent.ToArray().Select(e => e.Code));
    }

    [Fact]
    public void An_extractor_run_on_the_whole_trajectory_throws()
    {
        var patient = Patient(Event("LAB//50912//mg/dL", -1, 1), Event("LAB//50912//mg/dL", 1, 2));
        var extractor = new SeriesExtractor(Modality.Lab, SeriesVariant.Medprofiles, false);
        var row = new FeatureRow(new PatientAsOf(patient, Noon), extractor.Features);
        Assert.Throws<FutureEventException>(() => extractor.Extract(patient.Span, row));
    }

    [Fact]
    public void An_extractor_of_ones_own_cannot_use_the_future_either()
    {
        var patient = Patient(Event("LAB//50912//mg/dL", -1, 1), Event("LAB//50912//mg/dL", 1, 2));
        var builder = new FeatureBuilder(new() { Modalities = [Modality.Lab], Extra = [new LastLabEver(patient)] });
        Assert.Throws<FutureEventException>(() => builder.Build([(patient, new Sample(Subject, Noon, null))], null));
    }

    [Fact]
    public void A_prediction_after_death_is_refused()
    {
        var error = Assert.Throws<MimicException>(() => Build(new(), Event(EventCodes.Death, 0)));
        Assert.Contains("Sample 1", error.Problem);
    }

    private sealed class LastLabEver(Trajectory whole) : IFeatureExtractor
    {
        public IReadOnlyList<FeatureDefinition> Features { get; } = [new("last_lab", Modality.Lab, new() { Table = "hosp/labevents", Statistic = "the last result, even of the future" })];

        public void Extract(PatientAsOf patient, FeatureRow row) => row.Set(0, whole[^1].NumericValue!.Value, whole[^1]);
    }
}
