using System.IO.Compression;
using System.Text.Json;
using Mimic.Access;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Benchmarks;

/// <summary>The tables that become events, as the other programs are told of them.</summary>
internal static class EventTables
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The files of a data set that the builder turns into events.</summary>
    public static IReadOnlyList<TableFile> Of(MimicDataset data) => [.. Mappings.All.Select(m => data.Find(m.Table)).OfType<TableFile>()];

    /// <summary>Writes the plan that <c>duckdb/build.mjs</c> and <c>pandas/read_and_sort.py</c> follow.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="data">The data set.</param>
    /// <param name="more">Further settings.</param>
    public static void WritePlan(string file, MimicDataset data, IReadOnlyDictionary<string, object?> more)
    {
        var tables = Of(data).Select(t => new
        {
            t.Table,
            t.Path,
            Columns = Header(t.Path).Select(name => new { Name = name, Type = TypeOf(t.Table, name) }),
            Used = Mappings.All.First(m => m.Table == t.Table).Columns,
        });
        var plan = new Dictionary<string, object?>(more) { ["tables"] = tables };
        File.WriteAllText(file, JsonSerializer.Serialize(plan, Json));
    }

    private static string[] Header(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return text.ReadLine()!.TrimStart('\uFEFF').Split(',');
    }

    // Some times and numbers become the text of an event as they stand.
    private static bool IsText(string table, string column) =>
        Mappings.All.First(m => m.Table == table).Row.Text is { Kind: not (TextKind.Result or TextKind.ImagePath) } text
        && text.Columns.Contains(column, StringComparer.OrdinalIgnoreCase);

    private static string TypeOf(string table, string column) => TableCatalogue.Get(table).Find(column)?.Type switch
    {
        _ when IsText(table, column) => "VARCHAR",
        ColumnType.Integer => "INTEGER",
        ColumnType.Number => "DOUBLE",
        ColumnType.Date or ColumnType.Time => "TIMESTAMP",
        _ => "VARCHAR",
    };
}
