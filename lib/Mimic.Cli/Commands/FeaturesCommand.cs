using System.CommandLine;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic features</c>: from measurements to features.</summary>
internal static class FeaturesCommand
{
    private const string Example = "mimic features series --in measurements.csv --out statistics.csv";

    public static Command Create() => new ExampleCommand("features", "Make features of measurements and notes", Example)
    {
        FeatureTableCommand.CreateBuild(), FeatureTableCommand.CreateMaster(), SeriesCommand.Create(), NotesCommand.Create(),
    };
}
