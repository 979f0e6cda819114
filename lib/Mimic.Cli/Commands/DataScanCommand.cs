using System.CommandLine;
using Mimic.Access;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data scan</c>: finds what must not be committed.</summary>
internal static class DataScanCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files and folders; in a git repository what it ignores is left out unless it is named",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Staged = new("--staged") { Description = "What the next commit adds or changes, as it is staged" };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as JSON" };

    public static Command Create()
    {
        var scan = new ExampleCommand(
            "scan",
            "Find what must not be shared: patients' numbers, rows, notes, and what was made from credentialed data",
            "mimic data scan .",
            "mimic data scan notebooks out --json",
            "mimic data scan --staged")
        {
            Paths, Staged, Json,
        };
        scan.Validators.Add(result =>
        {
            var (paths, staged) = (result.GetValue(Paths) ?? [], result.GetValue(Staged));
            if (paths.Length > 0 == staged)
            {
                result.AddError(staged ? "With --staged, no path is given: all that is staged is looked through." : "Give files or folders, or --staged.");
            }
            else if (Array.Find(paths, p => !File.Exists(p) && !Directory.Exists(p)) is { } absent)
            {
                result.AddError($"There is no file or folder {absent}.");
            }
        });
        scan.SetAction(arguments =>
        {
            var found = arguments.GetValue(Staged) ? DataUseScan.OfStaged() : DataUseScan.Of(arguments.GetValue(Paths)!);
            arguments.InvocationConfiguration.Output.WriteLine(arguments.GetValue(Json) ? found.ToJson() : found.ToString());
            return found.IsClean ? 0 : 1;
        });
        return scan;
    }
}
