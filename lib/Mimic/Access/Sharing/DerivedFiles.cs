using System.Text.Json;

namespace Mimic.Access;

/// <summary>Reads the source tag of what this project makes: stores, tables, cohorts, pipelines, models, results. What lacks one is credentialed.</summary>
internal static class DerivedFiles
{
    private const string StoreManifest = "metadata/mimic.json";
    private const string Codebook = ".columns.json";
    private const string ModelMark = "mimic-model ";

    /// <summary>What the surroundings of a file say: the mark of a synthetic hospital, the description of a store, the codebook of a table.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="path">The file.</param>
    /// <returns>The tag; null if they say nothing.</returns>
    public static SourceTag? Beside(ScanFolder folder, string path)
    {
        var codebook = $"{Path.ChangeExtension(path, null)}{Codebook}";
        if (!path.EndsWith(Codebook, StringComparison.Ordinal) && folder.Has(codebook))
        {
            return OfJson(folder.ReadText(codebook)!, codebook) ?? SourceTag.Credentialed;
        }

        for (var at = path.LastIndexOf('/'); ; at = path.LastIndexOf('/', at - 1))
        {
            var above = at < 0 ? string.Empty : path[..(at + 1)];
            if (folder.Has(above + StoreManifest))
            {
                return OfJson(folder.ReadText(above + StoreManifest)!, StoreManifest) ?? SourceTag.Credentialed;
            }

            if (folder.Has(above + DatasetSearch.SyntheticMarker))
            {
                return SourceTag.Synthetic;
            }

            if (at <= 0)
            {
                return null;
            }
        }
    }

    /// <summary>Whether these are the first bytes of a model of ours.</summary>
    public static bool IsModel(ReadOnlySpan<byte> head) => head.StartsWith("mimic-model "u8);

    /// <summary>The tag in a model of ours.</summary>
    public static SourceTag OfModel(string text)
    {
        var start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        return text.StartsWith(ModelMark, StringComparison.Ordinal) ? OfJson(text[start..], ModelMark) ?? SourceTag.Credentialed : SourceTag.Credentialed;
    }

    /// <summary>The tag in a JSON file of ours.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The tag, credentialed if it lacks one; null if the file is none of ours.</returns>
    public static SourceTag? OfJson(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return OfJson(document.RootElement, name);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SourceTag? OfJson(JsonElement root, string name)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            // The results of a run: one entry for each notebook.
            return root.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("Headlines", out _) ? Tag(e) ?? SourceTag.Credentialed : (SourceTag?)null).Max();
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("provenance", out var provenance) && provenance.ValueKind == JsonValueKind.Object)
        {
            return Tag(provenance) ?? SourceTag.Credentialed;
        }

        var format = root.TryGetProperty("Format", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        var ours = format.StartsWith("mimic-", StringComparison.Ordinal)
            || name.EndsWith(Codebook, StringComparison.Ordinal)
            || (root.TryGetProperty("trajectory_version", out _) && root.TryGetProperty("input_fingerprint", out _))
            || (root.TryGetProperty("layout", out var layout) && layout.ValueKind == JsonValueKind.Object && layout.TryGetProperty("meta", out var meta)
                && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("mimicSource", out _));
        return ours ? Tag(root) ?? SourceTag.Credentialed : null;
    }

    private static SourceTag? Tag(JsonElement owner)
    {
        foreach (var name in (ReadOnlySpan<string>)["Source", "source"])
        {
            if (owner.TryGetProperty(name, out var tag))
            {
                return tag.ValueKind == JsonValueKind.String ? SourceTags.Parse(tag.GetString()) : SourceTag.Credentialed;
            }
        }

        return owner.TryGetProperty("layout", out var layout) && layout.ValueKind == JsonValueKind.Object
            && layout.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("mimicSource", out var figure)
            ? SourceTags.Parse(figure.ToString()) : null;
    }
}
