using System.CommandLine;
using Mimic.Kernel.Checks;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic check-notebooks</c>: what keeps the notebooks clean, portable and free of patients.</summary>
internal static class CheckNotebooksCommand
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "The folder of the notebooks; folders within it are checked, too",
        DefaultValueFactory = _ => "notebooks",
    };

    public static Command Create()
    {
        var command = new ExampleCommand(
            "check-notebooks",
            "Check that the notebooks are short, portable, hold no outputs and no patients, and make a course: links, index, exercises",
            "mimic check-notebooks")
        {
            Folder,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var folder = arguments.GetValue(Folder)!;
        var output = arguments.InvocationConfiguration.Output;
        var (checkedNotebooks, own) = NotebookCheck.Folder(folder);
        IReadOnlyList<Finding> findings = [.. own, .. CourseCheck.Folder(folder)];
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        output.WriteLine(findings.Count == 0 ? $"{checkedNotebooks} notebooks are clean." : $"{findings.Count} findings in {checkedNotebooks} notebooks.");
        return findings.Count == 0 ? 0 : 1;
    }
}
