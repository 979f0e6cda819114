using System.Globalization;
using System.Text.Json;
using Mimic.Access;
using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>
/// Stores against the schema of MEDS 0.4 (DataSchema, CodeMetadataSchema, SubjectSplitSchema and DatasetMetadataSchema of the package
/// meds, 0.4). <c>tests/duckdb/check-store.mjs</c> asks the same of DuckDB.
/// </summary>
public sealed class MedsSchemaTests
{
    // Name, type, whether MEDS allows it to be absent. Its timestamps have microseconds and no zone, its numbers single precision.
    private static readonly (string, ColumnKind, bool)[] MedsColumns =
    [
        ("subject_id", ColumnKind.Int64, false), ("time", ColumnKind.Timestamp, true), ("code", ColumnKind.String, false),
        ("numeric_value", ColumnKind.Float, true), ("text_value", ColumnKind.String, true),
    ];

    private static readonly string[] TextsOfDataset =
        ["dataset_name", "dataset_version", "etl_name", "etl_version", "meds_version", "created_at", "license", "location_uri", "description_uri"];

    private static readonly string[] ColumnListsOfDataset =
        ["raw_source_id_columns", "code_modifier_columns", "additional_value_modality_columns", "site_id_columns", "other_extension_columns"];

    [Fact]
    public void A_store_of_the_synthetic_hospital_is_MEDS_to_the_letter() => Check(Repository.DataDemo);

    [Fact]
    public void A_store_of_the_open_demo_is_MEDS_to_the_letter() => Check(RealDemo.PathOrSkip());

    private static void Check(string data)
    {
        using var folder = new TemporaryFolder();
        var store = TrajectoryBuilder.Build(MimicDataset.Open(data), new() { Output = folder.Path, Cpus = 2 });
        var files = Directory.GetFiles(Path.Combine(store.Folder, "data"), "*.parquet", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, CheckColumns);
        var splits = CheckSplits(store.Folder);
        CheckOrder(store, splits);
        CheckCodes(store);
        CheckDataset(store.Folder, files[0]);
    }

    private static List<ParquetColumn> ColumnsOf(string path)
    {
        using var file = ParquetReader.Open(path, string.Empty);
        return [.. file.Metadata.Columns];
    }

    private static void CheckColumns(string file)
    {
        var columns = ColumnsOf(file);
        Assert.Equal(MedsColumns, columns.Take(MedsColumns.Length).Select(c => (c.Name, c.Kind, c.Optional)));
        Assert.Equal(columns.Count, columns.Select(c => c.Name).Distinct().Count());
    }

    /// <summary>The split of each patient; the file may have these two columns alone.</summary>
    private static Dictionary<long, string> CheckSplits(string store)
    {
        using var file = ParquetReader.Open(Path.Combine(store, "metadata", "subject_splits.parquet"), string.Empty);
        Assert.Equal(
            [("subject_id", ColumnKind.Int64, false), ("split", ColumnKind.String, false)],
            file.Metadata.Columns.Select(c => (c.Name, c.Kind, c.Optional)));
        var splits = Enumerable.Range(0, file.Metadata.RowGroups.Count)
            .SelectMany(g => file.Read<long>(g, 0).Values.Zip(file.Read<string>(g, 1).Values))
            .ToDictionary(s => s.First, s => s.Second);
        Assert.Equal(["held_out", "train", "tuning"], splits.Values.Distinct().Order(StringComparer.Ordinal));
        return splits;
    }

    /// <summary>All events of a patient stand together in one file, that of the split: facts without a time first, then by time.</summary>
    private static void CheckOrder(TrajectoryStore store, Dictionary<long, string> splits)
    {
        var seen = new HashSet<int>();
        foreach (var split in Enum.GetValues<Split>())
        {
            var (subject, time) = (-1, EventBlock.NoTime);
            foreach (var block in store.Scan(EventColumns.Subject | EventColumns.Time, split))
            {
                for (var i = 0; i < block.Count; i++)
                {
                    if (block.Subjects[i] != subject)
                    {
                        (subject, time) = (block.Subjects[i], EventBlock.NoTime);
                        Assert.True(seen.Add(subject), "the events of a patient do not stand together");
                        Assert.Equal(split.Name(), splits[subject]);
                    }

                    // NoTime is the smallest of all.
                    Assert.True(block.Times[i] >= time, "the events of a patient are not in order");
                    time = block.Times[i];
                }
            }
        }

        Assert.Subset(splits.Keys.ToHashSet(), seen.Select(s => (long)s).ToHashSet());
        foreach (var shard in store.Shards)
        {
            Assert.Equal(shard.Split!.Value.Name(), Path.GetFileName(Path.GetDirectoryName(shard.Path)));
        }
    }

    private static void CheckCodes(TrajectoryStore store)
    {
        using var file = ParquetReader.Open(Path.Combine(store.Folder, "metadata", "codes.parquet"), string.Empty);
        Assert.Equal(
            [("code", ColumnKind.String, false), ("description", ColumnKind.String, true)],
            file.Metadata.Columns.Take(2).Select(c => (c.Name, c.Kind, c.Optional)));
        Assert.StartsWith("parent_codes.", file.Metadata.Columns[2].Name, StringComparison.Ordinal);
        var codes = Enumerable.Range(0, file.Metadata.RowGroups.Count).SelectMany(g => file.Read<string>(g, 0).Values).ToList();
        var described = Enumerable.Range(0, file.Metadata.RowGroups.Count).Sum(g => file.Read<string>(g, 1).Present!.Count(p => p));
        Assert.DoesNotContain(codes, string.IsNullOrWhiteSpace);
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.True(described >= 0.95 * codes.Count, $"{described} of {codes.Count} codes are described");

        var occurring = store.ReadAll().SelectMany(t => t).Select(e => e.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(occurring.Except(codes));
    }

    private static void CheckDataset(string store, string shard)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(store, "metadata", "dataset.json")));
        var fields = json.RootElement.EnumerateObject().ToDictionary(f => f.Name, f => f.Value);
        Assert.Empty(fields.Keys.Except([.. TextsOfDataset, .. ColumnListsOfDataset]));
        Assert.All(TextsOfDataset.Where(fields.ContainsKey), f => Assert.Equal(JsonValueKind.String, fields[f].ValueKind));
        Assert.StartsWith("0.4.", fields["meds_version"].GetString(), StringComparison.Ordinal);
        Assert.True(DateTime.TryParseExact(
            fields["created_at"].GetString(), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

        // Every column of our own is declared once; MEDS wants those that modify a code to be texts.
        var own = ColumnsOf(shard).Skip(MedsColumns.Length).ToDictionary(c => c.Name);
        var declared = ColumnListsOfDataset.Where(fields.ContainsKey).SelectMany(f => fields[f].EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(own.Keys.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
        Assert.All(fields["code_modifier_columns"].EnumerateArray(), c => Assert.Equal(ColumnKind.String, own[c.GetString()!].Kind));
    }
}
