using System.CommandLine;
using Mimic.Kernel.Running;

namespace Mimic.Cli.Commands;

/// <summary>The process that <c>mimic run</c> starts for each notebook; not for people.</summary>
internal static class RunNotebookCommand
{
    public const string Name = "run-notebook";

    public static Command Create()
    {
        var command = new Command(Name, "Executes the cells that 'mimic run' sends.") { Hidden = true };
        command.SetAction((_, _) => NotebookWorker.RunAsync());
        return command;
    }
}
