using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mimic.Kernel.Jupyter;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Tests.Protocol;

/// <summary>A kernel in this process, on free ports.</summary>
internal sealed class RunningKernel : IAsyncDisposable
{
    public const string Key = "a key for tests";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _log = new();
    private readonly KernelServer _server;

    public RunningKernel(WireLimits? limits = null)
    {
        var connection = new ConnectionFile { Key = Key, ShellPort = 0, ControlPort = 0, StdinPort = 0, IopubPort = 0, HeartbeatPort = 0 };
        _server = new(connection, _folder.Path, new KernelLog(_log), limits);
        Ended = _server.RunAsync();
    }

    public Task Ended { get; }

    public KernelChannels Channels => _server.Channels;

    /// <summary>What the kernel complained about.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>A client on all channels; it hears all outputs.</summary>
    public Task<TestClient> ConnectAsync(string key = Key) => TestClient.ConnectAsync(Channels, key);

    public async ValueTask DisposeAsync()
    {
        _server.Stop();
        await Ended;
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A message as the tests look at it.</summary>
internal sealed record Received(string Type, string ParentId, JsonNode Content)
{
    public override string ToString() => $"{Type} {Content.ToJsonString()}";
}

/// <summary>A Jupyter client.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly string _key;
    private readonly string _session = Guid.NewGuid().ToString("N");

    private TestClient(string key, TestPeer shell, TestPeer control, TestPeer stdin, TestPeer iopub) =>
        (_key, Shell, Control, Stdin, Iopub) = (key, shell, control, stdin, iopub);

    public TestPeer Shell { get; }

    public TestPeer Control { get; }

    public TestPeer Stdin { get; }

    public TestPeer Iopub { get; }

    public static async Task<TestClient> ConnectAsync(KernelChannels channels, string key)
    {
        var identity = Guid.NewGuid().ToString("N");
        var iopub = await TestPeer.ConnectAsync(channels.Iopub.Address, "SUB");
        await iopub.SubscribeAsync();
        var client = new TestClient(
            key,
            await TestPeer.ConnectAsync(channels.Shell.Address, "DEALER", identity),
            await TestPeer.ConnectAsync(channels.Control.Address, "DEALER", identity),
            await TestPeer.ConnectAsync(channels.Stdin.Address, "DEALER", identity),
            iopub);

        // The answer to a PING comes after the subscription has been taken.
        await iopub.CommandAsync("PING", [0, 0]);
        await iopub.ReadFrameAsync();
        return client;
    }

    /// <summary>Sends a request and returns its number.</summary>
    public async Task<string> SendAsync(TestPeer over, string type, JsonObject? content = null, string? signature = null)
    {
        var id = Guid.NewGuid().ToString("N");
        var header = new JsonObject { ["msg_id"] = id, ["session"] = _session, ["username"] = "test", ["date"] = "2026-01-01T00:00:00Z", ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] parts = [Bytes(header), "{}"u8.ToArray(), "{}"u8.ToArray(), Bytes(content ?? [])];
        signature ??= Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key), parts.SelectMany(p => p).ToArray()));
        await over.SendAsync(["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(signature), .. parts]);
        return id;
    }

    public Task<string> SendExecuteAsync(string code, JsonObject? more = null)
    {
        var content = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["user_expressions"] = new JsonObject(), ["allow_stdin"] = false };
        foreach (var (key, value) in more ?? [])
        {
            content[key] = value?.DeepClone();
        }

        return SendAsync(Shell, "execute_request", content);
    }

    /// <summary>The next message; its signature must be right.</summary>
    public async Task<Received> ReceiveAsync(TestPeer from)
    {
        var frames = await from.ReceiveAsync();
        var at = frames.FindIndex(f => f.AsSpan().SequenceEqual("<IDS|MSG>"u8));
        var signed = frames.Skip(at + 2).Take(4).SelectMany(f => f).ToArray();
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key), signed)), Encoding.ASCII.GetString(frames[at + 1]));
        return new(
            (string)JsonNode.Parse(frames[at + 2])!["msg_type"]!,
            (string?)JsonNode.Parse(frames[at + 3])!["msg_id"] ?? string.Empty,
            JsonNode.Parse(frames[at + 5])!);
    }

    /// <summary>The reply to a request.</summary>
    public async Task<JsonNode> ReplyAsync(TestPeer from, string id)
    {
        var reply = await ReceiveAsync(from);
        Assert.Equal(id, reply.ParentId);
        return reply.Content;
    }

    /// <summary>What listeners hear of a request, from busy to idle, both included.</summary>
    public async Task<List<Received>> OutputsAsync(string id)
    {
        var outputs = new List<Received>();
        while (outputs.Count == 0 || outputs[^1].Type != "status" || (string?)outputs[^1].Content["execution_state"] != "idle")
        {
            var next = await ReceiveAsync(Iopub);
            if (next.ParentId == id)
            {
                outputs.Add(next);
            }
        }

        return outputs;
    }

    /// <summary>Runs a cell; returns what it showed, without the frame of status and input, and the reply.</summary>
    public async Task<(List<Received> Outputs, JsonNode Reply)> ExecuteAsync(string code, JsonObject? more = null)
    {
        var id = await SendExecuteAsync(code, more);
        var outputs = await OutputsAsync(id);
        outputs.RemoveAll(o => o.Type is "status" or "execute_input");
        return (outputs, await ReplyAsync(Shell, id));
    }

    public void Dispose() => Array.ForEach([Shell, Control, Stdin, Iopub], p => p.Dispose());

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
