using System.Text.Json;
using Mimic.Features;
using Mimic.Tests.Trajectories;
using Mimic.Trajectories;
using static Mimic.Tests.Features.Invented;

namespace Mimic.Tests.Features.Series;

/// <summary>One invented patient in a store: two admissions, the first with an ICU stay.</summary>
public sealed class SeriesFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_patient_has_one_row_from_the_first_to_the_last_measurement()
    {
        var row = Assert.Single(Rows(new()));
        Assert.Equal((Subject, null, null), (row.SubjectId, row.HadmId, row.StayId));
        Assert.Equal((Noon, Noon.AddHours(100)), (row.Start, row.End));
        Assert.Equal([140, 139.5], Means(row, "Sodium", "Heart_Rate"));
    }

    [Fact]
    public void An_admission_has_a_row_and_what_lies_outside_is_counted()
    {
        SeriesFeatures features = new(new() { By = SeriesBy.Admission });
        var rows = features.Rows(Store()).ToList();
        Assert.Equal([1, 2], rows.Select(r => r.HadmId!.Value));
        Assert.Equal([139, 150], rows.Select(r => Means(r, "Sodium")[0]));
        Assert.Equal("1 measurement was left out: outside of an admission.", Assert.Single(features.Warnings));
    }

    [Fact]
    public void An_icu_stay_has_its_charts_and_the_laboratory_of_its_admission()
    {
        var row = Assert.Single(Rows(new() { By = SeriesBy.IcuStay }));
        Assert.Equal((1, 11), (row.HadmId, row.StayId));
        Assert.Equal([139, 90], Means(row, "Sodium", "Heart_Rate"));
    }

    [Fact]
    public void Windows_begin_at_the_first_measurement_include_their_start_and_exclude_their_end()
    {
        var rows = Rows(new() { By = SeriesBy.Hours });
        Assert.Equal([0, 1, 4], rows.Select(r => (r.Start - Noon).TotalDays));
        Assert.All(rows, r => Assert.Equal(TimeSpan.FromDays(1), r.End - r.Start));
        Assert.Equal([138, 136, 150], rows.Select(r => Means(r, "Sodium")[0]));
    }

    [Fact]
    public void Positions_are_the_vectors_of_the_study_in_order()
    {
        SeriesFeatures features = new(new() { PositionalNames = true, Statistics = SeriesVariant.Haim });
        Assert.Equal(
            [
                .. Enumerable.Range(0, 99).Select(i => $"ts_ce_{i}"), .. Enumerable.Range(0, 242).Select(i => $"ts_le_{i}"),
                .. Enumerable.Range(0, 110).Select(i => $"ts_pe_{i}"),
            ],
            features.Features.Select(f => f.Name));
        var values = Assert.Single(features.Rows(Store())).Values;
        Assert.Equal(SeriesStatistics.Compute([90, 189], SeriesVariant.Haim), values[..11]);
        Assert.Equal(SeriesStatistics.Compute([138, 140, 132, 150], SeriesVariant.Haim), values[(99 + 22)..(99 + 33)]);
        Assert.Equal(0, values.Skip(99 + 33).Sum());
    }

    [Theory]
    [InlineData(SeriesVariant.Haim)]
    [InlineData(SeriesVariant.Efficient)]
    public void Each_value_is_the_statistic_of_the_events_as_a_trajectory_has_them(SeriesVariant variant)
    {
        var patients = StoreSamples.Patients(9, 300).ToList();
        SeriesFeatures features = new(new() { Statistics = variant, Kinds = [EventCodes.Chart] });
        var width = SeriesStatistics.NamesOf(variant).Count;
        var rows = features.Rows(StoreSamples.Store(_folder["s"], patients)).ToDictionary(r => r.SubjectId);
        Assert.All(patients, p => Assert.Equal(
            SeriesStatistics.Compute([.. p.Where(e => EventCodes.Is(e.Code, "CHART//220045")).Select(e => e.NumericValue!.Value)], variant),
            rows[p.SubjectId].Values[..width]));
    }

    [Fact]
    public void Any_items_can_be_named()
    {
        SeriesFeatures features = new(new() { Items = SeriesItems.Of(EventCodes.Output, new ItemGroup("Foley", [226559])), Prefix = "out" });
        Assert.Equal("out_attr_Foley__max", features.Features[0].Name);
        Assert.Equal(250, Assert.Single(features.Rows(Store())).Values[0]);
    }

    [Fact]
    public void The_file_and_the_table_hold_the_rows()
    {
        SeriesFeatures features = new(new() { By = SeriesBy.Hours, Hours = 48, Statistics = SeriesVariant.Minimal });
        Assert.Equal(2, features.WriteCsv(Store(), _folder["out.csv"]));
        var lines = File.ReadAllLines(_folder["out.csv"]);
        Assert.StartsWith("subject_id,start,end,tschart_attr_Heart_Rate__sum_values,", lines[0]);
        Assert.StartsWith("90000001,2150-06-01 12:00:00,2150-06-03 12:00:00,90,90,90,1,0,", lines[1]);
        var table = features.Table(Store());
        Assert.Equal([Noon.AddDays(2), Noon.AddDays(6)], table.Samples.Select(s => s.PredictionTime));
        Assert.Contains("48 hours", table.Columns[0].Origin.Window);
    }

    [Fact]
    public void A_codebook_beside_the_file_names_table_items_window_and_unit_of_every_column_and_what_was_left_out()
    {
        SeriesFeatures features = new(new() { By = SeriesBy.Admission });
        features.WriteCsv(Store(), _folder["out.csv"]);
        using var book = JsonDocument.Parse(File.ReadAllText(_folder["out.columns.json"]));
        var columns = book.RootElement.GetProperty("Columns").EnumerateArray().ToList();
        Assert.Equal(
            File.ReadLines(_folder["out.csv"]).First().Split(',')[4..],
            columns.Select(c => c.GetProperty("Name").GetString()));
        var sodium = columns.Single(c => c.GetProperty("Name").GetString() == "tslab_attr_Sodium__mean").GetProperty("Origin");
        Assert.Equal(
            ["hosp/labevents", "the admission", "mEq/L"],
            new[] { "Table", "Window", "Unit" }.Select(p => sodium.GetProperty(p).GetString()));
        Assert.Equal(features.Warnings, book.RootElement.GetProperty("Warnings").EnumerateArray().Select(w => w.GetString()));
        Assert.NotEmpty(features.Warnings);
    }

    private static double[] Means(SeriesRow row, params string[] items)
    {
        var names = new SeriesFeatures(new()).Features.Select(f => f.Name).ToList();
        return [.. items.Select(i => row.Values[names.FindIndex(n => n.EndsWith($"_attr_{i}__mean", StringComparison.Ordinal))])];
    }

    private List<SeriesRow> Rows(SeriesOptions options) => [.. new SeriesFeatures(options).Rows(Store())];

    private TrajectoryStore Store() => StoreSamples.Store(
        _folder[Guid.NewGuid().ToString("N")],
        [
            Patient(
                Event("LAB//50983//mEq/L", 0, 138) with { HadmId = 1 },
                Event("CHART//220045//bpm", 5, 90) with { HadmId = 1, StayId = 11 },
                Event("OUTPUT//226559//ml", 6, 250) with { HadmId = 1, StayId = 11 },
                Event("LAB//50983//mEq/L", 24, 140) with { HadmId = 1 },
                Event("LAB//50983//mEq/L", 47, 132),
                Event("LAB//50983//mEq/L", 99, 150) with { HadmId = 2 },
                Event("CHART//220045//bpm", 100, 189) with { HadmId = 2 }),
        ]);
}
