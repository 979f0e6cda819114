using System.Globalization;
using System.Text;
using System.Text.Json;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Writes the files of a store below <c>metadata/</c>.</summary>
internal static class StoreMetadataWriter
{
    public const string ReportFileName = "metadata/report.json";
    public const string PruningFileName = "metadata/pruning.json";

    /// <summary><c>codes.parquet</c>: every code that occurs, in order, with its description and its parents.</summary>
    public static StoreFile WriteCodes(string folder, IEnumerable<string> codes, IReadOnlyDictionary<string, string> descriptions)
    {
        var code = new ColumnBuffer<string, StringValues>(new("code", ColumnKind.String, false), false);
        var description = new ColumnBuffer<string, StringValues>(new("description", ColumnKind.String, true), false);
        var parents = new StringListBuffer(new("parent_codes", ColumnKind.StringList, true));
        foreach (var name in codes.Order(StringComparer.Ordinal))
        {
            code.Add(name);
            parents.Add(ParentCodes.Of(name));
            if (descriptions.TryGetValue(name, out var text))
            {
                description.Add(text);
            }
            else
            {
                description.AddNull();
            }
        }

        return Write(folder, "metadata/codes.parquet", [code, description, parents]);
    }

    /// <summary><c>subject_splits.parquet</c>: every patient in ascending order.</summary>
    public static StoreFile WriteSplits(string folder, IEnumerable<(int SubjectId, Split Split)> patients)
    {
        var subject = new ColumnBuffer<long, Int64Values>(new("subject_id", ColumnKind.Int64, false), false);
        var split = new ColumnBuffer<string, StringValues>(new("split", ColumnKind.String, false), true);
        foreach (var (id, part) in patients)
        {
            subject.Add(id);
            split.Add(part.Name());
        }

        return Write(folder, "metadata/subject_splits.parquet", [subject, split]);
    }

    /// <summary><c>dataset.json</c>.</summary>
    public static void WriteDataset(string folder, MedsStoreInfo info) => WriteJson(folder, MedsDatasetJson.FileName, new MedsDatasetJson
    {
        DatasetName = info.DatasetName,
        DatasetVersion = info.DatasetVersion,
        EtlName = MedsDatasetJson.OurEtlName,
        EtlVersion = typeof(StoreMetadataWriter).Assembly.GetName().Version!.ToString(3),
        MedsVersion = MedsDatasetJson.CurrentMedsVersion,
        CreatedAt = (info.CreatedAt ?? DateTime.UtcNow).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        RawSourceIdColumns = ["hadm_id", "stay_id", "table"],
        CodeModifierColumns = ["unit"],
        OtherExtensionColumns = ["available_time"],
    });

    /// <summary>Any JSON file of the store.</summary>
    public static void WriteJson<T>(string folder, string name, T value) =>
        WriteText(folder, name, JsonSerializer.Serialize(value, StoreManifest.Json) + "\n");

    /// <summary>Any text file of the store, seen onto the disk.</summary>
    public static void WriteText(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        using var file = DiskFile.Create(path);
        DiskFile.Write(file, path, Encoding.UTF8.GetBytes(text), 0);
        DiskFile.Flush(file, path);
    }

    private static StoreFile Write(string folder, string name, IReadOnlyList<ColumnBuffer> columns)
    {
        using var file = new ParquetWriter(Path.Combine(folder, name), columns);
        var (bytes, crc) = file.Complete();
        return new(name, file.Rows, bytes, crc);
    }
}
