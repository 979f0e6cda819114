using System.Text.Json.Nodes;
using Mimic.Kernel.Files;
using Mimic.Kernel.Language;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Jupyter;

/// <summary>Answers what clients ask while a cell is being written.</summary>
/// <param name="session">The session, once the compiler is there.</param>
internal sealed class LanguageRequests(Lazy<Task<CellSession>> session)
{
    /// <summary>Answers is_complete_request.</summary>
    public static Task<JsonObject?> CompletenessAsync(JupyterMessage request)
    {
        var (status, indent) = Completeness.Of(request.Text("code"));
        return Task.FromResult<JsonObject?>(new() { ["status"] = status, ["indent"] = indent });
    }

    /// <summary>Answers complete_request.</summary>
    public async Task<JsonObject?> CompleteAsync(JupyterMessage request)
    {
        var (code, position) = Place(request);
        var (suggestions, start) = Completion.At((await session.Value.ConfigureAwait(false)).Compiler, code, position);
        var (from, to) = (CodePoints.FromUtf16(code, start), CodePoints.FromUtf16(code, position));
        var types = suggestions.Select(s => (JsonNode)new JsonObject { ["text"] = s.Text, ["type"] = s.Kind, ["start"] = from, ["end"] = to });
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. suggestions.Select(s => JsonValue.Create(s.Text))]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. types]) },
        };
    }

    /// <summary>Answers inspect_request.</summary>
    public async Task<JsonObject?> InspectAsync(JupyterMessage request)
    {
        var (code, position) = Place(request);
        var found = Inspection.At((await session.Value.ConfigureAwait(false)).Compiler, code, position);
        var data = new JsonObject();
        if (found is var (text, html))
        {
            (data[DisplayOutput.Plain], data[DisplayOutput.Html]) = (text, html);
        }

        return new() { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private static (string Code, int Position) Place(JupyterMessage request)
    {
        var code = request.Text("code");
        return (code, CodePoints.ToUtf16(code, request.Number("cursor_pos", int.MaxValue)));
    }
}
