using System.Text.Json.Nodes;
using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Jupyter;

/// <summary>Runs cells for clients.</summary>
/// <param name="channels">Where outputs go.</param>
/// <param name="session">The session, once the compiler is there.</param>
internal sealed class ExecuteRequests(KernelChannels channels, Lazy<Task<CellSession>> session)
{
    private readonly InputRequests _input = new(channels);
    private int _count;
    private volatile bool _stop;

    /// <summary>Called when a cell has failed and the client wants no more of those that wait.</summary>
    public Action Failed { get; set; } = () => { };

    /// <summary>Answers execute_request.</summary>
    public async Task<JsonObject?> AnswerAsync(JupyterMessage request)
    {
        var code = request.Text("code");
        var silent = request.Truth("silent", false);
        var number = silent || !request.Truth("store_history", true) ? _count : ++_count;
        if (!silent)
        {
            channels.Publish(request, "execute_input", new() { ["code"] = code, ["execution_count"] = number });
        }

        _stop = false;
        var cells = await session.Value.ConfigureAwait(false);
        var name = $"cell [{number}]";
        var outputs = new CellOutputs();
        var pump = new OutputPump(outputs, taken => Show(request, taken, number, silent));
        var running = cells.RunAndShowAsync(code, name, outputs, cancellation =>
        {
            // The question is what the cell has printed last.
            pump.Flush();
            return _input.Ask(request, cancellation);
        });
        if (_stop)
        {
            // Somebody wanted it to stop before the compiler was there.
            Interrupt();
        }

        var failure = await running.ConfigureAwait(false);
        pump.Flush();
        var reply = new JsonObject { ["status"] = "ok", ["execution_count"] = number, ["payload"] = new JsonArray() };
        if (failure is null)
        {
            reply["user_expressions"] = await EvaluateAsync(cells, request.Content["user_expressions"] as JsonObject ?? []).ConfigureAwait(false);
            return reply;
        }

        if (request.Truth("stop_on_error", true))
        {
            Failed();
        }

        reply["status"] = "error";
        Add(reply, OutputMessages.OfError(CellErrors.AsOutput(failure, name)));
        return reply;
    }

    /// <summary>Stops the cell that runs, or that waits for the compiler to be loaded.</summary>
    public void Interrupt()
    {
        _stop = true;
        if (session is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } ready })
        {
            _ = ready.Result.InterruptAsync();
        }
    }

    private static async Task<JsonObject> EvaluateAsync(CellSession cells, JsonObject expressions)
    {
        var values = new JsonObject();
        foreach (var (key, expression) in expressions)
        {
            var outputs = new CellOutputs();
            var failure = await cells.RunAndShowAsync(expression?.ToString() ?? string.Empty, $"expression {key}", outputs).ConfigureAwait(false);
            var value = new JsonObject { ["status"] = failure is null ? "ok" : "error" };
            if (failure is not null)
            {
                Add(value, OutputMessages.OfError(CellErrors.AsOutput(failure, $"expression {key}")));
            }
            else
            {
                value["data"] = OutputMessages.Data(outputs.TakeNew().OfType<DisplayOutput>().LastOrDefault(o => o.IsResult)?.Data ?? new Dictionary<string, string>());
                value["metadata"] = new JsonObject();
            }

            values[key] = value;
        }

        return values;
    }

    private static void Add(JsonObject to, JsonObject from)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value?.DeepClone();
        }
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
