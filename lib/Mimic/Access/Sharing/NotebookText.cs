using System.Text;
using System.Text.Json;

namespace Mimic.Access;

/// <summary>Reads a Jupyter notebook: the sources of its cells, their outputs of every type, attachments and metadata.</summary>
/// <param name="document">The file.</param>
internal sealed class NotebookText(ScanDocument document)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a whole notebook.</summary>
    /// <returns>False if it is not the JSON of a notebook; then it is read as plain text.</returns>
    public bool TryRead(string json)
    {
        try
        {
            using var notebook = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256 });
            if (notebook.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            Read(notebook.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Read(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("cells"))
            {
                Cells(property.Value);
            }
            else if (property.NameEquals("worksheets"))
            {
                foreach (var sheet in property.Value.EnumerateArray().Where(s => s.TryGetProperty("cells", out _)))
                {
                    Cells(sheet.GetProperty("cells"));
                }
            }
            else
            {
                Plain(property.Value.GetRawText(), "metadata");
            }
        }
    }

    private void Cells(JsonElement cells)
    {
        var number = 0;
        foreach (var cell in cells.EnumerateArray())
        {
            var place = Invariant($"cell {++number}");
            var source = cell.TryGetProperty("source", out var lines) || cell.TryGetProperty("input", out lines) ? TextOf(lines) : string.Empty;
            new LogicalLines(new(document, place)).ReadAll(source);
            var context = ContextOf(source);
            foreach (var property in cell.EnumerateObject())
            {
                if (property.NameEquals("outputs"))
                {
                    Outputs(property.Value, place, context);
                }
                else if (property.NameEquals("attachments"))
                {
                    foreach (var attachment in property.Value.EnumerateObject())
                    {
                        Plain(attachment.Name, $"{place}, attachment");
                        Bundle(attachment.Value, $"{place}, attachment", context);
                    }
                }
                else if (!property.NameEquals("source") && !property.NameEquals("input"))
                {
                    Plain(property.Value.GetRawText(), $"{place}, metadata");
                }
            }
        }
    }

    private void Outputs(JsonElement outputs, string cell, IReadOnlySet<IdClass> context)
    {
        var number = 0;
        foreach (var output in outputs.EnumerateArray())
        {
            var place = Invariant($"{cell}, output {++number}");
            foreach (var property in output.EnumerateObject())
            {
                if (property.NameEquals("data"))
                {
                    Bundle(property.Value, place, context);
                }
                else if (property.Name is "text" or "traceback" or "evalue")
                {
                    Plain(TextOf(property.Value), place, context);
                }
                else if (property.Name is "html" or "svg")
                {
                    Html(TextOf(property.Value), place, context);
                }
                else if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String)
                {
                    Plain(Compact(property.Value), place, context);
                }
            }
        }
    }

    private void Bundle(JsonElement bundle, string place, IReadOnlySet<IdClass> context)
    {
        foreach (var form in bundle.EnumerateObject())
        {
            if (form.Name.StartsWith("image/", StringComparison.Ordinal) && !form.Name.StartsWith("image/svg", StringComparison.Ordinal))
            {
                document.Pictures++;
                Plain(PngText.In(TextOf(form.Value)), place, context);
            }
            else if (form.Name.Contains("html", StringComparison.Ordinal) || form.Name.Contains("xml", StringComparison.Ordinal) || form.Name.Contains("svg", StringComparison.Ordinal))
            {
                Html(TextOf(form.Value), place, context);
            }
            else
            {
                Plain(form.Value.ValueKind is JsonValueKind.String or JsonValueKind.Array && TextOf(form.Value) is { Length: > 0 } text ? text : Compact(form.Value), place, context);
            }
        }
    }

    private void Html(string text, string place, IReadOnlySet<IdClass> context) => new HtmlText(document, new(document, place, context: context)).ReadAll(text);

    private void Plain(string text, string place, IReadOnlySet<IdClass>? context = null) => new LogicalLines(new(document, place, context: context)).ReadAll(text);

    // On one line, so that what belongs together is read together.
    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value, Relaxed);

    /// <summary>A text, which notebooks keep as one string or as a list of lines.</summary>
    private static string TextOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString()!;
        }

        if (value.ValueKind != JsonValueKind.Array || !value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String))
        {
            return string.Empty;
        }

        var (text, lines) = (new StringBuilder(), value.EnumerateArray().Select(v => v.GetString()!).ToList());
        foreach (var line in lines)
        {
            text.Append(line);
            if (lines.Count > 1 && !line.EndsWith('\n'))
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    // What a cell names, its outputs are likely to show; what it counts, they count.
    private static HashSet<IdClass> ContextOf(string source)
    {
        var tokens = new LineTokens();
        var names = new HashSet<IdClass>();
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            tokens.Read(line);
            if (tokens.Counts || line.Contains("count", StringComparison.OrdinalIgnoreCase) || line.Contains("len(", StringComparison.Ordinal) || line.Contains("nunique", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var token in tokens.All)
            {
                if (token is { Kind: TokenKind.Name, Class: not IdClass.Other })
                {
                    names.Add(token.Class);
                }
            }
        }

        return names;
    }
}
