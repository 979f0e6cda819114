using System.CommandLine;
using Mimic.Kernel.Jupyter;
using Mimic.Kernel.Running;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic kernel</c>: the notebooks in JupyterLab, VS Code and other clients of Jupyter.</summary>
internal static class KernelCommand
{
    private const string StartName = "start";

    private static readonly Option<bool> User = new("--user") { Description = "For the present user (the default)" };
    private static readonly Option<bool> SysPrefix = new("--sys-prefix") { Description = "For the Python environment that is active" };
    private static readonly Option<string?> Prefix = new("--prefix") { Description = "Into DIR/share/jupyter", HelpName = "DIR" };

    private static readonly Option<bool> AsDotnetInteractive = new("--as-dotnet-interactive")
    {
        Description = $"Also under the name {KernelSpec.DotnetInteractiveName}, which the notebooks carry, so that they open without asking; not where .NET Interactive is installed",
    };

    private static readonly Option<string> ConnectionFile = new("--connection-file") { Description = "The file that Jupyter writes", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        var install = new ExampleCommand("install", "Make the C# kernel known to Jupyter and VS Code", "mimic kernel install", "mimic kernel install --sys-prefix --as-dotnet-interactive")
        {
            User, SysPrefix, Prefix, AsDotnetInteractive,
        };
        install.SetAction(Install);
        var uninstall = new ExampleCommand("uninstall", "Remove it again", "mimic kernel uninstall") { User, SysPrefix, Prefix };
        uninstall.SetAction(Uninstall);

        // Not asynchronous: signals are the kernel's own business.
        var start = new Command(StartName, "Be a kernel; Jupyter calls this") { ConnectionFile };
        start.SetAction(a => KernelProcess.RunAsync(a.GetValue(ConnectionFile)!).GetAwaiter().GetResult());
        return new ExampleCommand("kernel", "Run notebooks in JupyterLab or VS Code: install the C# kernel", "mimic kernel install") { install, uninstall, start };
    }

    private static int Install(ParseResult arguments)
    {
        var program = WorkerCommand.ForProgram(typeof(KernelCommand).Assembly.Location, "kernel", StartName);
        var folders = Spec(arguments).Install(program, arguments.GetValue(AsDotnetInteractive));
        Say(arguments, "Installed", folders);
        arguments.InvocationConfiguration.Output.WriteLine("Open a notebook in JupyterLab or VS Code and choose the kernel \"C# (MimicNotebooks)\".");
        return 0;
    }

    private static int Uninstall(ParseResult arguments)
    {
        var folders = Spec(arguments).Uninstall();
        if (folders.Count == 0)
        {
            arguments.InvocationConfiguration.Output.WriteLine("There was nothing to remove.");
        }

        Say(arguments, "Removed", folders);
        return 0;
    }

    private static KernelSpec Spec(ParseResult arguments)
    {
        var prefix = arguments.GetValue(Prefix);
        if ((prefix is null ? 0 : 1) + (arguments.GetValue(SysPrefix) ? 1 : 0) + (arguments.GetValue(User) ? 1 : 0) > 1)
        {
            throw new MimicException("--user, --sys-prefix and --prefix exclude each other.", "Give one of them.");
        }

        return new(prefix is not null ? JupyterFolders.Below(prefix)
            : arguments.GetValue(SysPrefix) ? JupyterFolders.Below(JupyterFolders.SysPrefix())
            : JupyterFolders.User());
    }

    private static void Say(ParseResult arguments, string what, IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
        {
            arguments.InvocationConfiguration.Output.WriteLine($"{what} {folder}");
        }
    }
}
