using Mimic.Cohorts;
using Mimic.Trajectories;

namespace Mimic.Tests.Cohorts;

public class EntropySelectionTests
{
    [Fact]
    public void A_patient_with_every_type_in_every_month_scores_one()
    {
        var cohort = EntropySelection.Select([Patients.Even(90_000_001, true)], new());
        var patient = Assert.Single(cohort.Patients);
        Assert.Equal((1.0, 72), (Math.Round(patient.Score, 12), patient.Items));
        Assert.Equal((Patients.End.AddMonths(-12), Patients.End), (patient.WindowStart, patient.WindowEnd));
    }

    [Fact]
    public void The_best_of_each_class_are_taken_best_first()
    {
        var patients = Enumerable.Range(1, 12).Select(m => Patients.Even(90_000_000 + m, m % 2 == 0, m));
        var cohort = EntropySelection.Select(patients, new() { PerClass = 2 });
        Assert.Equal([90_000_012, 90_000_010, 90_000_011, 90_000_009], cohort.Patients.Select(p => p.SubjectId));
        Assert.Equal([true, true, false, false], cohort.Patients.Select(p => p.Dead));
        Assert.Equal((6, 6), (cohort.EligibleDead, cohort.EligibleAlive));
        Assert.Equal(8, cohort.NotSelected.Count);
        Assert.Empty(cohort.Warnings);
    }

    [Fact]
    public void Ties_go_to_more_items_and_then_to_the_smaller_subject_id()
    {
        (string, double)[] once = [(Patients.Image, 1), (Patients.Lab, 40)];
        var patients = new[]
        {
            Patients.Of(90_000_003, false, once),
            Patients.Of(90_000_002, false, once),
            Patients.Of(90_000_009, false, [.. once, .. once]),
        };
        var cohort = EntropySelection.Select(patients, new() { PerClass = 2 });
        Assert.Equal([90_000_009, 90_000_002], cohort.Patients.Select(p => p.SubjectId));
    }

    [Fact]
    public void Too_few_of_a_class_are_all_taken_and_the_shortfall_is_named()
    {
        var cohort = EntropySelection.Select([Patients.Even(90_000_001, true), Patients.Even(90_000_002, false)], new() { PerClass = 100 });
        Assert.Equal(2, cohort.Patients.Count);
        Assert.Equal(2, cohort.Warnings.Count);
        Assert.Contains("Of the 100 patients asked for among those who died, only 1", cohort.Warnings[0]);
        Assert.Contains("did not die, only 1", cohort.Warnings[1]);
    }

    [Fact]
    public void A_patient_needs_an_image_inside_the_window()
    {
        var patients = new[]
        {
            Patients.Of(90_000_001, false, (Patients.Lab, 0), (Patients.Image, 5)),
            Patients.Of(90_000_002, false, (Patients.Lab, 0), (Patients.Image, 400)),
            Patients.Of(90_000_003, false, (Patients.Lab, 0)),
        };
        Assert.Equal([90_000_001], EntropySelection.Select(patients, new()).Patients.Select(p => p.SubjectId));
        Assert.Equal(3, EntropySelection.Select(patients, new() { RequireImage = false }).Patients.Count);
        Assert.Single(EntropySelection.Select(patients, new() { Types = [DataType.Lab, DataType.Chart] }).Patients);
    }

    [Fact]
    public void Data_without_images_and_notes_drop_the_rule_and_the_types_with_a_warning()
    {
        var patients = new[]
        {
            Patients.Of(90_000_001, true, (Patients.Lab, 0), (Patients.Chart, 1), (Patients.Procedure, 2)),
            Patients.Of(90_000_002, false, (Patients.Lab, 0), (Patients.Lab, 3)),
        };
        var cohort = EntropySelection.Select(patients, new() { PerClass = 1 });
        Assert.Equal([DataType.Lab, DataType.Chart, DataType.Procedure], cohort.Types);
        Assert.Equal(1, cohort.Patients[0].TypeEntropy, 1e-12);
        Assert.Contains(cohort.Warnings, w => w.Contains("no chest radiographs: this data type is left out"));
        Assert.Contains(cohort.Warnings, w => w.Contains("no radiology notes"));
        Assert.Contains(cohort.Warnings, w => w.Contains("no discharge notes"));
        Assert.Contains(cohort.Warnings, w => w.Contains("the rule that each patient needs one is dropped"));
        Assert.Contains(cohort.Warnings, w => w.Contains("3 data types that are left"));
        Assert.Contains("Note: ", cohort.ToString());
    }

    [Fact]
    public void A_single_data_type_leaves_the_decision_to_the_months()
    {
        var cohort = EntropySelection.Select([Patients.Of(90_000_001, true, (Patients.Lab, 0), (Patients.Lab, 40))], new());
        var patient = Assert.Single(cohort.Patients);
        Assert.Equal((1.0, patient.MonthEntropy), (patient.TypeEntropy, patient.Score));
        Assert.Contains(cohort.Warnings, w => w.Contains("Only one data type"));
    }

    [Fact]
    public void Rows_without_a_number_a_time_or_a_known_item_do_not_count()
    {
        var id = 90_000_001;
        var events = new TrajectoryEvent[]
        {
            new(id, Patients.End, Patients.Lab, 1.0),
            new(id, Patients.End, Patients.Lab, null, ">300"),
            new(id, null, Patients.Lab, 1.0),
            new(id, Patients.End, "LAB//50813//mmol/L", 1.0),
            new(id, Patients.End.AddYears(1), "HOSPITAL_ADMISSION//URGENT"),
        };
        var cohort = EntropySelection.Select([new(id, Mimic.Access.SourceTag.OpenDemo, events)], new());
        Assert.Equal((1, Patients.End), (cohort.Patients[0].Items, cohort.Patients[0].WindowEnd));
        Assert.Equal(Mimic.Access.SourceTag.OpenDemo, cohort.Source);
    }

    [Fact]
    public void Notes_and_images_count_without_a_number()
    {
        var id = 90_000_001;
        TrajectoryEvent[] events = [.. Patients.Six.Select(code => new TrajectoryEvent(id, Patients.End, code, null, "text"))];
        Assert.Equal(3, EntropySelection.Select([new(id, Mimic.Access.SourceTag.Synthetic, events)], new()).Patients[0].Items);
    }

    [Fact]
    public void Counted_per_moment_the_signs_charted_together_are_one_item()
    {
        const string Breaths = "CHART//220210//insp/min";
        var patient = Patients.Of(
            90_000_001, false, (Patients.Chart, 0), (Breaths, 0), (Patients.Lab, 0), (Patients.Chart, 1), (Patients.Image, 0));
        Assert.Equal(5, EntropySelection.Select([patient], new()).Patients[0].Items);
        Assert.Equal(4, EntropySelection.Select([patient], new() { Counting = ItemCounting.PerMoment }).Patients[0].Items);
    }

    [Fact]
    public void A_window_that_ends_at_death_may_hold_fewer_items_and_leave_patients_out()
    {
        // Death is 20 days after the last record; of a window of one month only the last days remain.
        var patients = new[]
        {
            Patients.Of(90_000_001, true, (Patients.Image, 0), (Patients.Lab, 25)),
            Patients.Of(90_000_002, false, (Patients.Image, 0), (Patients.Lab, 25)),
        };
        var cohort = EntropySelection.Select(patients, new() { Months = 1, End = WindowEnd.Death });
        Assert.Equal(
            [(90_000_001, 1, Patients.End.AddDays(20)), (90_000_002, 2, Patients.End)],
            cohort.Patients.Select(p => (p.SubjectId, p.Items, p.WindowEnd)));
        Assert.Contains(cohort.Warnings, w => w.Contains("one month only"));
    }

    [Fact]
    public void A_least_number_of_items_leaves_patients_out()
    {
        var patients = new[] { Patients.Even(90_000_001, true, 2), Patients.Even(90_000_002, true, 3) };
        var cohort = EntropySelection.Select(patients, new() { MinimumItems = 13 });
        Assert.Equal([90_000_002], cohort.Patients.Select(p => p.SubjectId));
        Assert.Equal([2, 1, 1], cohort.Attrition.Criteria.Select(c => c.After));
    }

    [Fact]
    public void Scaled_to_the_cohort_the_extremes_are_zero_and_one()
    {
        Trajectory[] patients = [.. new[] { 2, 4, 12 }.Select(months => Patients.Even(90_000_000 + months, true, months))];
        var months = EntropySelection.Select(patients, new() { Scaling = EntropyScaling.CohortMinMax }).Patients;
        Assert.Equal([1, Math.Log(2) / Math.Log(6), 0], months.Select(p => p.MonthEntropy), (a, b) => Math.Abs(a - b) < 1e-11);

        // All have the same types: that entropy tells nothing.
        Assert.All(months, p => Assert.Equal(1, p.TypeEntropy));
    }

    [Fact]
    public void The_order_in_which_patients_come_does_not_matter()
    {
        var patients = Patients.Random(3, 60);
        var expected = EntropySelection.Select(patients, new() { PerClass = 10 });
        patients.Reverse();
        var actual = EntropySelection.Select(patients, new() { PerClass = 10 });
        Assert.Equivalent(expected.Patients, actual.Patients, strict: true);
        Assert.Equal(expected.Patients.Select(p => p.SubjectId), actual.Patients.Select(p => p.SubjectId));
        Assert.Equal(expected.ToString(), actual.ToString());
    }

    [Fact]
    public void Impossible_choices_are_refused_with_a_remedy()
    {
        Trajectory[] one = [Patients.Even(90_000_001, true)];
        Assert.Contains("PerClass", Assert.Throws<MimicException>(() => EntropySelection.Select(one, new() { PerClass = 0 })).Problem);
        Assert.Contains("Months", Assert.Throws<MimicException>(() => EntropySelection.Select(one, new() { Months = -1 })).Problem);
        Assert.Throws<MimicException>(() => EntropySelection.Select(one, new() { Types = [] }));
        Assert.Throws<MimicException>(() => EntropySelection.Select(one, new() { Types = [DataType.Lab, DataType.Lab] }));
        Assert.Contains("trajectories", Assert.Throws<MimicException>(() => EntropySelection.Select([], new())).Remedy);
        Assert.Throws<MimicException>(() => EntropySelection.Select([Patients.Of(90_000_001, true)], new()));
    }
}
