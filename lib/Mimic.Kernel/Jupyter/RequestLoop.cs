using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mimic.Kernel.Wire;

namespace Mimic.Kernel.Jupyter;

/// <summary>Answers a kind of request.</summary>
/// <param name="request">The request.</param>
/// <returns>The content of the reply; null if none is sent.</returns>
internal delegate Task<JsonObject?> RequestHandler(JupyterMessage request);

/// <summary>
/// Works through the requests of one channel in their order. Around each, listeners hear that the kernel is busy, and then, after
/// all outputs and the reply, that it is idle: clients wait for that.
/// </summary>
/// <param name="channels">The sockets.</param>
/// <param name="over">The socket of the channel.</param>
/// <param name="handlers">How each type of request is answered.</param>
/// <param name="log">Takes complaints.</param>
internal sealed class RequestLoop(
    KernelChannels channels, RouterSocket over, IReadOnlyDictionary<string, RequestHandler> handlers, KernelLog log)
{
    private const string RequestEnd = "_request";
    private const string Execute = "execute_request";

    // Null marks the end of the requests that are refused after an error.
    private readonly Channel<JupyterMessage?> _queue = Channel.CreateUnbounded<JupyterMessage?>(new() { SingleReader = true });
    private bool _refusing;

    /// <summary>Adds a request.</summary>
    public void Add(JupyterMessage request) => _queue.Writer.TryWrite(request);

    /// <summary>Refuses all requests to execute that wait now: what they build on has failed.</summary>
    public void RefuseWaiting()
    {
        _refusing = true;
        _queue.Writer.TryWrite(null);
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var request in _queue.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (request is null)
            {
                _refusing = false;
                continue;
            }

            channels.PublishStatus(request, "busy");
            if (await AnswerAsync(request).ConfigureAwait(false) is { } reply)
            {
                channels.Send(over, request, ReplyType(request.Type), reply);
            }

            channels.PublishStatus(request, "idle");
        }
    }

    private static string ReplyType(string type) => $"{type[..^RequestEnd.Length]}_reply";

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A request that fails must be answered all the same, and the kernel must live on.")]
    private async Task<JsonObject?> AnswerAsync(JupyterMessage request)
    {
        if (_refusing && request.Type == Execute)
        {
            return new() { ["status"] = "aborted" };
        }

        if (!handlers.TryGetValue(request.Type, out var handler))
        {
            log.Write($"There is no answer to a message of type {request.Type}.");
            return null;
        }

        try
        {
            return await handler(request).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.Write($"{request.Type} failed: {e}");
            return request.Type.EndsWith(RequestEnd, StringComparison.Ordinal)
                ? new() { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() }
                : null;
        }
    }
}
