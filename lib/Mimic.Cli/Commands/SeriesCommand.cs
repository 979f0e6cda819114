using System.CommandLine;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic features series</c>: statistics of the series of a long table.</summary>
internal static class SeriesCommand
{
    private const string Example = "mimic features series --in measurements.csv --statistics haim --out statistics.csv";

    private static readonly Dictionary<string, SeriesVariant> Variants = new(StringComparer.Ordinal)
    {
        ["haim"] = SeriesVariant.Haim,
        ["medprofiles"] = SeriesVariant.Medprofiles,
        ["minimal"] = SeriesVariant.Minimal,
        ["efficient"] = SeriesVariant.Efficient,
    };

    private static readonly Dictionary<string, SeriesBy> Rows = new(StringComparer.Ordinal)
    {
        ["patient"] = SeriesBy.Patient,
        ["admission"] = SeriesBy.Admission,
        ["stay"] = SeriesBy.IcuStay,
        ["hours"] = SeriesBy.Hours,
    };

    public static Command Create()
    {
        var input = new Option<string>("--in") { Description = "CSV file with columns series_id, charttime and value.", HelpName = "FILE" };
        var store = new Option<string>("--trajectories") { Description = "Instead of a CSV file: the trajectories that mimic trajectories build wrote.", HelpName = "DIR" };
        var by = new Option<string>("--by") { Description = "A line of trajectories per patient, admission, ICU stay or window of hours.", DefaultValueFactory = _ => "patient" };
        by.AcceptOnlyFromAmong([.. Rows.Keys]);
        var hours = new Option<int>("--hours") { Description = "Length of a window, from the patient's first measurement.", HelpName = "N", DefaultValueFactory = _ => 24 };
        var items = new Option<string>("--items") { Description = "Table of items, units and limits to use instead of the library's.", HelpName = "FILE" };
        var positions = new Option<bool>("--positions") { Description = "HAIM's items and names by position (ts_ce_0, ts_le_0, ts_pe_0)." };
        var output = new Option<string>("--out") { Description = "CSV file to write: a line per series, a column per statistic; a codebook NAME.columns.json stands beside it.", HelpName = "FILE", Required = true };
        var statistics = new Option<string>("--statistics")
        {
            Description = "haim: 11 as published, with a 0 appended to every series; medprofiles: the same without it, undefined results are empty; "
                + "minimal: 10 of tsfresh; efficient: those of tsfresh's larger set that suit irregular times.",
            DefaultValueFactory = _ => "medprofiles",
        };
        statistics.AcceptOnlyFromAmong([.. Variants.Keys]);
        var series = new ExampleCommand("series", "Compute statistics of each series of a long table, by the definitions of HAIM or tsfresh", Example)
        {
            input, store, by, hours, items, positions, statistics, output,
        };
        series.Validators.Add(result =>
        {
            if (result.GetValue(input) is null == result.GetValue(store) is null)
            {
                result.AddError("Give either --in or --trajectories.");
            }
        });
        hours.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--hours must be 1 or more.");
            }
        });
        series.SetAction(result =>
        {
            var (variant, file, console) = (Variants[result.GetValue(statistics)!], result.GetValue(output)!, result.InvocationConfiguration.Output);
            return result.GetValue(store) is not { } folder ? Run(result.GetValue(input)!, file, variant, console) : Run(
                folder,
                file,
                new SeriesOptions
                {
                    By = Rows[result.GetValue(by)!],
                    Hours = result.GetValue(hours),
                    Statistics = variant,
                    Items = result.GetValue(items) is { } table ? SeriesItems.Read(table) : null,
                    PositionalNames = result.GetValue(positions),
                },
                console);
        });
        return series;
    }

    private static int Run(string folder, string output, SeriesOptions options, TextWriter console)
    {
        var features = new SeriesFeatures(options);
        var count = features.WriteCsv(TrajectoryStore.Open(folder), output);
        console.WriteLine($"{output}: {count:#,0} rows, {features.Features.Count:#,0} columns.");
        foreach (var warning in features.Warnings)
        {
            console.WriteLine(warning);
        }

        return 0;
    }

    private static int Run(string input, string output, SeriesVariant variant, TextWriter console)
    {
        var count = SeriesFile.Summarise(input, output, variant);
        console.WriteLine($"{output}: {count:#,0} series, {SeriesStatistics.NamesOf(variant).Count} statistics each.");
        return 0;
    }
}
