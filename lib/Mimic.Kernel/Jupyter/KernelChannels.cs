using System.Text;
using System.Text.Json.Nodes;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Jupyter;

/// <summary>The five sockets of a kernel, and the messages that go over them.</summary>
internal sealed class KernelChannels : IAsyncDisposable
{
    private readonly MessageCodec _codec;
    private readonly KernelLog _log;
    private readonly ServerSocket[] _all;
    private readonly byte[] _topic = Encoding.ASCII.GetBytes($"kernel.{Guid.NewGuid():N}.");

    /// <summary>Binds all sockets; none answers before <see cref="Start"/>.</summary>
    /// <exception cref="MimicException">An address cannot be used.</exception>
    public KernelChannels(ConnectionFile connection, KernelLog log, WireLimits? limits = null)
    {
        _codec = new(connection.Key);
        _log = log;
        Shell = Router("shell", connection.ShellPort, m => ShellReceived?.Invoke(m));
        Control = Router("control", connection.ControlPort, m => ControlReceived?.Invoke(m));
        Stdin = Router("stdin", connection.StdinPort, m => StdinReceived?.Invoke(m));
        Iopub = new("iopub", connection.At(connection.IopubPort), log.Write, limits);
        Heartbeat = new("heartbeat", connection.At(connection.HeartbeatPort), log.Write, limits);
        _all = [Shell, Control, Stdin, Iopub, Heartbeat];

        RouterSocket Router(string name, int port, Action<JupyterMessage> received) =>
            new(name, connection.At(port), log.Write, frames => Receive(name, frames, received), limits);
    }

    public RouterSocket Shell { get; }

    public RouterSocket Control { get; }

    public RouterSocket Stdin { get; }

    public PublisherSocket Iopub { get; }

    public EchoSocket Heartbeat { get; }

    /// <summary>Takes requests of the shell channel.</summary>
    public Action<JupyterMessage>? ShellReceived { get; set; }

    /// <summary>Takes requests of the control channel.</summary>
    public Action<JupyterMessage>? ControlReceived { get; set; }

    /// <summary>Takes answers on the stdin channel.</summary>
    public Action<JupyterMessage>? StdinReceived { get; set; }

    /// <summary>Begins to take connections.</summary>
    public void Start() => Array.ForEach(_all, s => s.Start());

    /// <summary>Sends a message to the client that sent a request.</summary>
    /// <param name="over">The channel.</param>
    /// <param name="request">The request.</param>
    /// <param name="type">What the message says.</param>
    /// <param name="content">Its arguments.</param>
    public void Send(RouterSocket over, JupyterMessage request, string type, JsonObject content) =>
        over.Send(_codec.Encode(request.Identities, type, request.RawHeader, content));

    /// <summary>Sends a message to all that listen to outputs.</summary>
    /// <param name="request">The request that it belongs to; null if none.</param>
    /// <param name="type">What the message says.</param>
    /// <param name="content">Its arguments.</param>
    /// <param name="mayBeMissed">Whether a listener that does not keep up may go without it: outputs may, the beginning and end of work must not.</param>
    public void Publish(JupyterMessage? request, string type, JsonObject content, bool mayBeMissed = false)
    {
        ReadOnlyMemory<byte> topic = (byte[])[.. _topic, .. Encoding.ASCII.GetBytes(type)];
        Iopub.Publish(_codec.Encode([topic], type, request?.RawHeader ?? default, content), mayBeMissed);
    }

    /// <summary>Says that the kernel works on a request, or has done so.</summary>
    public void PublishStatus(JupyterMessage? request, string state) => Publish(request, "status", new() { ["execution_state"] = state });

    /// <summary>Sends what waits, for so long at most, and closes.</summary>
    public Task CloseAsync(TimeSpan patience) => Task.WhenAll(_all.Select(s => s.CloseAsync(patience)));

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _all)
        {
            await socket.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Receive(string channel, IReadOnlyList<byte[]> frames, Action<JupyterMessage> received)
    {
        try
        {
            received(_codec.Decode(frames));
        }
        catch (BadMessageException e)
        {
            _log.Write($"{channel}: a message was dropped: {e.Message}.");
        }
    }
}
