using System.CommandLine;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic trajectories merge</c>: joins the parts of a build.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "The folder for trajectories that the parts were built with.",
            HelpName = "DIR",
            Required = true,
        };
        var version = new Option<string>("--version")
        {
            Description = "The trajectory version that the parts were built with.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "1.0",
        };
        var merge = new ExampleCommand(
            "merge",
            "Join the parts that 'build --shard' made into one store. It checks that all are there and from the same tables; the "
            + "store is the one that a single build gives",
            "mimic trajectories merge --out trajectories --version 1.0")
        {
            output, version,
        };
        merge.SetAction(result =>
        {
            var options = new TrajectoryOptions { Output = result.GetRequiredValue(output), Version = result.GetRequiredValue(version) };
            var store = TrajectoryMerge.Merge(options.Output, options.Version);
            var writer = result.InvocationConfiguration.Output;
            writer.WriteLine(BuildReport.Of(store));
            writer.WriteLine();
            writer.WriteLine($"Written to {options.StoreFolder}; the parts in {options.PartsFolder} are no longer needed.");
        });
        return merge;
    }
}
