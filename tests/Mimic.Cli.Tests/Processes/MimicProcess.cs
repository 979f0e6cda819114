using System.Diagnostics;
using System.Runtime.InteropServices;
using Mimic.Kernel.Running;

namespace Mimic.Cli.Tests.Processes;

/// <summary>The command mimic in a process of its own, which can be killed or stopped.</summary>
internal sealed class MimicProcess : IDisposable
{
    private static readonly int StopSignal = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private MimicProcess(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the command.</summary>
    public static MimicProcess Start(params IEnumerable<string> arguments) => With(new Dictionary<string, string>(), arguments);

    /// <summary>Starts the command with more variables in its environment, and no terminal to ask on.</summary>
    public static MimicProcess With(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var command = Command(arguments);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(start);
    }

    /// <summary>Runs a script of the shell, with the program and arguments of the command as its "$@".</summary>
    public static (int Code, string Output, string Error) InShell(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script, "sh", .. Command(arguments)]);

        // The runtime doubles its own memory in a file, for which a limit of the size of files is too small.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var shell = new MimicProcess(start);
        return shell.Wait();
    }

    /// <summary>Runs the command to its end, which must be a good one.</summary>
    public static string Run(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var (code, output, error) = process.Wait();
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>Waits for the end.</summary>
    public (int Code, string Output, string Error) Wait()
    {
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail("A process took too long.");
        }

        return (_process.ExitCode, _output.Result, _error.Result);
    }

    /// <summary>Ends the process at once (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Makes the process stand still (SIGSTOP).</summary>
    public void Stop() => Assert.Equal(0, Signal(_process.Id, StopSignal));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string[] Command(IEnumerable<string> arguments)
    {
        var command = WorkerCommand.ForProgram(Path.Combine(AppContext.BaseDirectory, "mimic-cli.dll"), [.. arguments]);
        return [command.FileName, .. command.Arguments];
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
