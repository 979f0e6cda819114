using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mimic.Kernel.Tests.Protocol;

namespace Mimic.Benchmarks;

/// <summary>Starts a kernel in a process of its own, as a notebook server does, and talks to it.</summary>
internal sealed class KernelClient : IDisposable
{
    private const string Key = "benchmark";

    private readonly Process _process;
    private readonly string _file;
    private readonly TestPeer _shell;
    private readonly TestPeer _iopub;

    private KernelClient(Process process, string file, TestPeer shell, TestPeer iopub) =>
        (_process, _file, _shell, _iopub) = (process, file, shell, iopub);

    /// <summary>Starts a kernel and connects to it as soon as it listens.</summary>
    /// <param name="command">The command <c>mimic</c>.</param>
    public static async Task<KernelClient> StartAsync(string command)
    {
        var ports = FreePorts(5);
        var file = Path.Combine(Path.GetTempPath(), $"kernel-{Guid.NewGuid():N}.json");
        var content = new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = Key,
            ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = ports[0],
            ["control_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["iopub_port"] = ports[3],
            ["hb_port"] = ports[4],
        };
        await File.WriteAllTextAsync(file, content.ToJsonString()).ConfigureAwait(false);
        var process = Process.Start(command, ["kernel", "start", "--connection-file", file]);
        var shell = await ConnectAsync(ports[0], "DEALER", process).ConfigureAwait(false);
        var iopub = await ConnectAsync(ports[3], "SUB", process).ConfigureAwait(false);
        await iopub.SubscribeAsync().ConfigureAwait(false);
        return new(process, file, shell, iopub);
    }

    /// <summary>Asks what the kernel is, and waits for the reply.</summary>
    public async Task AskAsync()
    {
        await SendAsync("kernel_info_request", []).ConfigureAwait(false);
        await _shell.ReceiveAsync().ConfigureAwait(false);
    }

    /// <summary>Runs a cell until the kernel says that it is idle.</summary>
    /// <exception cref="MimicException">The cell failed.</exception>
    public async Task RunAsync(string code)
    {
        var id = await SendAsync("execute_request", new() { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = false }).ConfigureAwait(false);
        JsonNode header, parent, content;
        do
        {
            (header, parent, content) = Parts(await _iopub.ReceiveAsync().ConfigureAwait(false));
        }
        while ((string?)parent["msg_id"] != id || (string?)header["msg_type"] != "status" || (string?)content["execution_state"] != "idle");
        (_, _, content) = Parts(await _shell.ReceiveAsync().ConfigureAwait(false));
        if ((string?)content["status"] != "ok")
        {
            throw new MimicException($"A cell of the benchmark failed: {content["evalue"]}", "Run its code in a notebook.");
        }
    }

    /// <summary>A size that Linux reports of the process, in bytes: VmRSS (now) or VmHWM (the most so far).</summary>
    public long Memory(string what)
    {
        var line = File.ReadLines(Invariant($"/proc/{_process.Id}/status")).First(l => l.StartsWith(what, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Processor time of all threads so far, in milliseconds; on a busy machine it says more than the clock.</summary>
    public double Cpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalMilliseconds;
    }

    public void Dispose()
    {
        _shell.Dispose();
        _iopub.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_file);
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.ConvertAll(l => ((IPEndPoint)l.LocalEndpoint).Port);
        listeners.ForEach(l => l.Stop());
        return ports;
    }

    private static async Task<TestPeer> ConnectAsync(int port, string type, Process process)
    {
        while (true)
        {
            try
            {
                return await TestPeer.ConnectAsync(new(IPAddress.Loopback, port), type).ConfigureAwait(false);
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(5).ConfigureAwait(false);
            }
        }
    }

    private static (JsonNode Header, JsonNode Parent, JsonNode Content) Parts(List<byte[]> frames)
    {
        var at = frames.FindIndex(f => f.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        return (JsonNode.Parse(frames[at + 2])!, JsonNode.Parse(frames[at + 3])!, JsonNode.Parse(frames[at + 5])!);
    }

    private async Task<string> SendAsync(string type, JsonObject content)
    {
        var id = Guid.NewGuid().ToString("N");
        var header = new JsonObject { ["msg_id"] = id, ["session"] = "benchmark", ["username"] = "benchmark", ["date"] = "2026-01-01T00:00:00Z", ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] parts = [Encoding.UTF8.GetBytes(header.ToJsonString()), "{}"u8.ToArray(), "{}"u8.ToArray(), Encoding.UTF8.GetBytes(content.ToJsonString())];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), parts.SelectMany(p => p).ToArray()));
        await _shell.SendAsync(["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(signature), .. parts]).ConfigureAwait(false);
        return id;
    }
}
