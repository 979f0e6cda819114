using System.Text.Json.Nodes;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Jupyter;

/// <summary>Outputs of a cell as messages.</summary>
internal static class OutputMessages
{
    /// <summary>Type and content of the message that shows an output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="executionCount">The number of its cell.</param>
    public static (string Type, JsonObject Content) Of(CellOutput output, int executionCount) => output switch
    {
        StreamOutput stream => ("stream", new() { ["name"] = stream.Name, ["text"] = stream.Text }),
        ErrorOutput error => ("error", OfError(error)),
        DisplayOutput { IsResult: true } result => ("execute_result", new()
        {
            ["execution_count"] = executionCount,
            ["data"] = Data(result.Data),
            ["metadata"] = result.Metadata.DeepClone(),
        }),
        DisplayOutput display => (display.IsUpdate ? "update_display_data" : "display_data", new()
        {
            ["data"] = Data(display.Data),
            ["metadata"] = display.Metadata.DeepClone(),
            ["transient"] = display.DisplayId is { } id ? new JsonObject { ["display_id"] = id } : new JsonObject(),
        }),
        _ => throw new ArgumentException($"{output.GetType().Name} is no output that Jupyter knows.", nameof(output)),
    };

    /// <summary>An error as the arguments of a message.</summary>
    public static JsonObject OfError(ErrorOutput error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(l => JsonValue.Create(l))]),
    };

    /// <summary>Forms by MIME type: JSON as objects, as front ends expect, all else as text.</summary>
    public static JsonObject Data(IReadOnlyDictionary<string, string> forms)
    {
        var data = new JsonObject();
        foreach (var (type, text) in forms)
        {
            data[type] = NotebookJson.IsJson(type) ? JsonNode.Parse(text) : text;
        }

        return data;
    }
}
