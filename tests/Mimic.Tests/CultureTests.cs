using System.Globalization;
using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Display;
using Mimic.Features;
using Mimic.Models;
using Mimic.Tests.Charts;
using Mimic.Tests.Trajectories;
using Mimic.Trajectories;
using Mimic.Trajectories.Building;

namespace Mimic.Tests;

/// <summary>Notebook hosts other than ours have the user's culture; files, figures and tables are the same there.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_feature_table_is_written_and_read_alike()
    {
        FeatureTable table = new(
            SourceTag.Synthetic,
            [new(90000001, new DateTime(2150, 6, 1, 12, 30, 0), true), new(90000002, new DateTime(2150, 6, 1), false)],
            [new("tslab_attr_X__max", Modality.Lab, Features.Invented.Origin(), [1234.5, -0.25])]);
        var (csv, columns) = (_folder["f.csv"], _folder["f.columns.json"]);
        SameInAnyCulture(() =>
        {
            table.WriteCsv(csv);
            return File.ReadAllText(csv) + File.ReadAllText(columns) + FeatureTable.ReadCsv(csv).Fingerprint();
        });
        SameInAnyCulture(() => table.ToHtml() + table);
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Json)]
    public void A_patient_is_exported_alike(ExportFormat format)
    {
        var time = new DateTime(2150, 1, 2, 3, 4, 5, 250);
        TrajectoryEvent lab = new(90000001, time, "LAB//50912//mg/dL", -1234.5, Unit: "mg/dL", AvailableTime: time);
        Trajectory patient = new(90000001, SourceTag.Synthetic, [lab]);
        using (MedsStoreWriter writer = new(_folder["store"], StoreSamples.Info))
        {
            writer.Add(patient);
            writer.Complete(new Dictionary<string, string>(), "{}");
        }

        SameInAnyCulture(() =>
        {
            TrajectoryStore.Open(_folder["store"]).ExportPatient(90000001, _folder["p"], format);
            return File.ReadAllText(_folder["p"]);
        });
        SameInAnyCulture(() => TrajectoryStore.Open(_folder["store"]).ToHtml() + patient[0]);
    }

    [Fact]
    public void Statistics_of_series_are_written_alike()
    {
        var input = _folder.Write("in.csv", "series_id,charttime,value\na,2150-01-01 00:00:00,1.5\na,2150-01-01 01:00:00,-1234.75\n");
        SameInAnyCulture(() =>
        {
            SeriesFile.Summarise(input, _folder["out.csv"], default);
            return File.ReadAllText(_folder["out.csv"]);
        });
    }

    [Fact]
    public void Every_kind_of_chart_is_drawn_alike()
    {
        foreach (var chart in Samples.Charts.Values)
        {
            SameInAnyCulture(() => chart.ToSvg() + chart.ToHtml() + chart.ToPlotlyJson());
        }
    }

    [Fact]
    public void Cells_of_tables_show_alike()
    {
        var time = new DateTime(2150, 1, 2, 3, 4, 0);
        object[] values = [1234567, -1234.5678, 0.25f, 12.5m, 7u, time, time.Date, TimeSpan.FromHours(1.5)];
        SameInAnyCulture(() => string.Join('|', values.Select(Table.Cell)));
        Assert.Equal("1,234,567", Table.Cell(1234567));
    }

    [Fact]
    public void Numbers_that_people_typed_are_read_alike()
    {
        SameInAnyCulture(() => $"{Cells.Number("5,000"u8) == 5000} {Cells.Number("8.5"u8) == 8.5}");
    }

    [Fact]
    public void Descriptions_of_settings_and_results_read_alike()
    {
        SameInAnyCulture(() => string.Join(
            '|',
            new EntropyOptions { PerClass = 1500, MinimumItems = 2000 },
            new CohortPatient(90000001, true, 0.5, 0.75, 0.25, 1234, default, default) { ItemsByMonth = [1234] },
            new GradientBoostingOptions(),
            new LogisticRegressionOptions(),
            new Estimate(0.75, 0.5, 0.875)));
    }

    private static void SameInAnyCulture(Func<string> make)
    {
        var (plain, before) = (make(), CultureInfo.CurrentCulture);
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (foreign.NumberFormat.NumberDecimalSeparator, foreign.NumberFormat.NumberGroupSeparator) = (",", ".");
        (foreign.DateTimeFormat.DateSeparator, foreign.DateTimeFormat.TimeSeparator) = (".", ".");
        CultureInfo.CurrentCulture = foreign;
        try
        {
            Assert.Equal(plain, make());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
