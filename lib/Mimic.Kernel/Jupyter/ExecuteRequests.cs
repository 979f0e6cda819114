using System.Text.Json.Nodes;
using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Jupyter;

/// <summary>Runs cells for clients.</summary>
/// <param name="channels">Where outputs go.</param>
/// <param name="session">The session, once the compiler is there.</param>
internal sealed class ExecuteRequests(KernelChannels channels, Lazy<Task<CellSession>> session)
{
    private int _count;
    private Task<CellFailure?> _running = Task.FromResult<CellFailure?>(null);
    private TaskCompletionSource _interrupted = new();

    /// <summary>Called when a cell has failed and the client wants no more of those that wait.</summary>
    public Action Failed { get; set; } = () => { };

    /// <summary>Answers execute_request.</summary>
    public async Task<JsonObject?> AnswerAsync(JupyterMessage request)
    {
        var code = request.Text("code");
        var silent = request.Truth("silent", false);
        var counts = !silent && request.Truth("store_history", true);
        var number = counts ? ++_count : _count;
        if (!silent)
        {
            channels.Publish(request, "execute_input", new() { ["code"] = code, ["execution_count"] = number });
        }

        var outputs = new CellOutputs();
        var pump = new OutputPump(outputs, taken => Show(request, taken, number, silent));
        var cells = await session.Value.ConfigureAwait(false);
        var failure = await RunAsync(cells, code, $"cell [{number}]", outputs).ConfigureAwait(false);
        pump.Flush();
        var reply = new JsonObject { ["status"] = "ok", ["execution_count"] = number, ["user_expressions"] = new JsonObject(), ["payload"] = new JsonArray() };
        if (failure is null)
        {
            return reply;
        }

        if (request.Truth("stop_on_error", true))
        {
            Failed();
        }

        reply["status"] = "error";
        foreach (var (key, value) in OutputMessages.OfError(CellErrors.AsOutput(failure, $"cell [{number}]")).ToList())
        {
            reply[key] = value?.DeepClone();
        }

        return reply;
    }

    /// <summary>Stops waiting for the cell that runs.</summary>
    public void Interrupt() => _interrupted.TrySetResult();

    private async Task<CellFailure?> RunAsync(CellSession cells, string code, string name, CellOutputs outputs)
    {
        if (!_running.IsCompleted)
        {
            var busy = new CellFailure("Kernel busy", "A cell that was interrupted still runs.", "Wait for it, or restart the kernel.", null, string.Empty);
            outputs.Add(CellErrors.AsOutput(busy, name));
            return busy;
        }

        _interrupted = new();
        _running = Task.Run(() => cells.RunAndShowAsync(code, name, outputs));
        if (await Task.WhenAny(_running, _interrupted.Task).ConfigureAwait(false) == _running)
        {
            return await _running.ConfigureAwait(false);
        }

        var failure = new CellFailure("KeyboardInterrupt", "The cell was interrupted.", string.Empty, null, string.Empty);
        outputs.Add(CellErrors.AsOutput(failure, name));
        return failure;
    }

    private void Show(JupyterMessage request, IReadOnlyList<CellOutput> outputs, int number, bool silent)
    {
        foreach (var output in silent ? [] : outputs)
        {
            var (type, content) = OutputMessages.Of(output, number);
            channels.Publish(request, type, content, mayBeMissed: output is not ErrorOutput);
        }
    }
}
