using Mimic.Access;
using Mimic.Features;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features;

public class FeatureBuilderTests
{
    [Fact]
    public void The_columns_are_named_by_modality_item_and_statistic()
    {
        var table = Build(
            new(), Event("CHART//220045//bpm", -1, 80), Event("LAB//51265//K/uL", -1, 200), Event("PROCEDURE//225802", -1, 5));
        Assert.Equal(99, table.Only(Modality.Chart).Columns.Count);
        Assert.Equal(242 + (4 * 11), table.Only(Modality.Lab).Columns.Count); // what HAIM pools stands apart
        Assert.Equal(110, table.Only(Modality.Procedure).Columns.Count);
        Assert.Equal(80, table["tschart_attr_Heart_Rate__mean"].Numbers[0]);
        Assert.Equal(200, table["tslab_attr_Platelet_Count__max"].Numbers[0]);
        Assert.Equal(5, table["tsprocedure_attr_Dialysis_CRRT__min"].Numbers[0]);
        Assert.Contains("51265, 51704", table["tslab_attr_Platelet_Count__max"].Origin.Items);
    }

    [Theory]
    [InlineData(null, "known by the prediction time (included), however long before")]
    [InlineData(36, "happened in the last 36 hours (start excluded) and known by the prediction time (included)")]
    public void Every_column_states_its_window(int? hours, string window)
    {
        var lookback = hours is { } h ? TimeSpan.FromHours(h) : null as TimeSpan?;
        var table = Build(new() { Lookback = lookback }, Event("CHART//220045//bpm", -1, 80), Born(2100));
        Assert.Equal(window, table["tschart_attr_Heart_Rate__mean"].Origin.Window);
        Assert.DoesNotContain(table.Columns, c => c.Origin.Window is null);
        Assert.Contains("however long before", table["demographics_age"].Origin.Window);
    }

    [Fact]
    public void The_positional_names_of_the_study_are_eleven_times_the_label_plus_the_statistic()
    {
        var table = Build(
            new() { PositionalNames = true, Statistics = SeriesVariant.Haim }, Fact("GENDER//F"), Event("LAB//50971//mEq/L", -1, 4));
        Assert.Equal(4, table["ts_le_11"].Numbers[0]);
        Assert.Equal(2, table["ts_le_13"].Numbers[0]);
        Assert.Equal("ts_le_241", table.Only(Modality.Lab).Columns[^1].Name);
        Assert.Equal("F", table["de_1"].Texts[0]);
    }

    [Fact]
    public void All_items_of_a_label_make_one_series_in_time_order()
    {
        var table = Build(
            new(), Event("LAB//50809//mg/dL", -1, 150), Event("LAB//50931//mg/dL", -3, 100), Event("LAB//52569//mg/dL", -2, 130));
        Assert.Equal([150, 100, 50, 25], Read(table, "Glucose", "max", "min", "diff", "trend"));
    }

    [Fact]
    public void Events_of_equal_time_are_all_kept_in_their_order()
    {
        var table = Build(new(), Event("LAB//50931//mg/dL", -1, 1), Event("LAB//50931//mg/dL", -1, 5), Event("LAB//50931//mg/dL", -1, 2));
        Assert.Equal([8.0 / 3, 7, 1, 1], Read(table, "Glucose", "mean", "sumabsdiff", "diff", "npeaks"));
    }

    [Fact]
    public void A_result_stored_after_the_prediction_is_not_used()
    {
        var table = Build(new(), Event("LAB//50931//mg/dL", -2, 1), Event("LAB//50931//mg/dL", -1, 9, storedHours: 1));
        Assert.Equal([1], Read(table, "Glucose", "max"));
    }

    [Fact]
    public void A_missing_item_stays_missing()
    {
        var table = Build(new(), Event("LAB//50931//mg/dL", -2, 1));
        Assert.All(Read(table, "Sodium", "max", "npeaks", "trend"), x => Assert.Equal(double.NaN, x));
    }

    [Fact]
    public void With_the_appended_zero_it_is_zero()
    {
        var table = Build(new() { Statistics = SeriesVariant.Haim }, Event("LAB//50931//mg/dL", -2, 1));
        Assert.All(Read(table, "Sodium", "max", "npeaks", "trend"), x => Assert.Equal(0, x));
    }

    [Fact]
    public void A_modality_without_any_data_has_no_columns_and_a_warning()
    {
        var table = Build(new(), Event("LAB//50931//mg/dL", -2, 1));
        Assert.Equal([Modality.Lab], table.Modalities);
        Assert.Contains(table.Warnings, w => w.Contains("Image"));
        Assert.Contains("no Image columns", table.ToString());
    }

    [Theory]
    [InlineData(45, 2140, 55)]
    [InlineData(91, 2148, 93)]
    [InlineData(60, 2152, 58)]
    public void Age_is_the_anchor_age_moved_to_the_year_of_the_prediction(int anchorAge, int anchorYear, int age) =>
        Assert.Equal(age, Build(new(), Born(anchorYear - anchorAge))["demographics_age"].Numbers[0]);

    [Fact]
    public void Without_a_birth_event_the_anchor_facts_serve() =>
        Assert.Equal(55, Build(new(), Fact(EventCodes.AnchorAge, 45), Fact(EventCodes.AnchorYear, 2140))["demographics_age"].Numbers[0]);

    [Fact]
    public void A_category_is_the_last_one_stated_before_the_prediction()
    {
        var table = Build(
            new(), Event("INSURANCE//Medicaid", -200), Event("INSURANCE//Medicare", -100),
            Event("INSURANCE//UNK", -50), Event("INSURANCE//Other", 1));
        Assert.Equal("Medicare", table["demographics_insurance"].Texts[0]);
        Assert.Null(table["demographics_race"].Texts[0]);
    }

    [Fact]
    public void Notes_known_before_the_prediction_become_one_document()
    {
        var table = Build(
            new(), Event("NOTE//RADIOLOGY//RR", -5, text: "Second."), Event("NOTE//DISCHARGE//DS", -90, text: "First.", storedHours: -60),
            Event("NOTE//RADIOLOGY//RR", -1, text: "Not yet stored.", storedHours: 3));
        Assert.Equal("First.\n\nSecond.", table["notes_text"].Texts[0]);
    }

    [Fact]
    public void Notes_can_be_kept_apart_by_kind()
    {
        var table = Build(new() { SeparateNotes = true }, Event("NOTE//RADIOLOGY//RR", -5, text: "Clear."));
        Assert.Equal("Clear.", table["nradiology_text"].Texts[0]);
        Assert.Null(table["ndischarge_text"].Texts[0]);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_processors()
    {
        var patients = Enumerable.Range(1, 150).Select(i => (
            new Trajectory(
                i, SourceTag.Synthetic,
                Enumerable.Range(0, 30).Select(k => Event("CHART//220045//bpm", k - 40, (i * 37 * k) % 101, subject: i))),
            new Sample(i, Noon, i % 3 == 0))).ToArray();
        var one = new FeatureBuilder(new() { Cpus = 1 }).Build(patients, null);
        var two = new FeatureBuilder(new() { Cpus = 2 }).Build(patients, null);
        Assert.Equal(one.Fingerprint(), two.Fingerprint());
        Assert.Equal(patients.Select(p => p.Item2), two.Samples);
    }

    [Fact]
    public void The_most_restricted_source_marks_the_table()
    {
        var open = new Trajectory(1, SourceTag.Synthetic, [Event("LAB//50931//mg/dL", -1, 1, subject: 1)]);
        var closed = new Trajectory(2, SourceTag.Credentialed, [Event("LAB//50931//mg/dL", -1, 1, subject: 2)]);
        var table = new FeatureBuilder(new()).Build([(closed, new(2, Noon, null)), (open, new(1, Noon, null))], null);
        Assert.Equal(SourceTag.Credentialed, table.Source);
    }

    [Fact]
    public void No_sample_is_an_error() => Assert.Throws<MimicException>(() => new FeatureBuilder(new()).Build([], null));

    [Fact]
    public void A_sample_of_another_patient_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new FeatureBuilder(new()).Build([(Patient(), new Sample(Subject + 1, Noon, null))], null));

    private static double[] Read(FeatureTable table, string item, params string[] statistics) =>
        [.. statistics.Select(s => table[$"tslab_attr_{item}__{s}"].Numbers[0])];
}
