using System.CommandLine;
using Mimic.Tables;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data check</c>: whether a folder holds what was published.</summary>
internal static class DataCheckCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder that holds the data, several projects beside each other too" };

    private static readonly Option<bool> Quick = new("--quick") { Description = "Look at names, sizes and first bytes only" };

    private static readonly Option<bool> Sums = new("--sums") { Description = "Compare checksums; count rows only where no sum vouches for a table" };

    private static readonly Option<string> Step = new("--step") { Description = "Miss only what this notebook reads, as 03", HelpName = "NOTEBOOK" };

    private static readonly Option<int> Cpus = new("--cpus")
    {
        Description = "How many files to read at the same time",
        DefaultValueFactory = _ => Math.Min(4, Environment.ProcessorCount),
    };

    public static Command Create()
    {
        var check = new ExampleCommand(
            "check",
            "Check a folder against its lists of checksums and the published rows; say what is missing and how to mend it",
            "mimic data check data-demo",
            "mimic data check ../mimic --step 03 --quick")
        {
            Folder, Quick, Sums, Step, Cpus,
        };
        check.SetAction(arguments =>
        {
            var depth = arguments.GetValue(Quick) ? CheckDepth.Glance : arguments.GetValue(Sums) ? CheckDepth.Sums : CheckDepth.Rows;
            var found = DatasetCheck.Run(arguments.GetValue(Folder)!, depth, arguments.GetValue(Step), Math.Max(1, arguments.GetValue(Cpus)));
            arguments.InvocationConfiguration.Output.WriteLine(found);
            return found.IsSound ? 0 : 1;
        });
        return check;
    }
}
