using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Running;

/// <summary>A cell that a worker is to run.</summary>
internal sealed record WorkerCell(int Index, string Name, string Code);

/// <summary>What a worker is to do: run these cells in this folder, one after another, until one fails.</summary>
internal sealed record WorkerRequest(string Folder, IReadOnlyList<WorkerCell> Cells);

/// <summary>What a worker says on its standard output: that a cell starts, has put something out, has ended.</summary>
/// <param name="Started">The index of a cell that starts.</param>
/// <param name="Cell">The index of the cell that <paramref name="Outputs"/> belong to.</param>
/// <param name="Outputs">New outputs of a cell, in the form of nbformat.</param>
/// <param name="Ended">The index of a cell that has ended.</param>
/// <param name="Failure">Why that cell did not run through.</param>
internal sealed record WorkerEvent(int? Started = null, int? Cell = null, JsonArray? Outputs = null, int? Ended = null, CellFailure? Failure = null)
{
    /// <summary>
    /// Begins each event (it is the record separator of RFC 7464). Anything else on the same pipe was printed by native code
    /// past the console of .NET.
    /// </summary>
    public const char Mark = '\u001e';

    private const string IdKey = "display_id";
    private const string UpdateKey = "is_update";

    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static WorkerEvent Output(int cell, IReadOnlyList<CellOutput> outputs) =>
        new(Cell: cell, Outputs: new JsonArray([.. outputs.Select(Write)]));

    public string ToLine() => $"{Mark}{JsonSerializer.Serialize(this, Compact)}\n";

    public static WorkerEvent? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerEvent>(json, Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public IEnumerable<CellOutput> ReadOutputs() => (Outputs ?? []).OfType<JsonObject>().Select(Read);

    // What makes an output replaceable is not part of the file format.
    private static JsonObject Write(CellOutput output)
    {
        var json = NotebookJson.WriteOutput(output, null);
        if (output is DisplayOutput { DisplayId: { } id } display)
        {
            (json[IdKey], json[UpdateKey]) = (id, display.IsUpdate);
        }

        return json;
    }

    private static CellOutput Read(JsonObject json) => NotebookJson.ReadOutput(json) is DisplayOutput display && (string?)json[IdKey] is { } id
        ? display with { DisplayId = id, IsUpdate = (bool?)json[UpdateKey] ?? false }
        : NotebookJson.ReadOutput(json);
}
