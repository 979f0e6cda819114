using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Kernel.Files;

/// <summary>A notebook as a file: nbformat 4.5, C#. What this class does not know is kept as it was read.</summary>
public sealed class NotebookFile
{
    /// <summary>A notebook of finished cells.</summary>
    /// <param name="cells">The cells, in order.</param>
    /// <param name="metadata">The metadata; null for those that every C# front end understands.</param>
    public NotebookFile(IEnumerable<NotebookCell> cells, JsonObject? metadata = null)
    {
        Cells = [.. cells];
        Metadata = metadata ?? CSharpMetadata();
    }

    /// <summary>The cells, in order.</summary>
    public List<NotebookCell> Cells { get; }

    /// <summary>The metadata of the notebook.</summary>
    public JsonObject Metadata { get; }

    /// <summary>The minor version of the format that was read; written files have at least 5, the first with cell ids.</summary>
    public int FormatMinor { get; init; } = 5;

    /// <summary>Keys at the top level that this class does not know, as read.</summary>
    public JsonObject Other { get; init; } = [];

    /// <summary>The first heading of the notebook; null if it has none.</summary>
    public string? Title => Cells.Where(c => c.Kind == CellKind.Markdown)
        .SelectMany(c => c.Source.Split('\n'))
        .FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    /// <summary>How people find a cell: "code cell 3" counts code cells alone, as the numbers beside executed cells do.</summary>
    /// <param name="cell">A cell of this notebook.</param>
    public string Label(NotebookCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.Tags.Contains(NotebookCell.InjectedTag))
        {
            return "the injected parameters";
        }

        var number = 1 + Cells.TakeWhile(c => c != cell).Count(c => c.Kind == cell.Kind && !c.Tags.Contains(NotebookCell.InjectedTag));
        return $"{(cell.Kind == CellKind.Code ? "code" : "text")} cell {number}";
    }

    /// <summary>Reads a notebook.</summary>
    /// <param name="path">The .ipynb file.</param>
    /// <exception cref="MimicException">It is missing or not a notebook of format 4.</exception>
    public static NotebookFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MimicException($"There is no notebook {path}.", "Check the path; the course's notebooks are in notebooks/.");
        }

        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new MimicException($"{path} is not a notebook of format 4: {e.Message}", "Open it in an editor for notebooks and save it again.", e);
        }
    }

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <param name="json">The content of an .ipynb file.</param>
    /// <exception cref="FormatException">It is not a notebook of format 4.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static NotebookFile Parse(string json) => NotebookJson.Read(json);

    /// <summary>The notebook as JSON text, laid out as Jupyter does.</summary>
    public string ToJson() => NotebookJson.Write(this);

    /// <summary>Writes the notebook; the file appears whole or not at all.</summary>
    /// <param name="path">The .ipynb file.</param>
    public void Write(string path) => WholeFile.WriteText(path, ToJson());

    private static JsonObject CSharpMetadata() => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
        ["language_info"] = new JsonObject
        {
            ["file_extension"] = ".cs",
            ["mimetype"] = "text/x-csharp",
            ["name"] = "C#",
            ["pygments_lexer"] = "csharp",
            ["version"] = "13.0",
        },
        ["polyglot_notebook"] = new JsonObject
        {
            ["kernelInfo"] = new JsonObject
            {
                ["defaultKernelName"] = "csharp",
                ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["languageName"] = "csharp", ["name"] = "csharp" }),
            },
        },
    };
}
