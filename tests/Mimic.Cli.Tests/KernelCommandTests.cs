using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Mimic.Cli.Commands;
using Mimic.Kernel.Jupyter;

namespace Mimic.Cli.Tests;

/// <summary>The kernel as Jupyter finds, starts and loses it.</summary>
public sealed class KernelCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _root = Directory.CreateTempSubdirectory("mimic-kernel-").FullName;

    private string Kernels => Path.Combine(_root, "share", "jupyter", "kernels");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Installed_below_a_prefix_the_entry_says_how_to_start_this_program()
    {
        var (code, output, error) = await Run("install", "--prefix", _root);
        Assert.True(code == 0, error);
        Assert.Contains(Path.Combine(Kernels, KernelSpec.Name), output, StringComparison.Ordinal);
        Assert.Equal([KernelSpec.Name], Directory.GetDirectories(Kernels).Select(Path.GetFileName));
        var spec = Spec(KernelSpec.Name);
        Assert.Equal(("C# (MimicNotebooks)", "C#", "message"), ((string?)spec["display_name"], (string?)spec["language"], (string?)spec["interrupt_mode"]));
        var command = spec["argv"]!.AsArray().Select(a => (string)a!).ToList();
        Assert.True(Path.IsPathFullyQualified(command[0]) && File.Exists(command[0]));
        Assert.Equal(["kernel", "start", "--connection-file", "{connection_file}"], command[^4..]);
        Assert.Equal("mimic-cli.dll", Path.GetFileName(command[^5]));
        Assert.True(File.Exists(command[^5]));
    }

    [Fact]
    public async Task Uninstalling_removes_what_was_installed_and_nothing_else()
    {
        var foreign = Directory.CreateDirectory(Path.Combine(Kernels, "python3")).FullName;
        await Run("install", "--prefix", _root, "--as-dotnet-interactive");
        Assert.Equal(3, Directory.GetDirectories(Kernels).Length);
        var (_, output, _) = await Run("uninstall", "--prefix", _root);
        Assert.Contains($"Removed {Path.Combine(Kernels, KernelSpec.DotnetInteractiveName)}", output, StringComparison.Ordinal);
        Assert.Equal([foreign], Directory.GetDirectories(Kernels));
        (var code, output, _) = await Run("uninstall", "--prefix", _root);
        Assert.Equal((0, "There was nothing to remove.\n"), (code, output));
    }

    [Fact]
    public async Task The_entry_of_dotnet_interactive_itself_is_never_replaced()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kernels, KernelSpec.DotnetInteractiveName)).FullName;
        var file = Path.Combine(folder, "kernel.json");
        File.WriteAllText(file, "{\"argv\": [\"dotnet\", \"interactive\"]}");
        var (code, _, error) = await Run("install", "--prefix", _root, "--as-dotnet-interactive");
        Assert.Equal(1, code);
        Assert.Contains("belongs to another program, .NET Interactive as a rule; it stays as it is and nothing was installed", error, StringComparison.Ordinal);
        Assert.Contains("interactive", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Kernels, KernelSpec.Name)));
        await Run("uninstall", "--prefix", _root);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Installing_again_brings_the_entry_up_to_date()
    {
        await Run("install", "--prefix", _root);
        var file = Path.Combine(Kernels, KernelSpec.Name, "kernel.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("mimic-cli.dll", "old.dll", StringComparison.Ordinal));
        var (code, _, _) = await Run("install", "--prefix", _root);
        Assert.Equal(0, code);
        Assert.Contains("mimic-cli.dll", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        var (code, _, error) = await Run("install", "--prefix", _root, "--user");
        Assert.Equal(1, code);
        Assert.Contains("exclude each other", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "cannot be used")]
    [InlineData("{}", "cannot be used")]
    [InlineData("{\"transport\":\"ipc\",PORTS}", "speaks tcp only")]
    [InlineData("{\"key\":\"k\",\"signature_scheme\":\"hmac-md5\",PORTS}", "signs messages with hmac-md5")]
    [InlineData("{\"ip\":\"*\",PORTS}", "which is no IP address")]
    public async Task A_connection_file_that_cannot_be_served_is_refused(string content, string complaint)
    {
        var file = Path.Combine(_root, "connection.json");
        File.WriteAllText(file, content.Replace("PORTS", "\"shell_port\":1,\"control_port\":2,\"stdin_port\":3,\"iopub_port\":4,\"hb_port\":5", StringComparison.Ordinal));
        var (code, _, error) = await Run("start", "--connection-file", file);
        Assert.Equal(1, code);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kernel_ends_when_the_process_that_started_it_is_killed()
    {
        // The shell stands for the notebook server.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "JPY_PARENT_PID=$$; export JPY_PARENT_PID; \"$@\" & echo $!; wait", "sh", .. await StartCommand()]) { RedirectStandardOutput = true };
        using var server = Process.Start(start)!;
        using var kernel = Process.GetProcessById(int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        await Answers();
        server.Kill();
        await kernel.WaitForExitAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_kernel_survives_the_signal_to_interrupt_and_ends_at_the_signal_to_end()
    {
        var command = await StartCommand();
        using var kernel = Process.Start(command[0], command.Skip(1));
        await Answers();
        await Signal("INT", kernel);
        await Answers();
        Assert.False(kernel.HasExited);
        await Signal("TERM", kernel);
        await kernel.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, kernel.ExitCode);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([KernelCommand.Create()], ["kernel", .. arguments], new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static async Task Signal(string name, Process process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private JsonNode Spec(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Kernels, name, "kernel.json")))!;

    // As Jupyter does it: a file with free ports, and the command of the entry.
    private async Task<string[]> StartCommand()
    {
        await Run("install", "--prefix", _root);
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.ConvertAll(l => ((IPEndPoint)l.LocalEndpoint).Port);
        listeners.ForEach(l => l.Stop());
        var file = Path.Combine(_root, "connection.json");
        File.WriteAllText(file, $$"""{"shell_port":{{ports[0]}},"control_port":{{ports[1]}},"stdin_port":{{ports[2]}},"iopub_port":{{ports[3]}},"hb_port":{{ports[4]}},"ip":"127.0.0.1","key":"k","transport":"tcp","signature_scheme":"hmac-sha256"}""");
        return [.. Spec(KernelSpec.Name)["argv"]!.AsArray().Select(a => ((string)a!).Replace("{connection_file}", file, StringComparison.Ordinal))];
    }

    // The greeting of the heartbeat's socket.
    private async Task Answers()
    {
        var port = (int)JsonNode.Parse(File.ReadAllText(Path.Combine(_root, "connection.json")))!["hb_port"]!;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                var greeting = new byte[64];
                await client.GetStream().ReadExactlyAsync(greeting).AsTask().WaitAsync(Patience);
                Assert.Equal(0x7f, greeting[9]);
                return;
            }
            catch (SocketException) when (clock.Elapsed < Patience)
            {
                await Task.Delay(20);
            }
        }
    }
}
