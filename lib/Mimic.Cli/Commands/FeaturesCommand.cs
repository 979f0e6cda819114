using System.CommandLine;
using Mimic.Features;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic features</c>: from measurements to features.</summary>
internal static class FeaturesCommand
{
    private const string Example = "mimic features series --in measurements.csv --out statistics.csv";

    public static Command Create() => new ExampleCommand("features", "Make features of measurements", Example) { CreateSeries() };

    private static Command CreateSeries()
    {
        var input = new Option<string>("--in") { Description = "CSV file with columns series_id, charttime and value.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "CSV file to write: 11 statistics a series.", HelpName = "FILE", Required = true };
        var statistics = new Option<string>("--statistics")
        {
            Description = "haim: as published, with a 0 appended to every series; medprofiles: without it, undefined results are empty.",
            DefaultValueFactory = _ => "medprofiles",
        };
        statistics.AcceptOnlyFromAmong("haim", "medprofiles");
        var series = new ExampleCommand("series", "Compute the 11 statistics of the HAIM study for each series of a long table", Example)
        {
            input, statistics, output,
        };
        series.SetAction(result => Series(
            result.GetValue(input)!,
            result.GetValue(output)!,
            result.GetValue(statistics) == "haim" ? SeriesVariant.Haim : SeriesVariant.Medprofiles,
            result.InvocationConfiguration.Output));
        return series;
    }

    private static int Series(string input, string output, SeriesVariant variant, TextWriter console)
    {
        var count = SeriesFile.Summarise(input, output, variant);
        console.WriteLine($"{output}: {count:#,0} series, {SeriesStatistics.Names.Count} statistics each.");
        return 0;
    }
}
