using System.CommandLine;
using Mimic.Features;

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

    public static Command Create()
    {
        var input = new Option<string>("--in") { Description = "CSV file with columns series_id, charttime and value.", HelpName = "FILE", Required = true };
        var output = new Option<string>("--out") { Description = "CSV file to write: a line per series, a column per statistic.", HelpName = "FILE", Required = true };
        var statistics = new Option<string>("--statistics")
        {
            Description = "haim: 11 as published, with a 0 appended to every series; medprofiles: the same without it, undefined results are empty; "
                + "minimal: 10 of tsfresh; efficient: those of tsfresh's larger set that suit irregular times.",
            DefaultValueFactory = _ => "medprofiles",
        };
        statistics.AcceptOnlyFromAmong([.. Variants.Keys]);
        var series = new ExampleCommand("series", "Compute statistics of each series of a long table, by the definitions of HAIM or tsfresh", Example)
        {
            input, statistics, output,
        };
        series.SetAction(result => Run(
            result.GetValue(input)!, result.GetValue(output)!, Variants[result.GetValue(statistics)!], result.InvocationConfiguration.Output));
        return series;
    }

    private static int Run(string input, string output, SeriesVariant variant, TextWriter console)
    {
        var count = SeriesFile.Summarise(input, output, variant);
        console.WriteLine($"{output}: {count:#,0} series, {SeriesStatistics.NamesOf(variant).Count} statistics each.");
        return 0;
    }
}
