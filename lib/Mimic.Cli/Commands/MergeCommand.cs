using System.CommandLine;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic trajectories merge</c>: one store out of the parts of a build.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "The folder for trajectories that the parts were built in.",
            HelpName = "DIR",
            Required = true,
        };
        var version = new Option<string>("--version")
        {
            Description = "The trajectory version of the parts.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "1.0",
        };
        var merge = new ExampleCommand(
            "merge",
            "Join the parts that 'build --shard' made, after a check that all are there and come from the same tables",
            "mimic trajectories merge --out trajectories --version 1.0")
        {
            output, version,
        };
        merge.SetAction(result =>
        {
            var store = TrajectoryMerge.Merge(result.GetRequiredValue(output), result.GetRequiredValue(version));
            var writer = result.InvocationConfiguration.Output;
            writer.WriteLine(BuildReport.Of(store));
            writer.WriteLine();
            writer.WriteLine($"Written to {store.Folder}");
        });
        return merge;
    }
}
