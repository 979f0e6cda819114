using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Kernel.Files;

/// <summary>Between <see cref="NotebookFile"/> and the JSON of nbformat 4.</summary>
internal static class NotebookJson
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static NotebookFile Read(string json)
    {
        var root = JsonNode.Parse(json) as JsonObject ?? throw new FormatException("the top level is not an object.");
        if ((int?)root["nbformat"] != 4)
        {
            throw new FormatException($"nbformat is {root["nbformat"]?.ToJsonString() ?? "missing"}.");
        }

        var cells = root["cells"] as JsonArray ?? throw new FormatException("it has no list of cells.");
        return new(cells.Select((c, i) => ReadCell(c as JsonObject ?? throw new FormatException($"cell {i + 1} is not an object."))), Take(root, "metadata"))
        {
            FormatMinor = (int?)root["nbformat_minor"] ?? 0,
            Other = Rest(root, "cells", "metadata", "nbformat", "nbformat_minor"),
        };
    }

    public static string Write(NotebookFile notebook)
    {
        var root = new JsonObject
        {
            ["cells"] = new JsonArray([.. notebook.Cells.Select(WriteCell)]),
            ["metadata"] = notebook.Metadata.DeepClone(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = Math.Max(5, notebook.FormatMinor),
        };
        AddAll(root, notebook.Other);
        return root.ToJsonString(Layout) + "\n";
    }

    public static CellOutput ReadOutput(JsonObject output) => (string?)output["output_type"] switch
    {
        "stream" => new StreamOutput((string?)output["name"] ?? StreamOutput.Out, Text(output["text"])),
        "display_data" => ReadDisplay(output, isResult: false),
        "execute_result" => ReadDisplay(output, isResult: true),
        "error" => new ErrorOutput(
            (string?)output["ename"] ?? string.Empty,
            (string?)output["evalue"] ?? string.Empty,
            [.. (output["traceback"] as JsonArray ?? []).Select(l => (string?)l ?? string.Empty)]),
        var other => throw new FormatException($"an output has the type {other ?? "(none)"}, which nbformat 4 does not know."),
    };

    public static JsonObject WriteOutput(CellOutput output, int? executionCount) => output switch
    {
        StreamOutput stream => new() { ["name"] = stream.Name, ["output_type"] = "stream", ["text"] = Lines(stream.Text) },
        ErrorOutput error => new()
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(l => JsonValue.Create(l))]),
        },
        DisplayOutput { IsResult: true } result => new()
        {
            ["data"] = Data(result),
            ["execution_count"] = executionCount,
            ["metadata"] = result.Metadata.DeepClone(),
            ["output_type"] = "execute_result",
        },
        DisplayOutput display => new() { ["data"] = Data(display), ["metadata"] = display.Metadata.DeepClone(), ["output_type"] = "display_data" },
        _ => throw new ArgumentException($"{output.GetType().Name} is no output of nbformat 4.", nameof(output)),
    };

    private static NotebookCell ReadCell(JsonObject cell)
    {
        var kind = (string?)cell["cell_type"] switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            var other => throw new FormatException($"a cell has the type {other ?? "(none)"}, which nbformat 4 does not know."),
        };
        return new(kind, Text(cell["source"]).ReplaceLineEndings("\n"), (string?)cell["id"])
        {
            Metadata = Take(cell, "metadata"),
            ExecutionCount = (int?)cell["execution_count"],
            Outputs = [.. (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>().Select(ReadOutput)],
            Other = Rest(cell, "cell_type", "execution_count", "id", "metadata", "outputs", "source"),
        };
    }

    private static JsonObject WriteCell(NotebookCell cell, int position)
    {
        var json = new JsonObject { ["cell_type"] = cell.Kind.ToString().ToLowerInvariant() };
        AddAll(json, cell.Other);
        if (cell.Kind == CellKind.Code)
        {
            json["execution_count"] = cell.ExecutionCount;
        }

        json["id"] = cell.Id ?? $"cell-{position + 1}";
        json["metadata"] = cell.Metadata.DeepClone();
        if (cell.Kind == CellKind.Code)
        {
            json["outputs"] = new JsonArray([.. cell.Outputs.Select(o => WriteOutput(o, cell.ExecutionCount))]);
        }

        json["source"] = Lines(cell.Source);
        return json;
    }

    private static DisplayOutput ReadDisplay(JsonObject output, bool isResult)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (type, value) in output["data"] as JsonObject ?? [])
        {
            data[type] = IsJson(type) ? value?.ToJsonString() ?? "null" : Text(value);
        }

        return new(data, isResult) { Metadata = Take(output, "metadata") };
    }

    private static JsonObject Data(DisplayOutput display)
    {
        var data = new JsonObject();
        foreach (var (type, text) in display.Data)
        {
            data[type] = IsJson(type) ? JsonNode.Parse(text) : Lines(text);
        }

        return data;
    }

    public static bool IsJson(string type) => type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(l => (string?)l)),
        null => string.Empty,
        _ => (string?)node ?? string.Empty,
    };

    // Jupyter keeps a text as a list of lines, each with its line break, so that a comparison of versions goes line by line.
    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(JsonValue.Create(text[start..end]));
            start = end;
        }

        return lines;
    }

    private static JsonObject Take(JsonObject from, string key) => from[key] is JsonObject found ? found.DeepClone().AsObject() : [];

    private static JsonObject Rest(JsonObject from, params ReadOnlySpan<string> known)
    {
        var rest = new JsonObject();
        foreach (var (key, value) in from)
        {
            if (!known.Contains(key))
            {
                rest[key] = value?.DeepClone();
            }
        }

        return rest;
    }

    private static void AddAll(JsonObject to, JsonObject from)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value?.DeepClone();
        }
    }
}
