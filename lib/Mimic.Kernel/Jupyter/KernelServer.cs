using System.Text.Json.Nodes;
using Mimic.Kernel.Sessions;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Jupyter;

/// <summary>
/// A Jupyter kernel: one session of cells behind five sockets. Sockets are bound first and what is asked about the kernel is
/// answered at once; the compiler is loaded behind that.
/// </summary>
internal sealed class KernelServer : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly KernelChannels _channels;
    private readonly ExecuteRequests _execute;
    private readonly RequestLoop _shell;
    private readonly RequestLoop _control;
    private readonly Lazy<Task<CellSession>> _session;
    private readonly CancellationTokenSource _shutdown = new();

    /// <summary>Binds the sockets.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="folder">The folder of the notebook.</param>
    /// <param name="log">Takes complaints.</param>
    /// <param name="limits">What clients may ask; null for the usual.</param>
    /// <exception cref="MimicException">An address cannot be used.</exception>
    public KernelServer(ConnectionFile connection, string folder, KernelLog log, WireLimits? limits = null)
    {
        _channels = new(connection, log, limits);
        _session = new(() => Task.Run(async () =>
        {
            await CellSession.WarmUpAsync().ConfigureAwait(false);
            return new CellSession(folder);
        }));
        _execute = new(_channels, _session);
        var language = new LanguageRequests(_session);
        var anywhere = new Dictionary<string, RequestHandler>(StringComparer.Ordinal)
        {
            ["kernel_info_request"] = _ => Answer(KernelInfo.Reply()),
            ["shutdown_request"] = Shutdown,
        };
        var shell = new Dictionary<string, RequestHandler>(anywhere, StringComparer.Ordinal)
        {
            ["execute_request"] = _execute.AnswerAsync,
            ["is_complete_request"] = LanguageRequests.CompletenessAsync,
            ["complete_request"] = language.CompleteAsync,
            ["inspect_request"] = language.InspectAsync,
            ["history_request"] = _ => Answer(new() { ["status"] = "ok", ["history"] = new JsonArray() }),
            ["comm_info_request"] = _ => Answer(new() { ["status"] = "ok", ["comms"] = new JsonObject() }),
            ["comm_open"] = Refuse,
            ["comm_msg"] = _ => Answer(null),
            ["comm_close"] = _ => Answer(null),
        };
        _shell = new(_channels, _channels.Shell, shell, log);
        var control = new Dictionary<string, RequestHandler>(anywhere, StringComparer.Ordinal)
        {
            ["interrupt_request"] = _ =>
            {
                Interrupt();
                return Answer(new() { ["status"] = "ok" });
            },
        };
        _control = new(_channels, _channels.Control, control, log);
        _execute.Failed = _shell.RefuseWaiting;
        (_channels.ShellReceived, _channels.ControlReceived) = (_shell.Add, _control.Add);
    }

    /// <summary>The sockets.</summary>
    public KernelChannels Channels => _channels;

    /// <summary>Serves until a client or <see cref="Stop"/> ends it.</summary>
    public async Task RunAsync()
    {
        _channels.PublishStatus(null, "starting");
        _channels.Start();
        _ = _session.Value;
        var loops = Task.WhenAll(_shell.RunAsync(_shutdown.Token), _control.RunAsync(_shutdown.Token));
        await Task.WhenAny(loops, Task.Delay(Timeout.Infinite, _shutdown.Token)).ConfigureAwait(false);
        await _channels.CloseAsync(LastWords).ConfigureAwait(false);
    }

    /// <summary>Stops the cell that runs, if one does.</summary>
    public void Interrupt() => _execute.Interrupt();

    /// <summary>Ends <see cref="RunAsync"/>.</summary>
    public void Stop() => _shutdown.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _channels.DisposeAsync().ConfigureAwait(false);
        _shutdown.Dispose();
    }

    private static Task<JsonObject?> Answer(JsonObject? reply) => Task.FromResult(reply);

    private Task<JsonObject?> Shutdown(JupyterMessage request)
    {
        // The loop sends the reply and the idle status first: both are queued before the pause is over.
        _ = Task.Delay(50).ContinueWith(_ => Stop(), TaskScheduler.Default);
        return Answer(new() { ["status"] = "ok", ["restart"] = request.Truth("restart", false) });
    }

    // There are no widgets; whoever opens a channel to one is told so at once.
    private Task<JsonObject?> Refuse(JupyterMessage request)
    {
        _channels.Publish(request, "comm_close", new() { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
        return Answer(null);
    }
}
