using System.CommandLine;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data record</c>: how a result came about, in words.</summary>
internal static class DataRecordCommand
{
    private static readonly Argument<string> Result = new("RESULT")
    {
        Description = "A cohort, a feature table, a folder of trajectories, or the .pruning.json itself",
    };

    public static Command Create()
    {
        var record = new ExampleCommand(
            "record", "Say what was left out on the way to a result: criteria, numbers, settings", "mimic data record cohort.json", "mimic data record trajectories/1.0")
        {
            Result,
        };
        record.SetAction(arguments => arguments.InvocationConfiguration.Output.WriteLine(Find(arguments.GetValue(Result)!)));
        return record;
    }

    private static PruningRecord Find(string result) =>
        result.EndsWith(PruningRecord.Ending, StringComparison.Ordinal) ? PruningRecord.Read(result)
        : Directory.Exists(result)
            ? TrajectoryStore.Open(result).Pruning ?? throw new MimicException(
                $"{result} does not say what was left out: an earlier version of the library made it.", "Build the trajectories again: mimic trajectories build.")
        : PruningRecord.Read(PruningRecord.Beside(result));
}
