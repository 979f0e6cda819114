using System.Text.Json.Nodes;

namespace Mimic.Kernel.Files;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>C#.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is passed through as it stands.</summary>
    Raw,
}

/// <summary>A cell of a notebook.</summary>
/// <param name="kind">What it holds.</param>
/// <param name="source">Its text.</param>
/// <param name="id">Its name in the file (1 to 64 letters, digits, - and _); null where an old file has none.</param>
public sealed class NotebookCell(CellKind kind, string source, string? id)
{
    /// <summary>The tag of the cell that assigns the notebook's parameters.</summary>
    public const string ParametersTag = "parameters";

    /// <summary>The tag of the cell that a runner puts behind the parameters to change them.</summary>
    public const string InjectedTag = "injected-parameters";

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; } = kind;

    /// <summary>Its text, lines ended by a line feed.</summary>
    public string Source { get; } = source;

    /// <summary>Its name in the file; null where an old file has none.</summary>
    public string? Id { get; } = id;

    /// <summary>The metadata, as read.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Keys that this class does not know (attachments and the like), as read.</summary>
    public JsonObject Other { get; init; } = [];

    /// <summary>The number under which it was run; null if it was not.</summary>
    public int? ExecutionCount { get; set; }

    /// <summary>What it printed and showed.</summary>
    public List<CellOutput> Outputs { get; init; } = [];

    /// <summary>The tags in its metadata.</summary>
    public IEnumerable<string> Tags => Metadata["tags"] is JsonArray tags
        ? tags.OfType<JsonValue>().Select(t => t.TryGetValue<string>(out var text) ? text : string.Empty)
        : [];

    /// <summary>A code cell with the metadata that the kernels of the .NET Interactive family expect.</summary>
    /// <param name="source">The C# of the cell.</param>
    /// <param name="id">Its name in the file.</param>
    /// <param name="tags">Its tags.</param>
    public static NotebookCell Code(string source, string id, params IReadOnlyCollection<string> tags)
    {
        var cell = new NotebookCell(CellKind.Code, source, id)
        {
            Metadata = new()
            {
                ["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" },
                ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" },
            },
        };
        if (tags.Count > 0)
        {
            cell.Metadata["tags"] = new JsonArray([.. tags.Select(t => JsonValue.Create(t))]);
        }

        return cell;
    }

    /// <summary>A cell of text.</summary>
    /// <param name="source">The Markdown of the cell.</param>
    /// <param name="id">Its name in the file.</param>
    public static NotebookCell Markdown(string source, string id) => new(CellKind.Markdown, source, id);
}
