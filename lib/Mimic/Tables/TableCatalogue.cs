using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Every table of MIMIC-IV 2.2 to 3.1, MIMIC-IV-ED, MIMIC-IV-Note and MIMIC-IV-ECG, and the lists of MIMIC-CXR and MIMIC-CXR-JPG, with their
/// columns.
/// (Source: the build scripts of the MIMIC Code Repository and the headers of the open demo 2.2.)
/// </summary>
public static class TableCatalogue
{
    private static readonly Dictionary<string, TableSchema> ByTable = Load();

    /// <summary>All tables, by module and name.</summary>
    public static IReadOnlyList<TableSchema> All { get; } = [.. ByTable.Values.OrderBy(t => t.Table, StringComparer.Ordinal)];

    /// <summary>The table of a name.</summary>
    /// <param name="table">Module and name, as <c>hosp/labevents</c>.</param>
    /// <exception cref="MimicException">There is no such table.</exception>
    public static TableSchema Get(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return ByTable.TryGetValue(table, out var schema)
            ? schema
            : throw new MimicException(
                $"MIMIC-IV has no table '{table}'.", "Tables are named by module and name, as hosp/labevents; TableCatalogue.All lists them.");
    }

    /// <summary>The table whose columns are exactly these, in any order and case; null if there is none.</summary>
    internal static TableSchema? FindByColumns(IReadOnlyCollection<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return All.FirstOrDefault(t => wanted.SetEquals(t.ColumnNames));
    }

    /// <summary>Whether any table has a column of this name.</summary>
    internal static bool IsColumnName(string name) => All.Any(t => t.Find(name) is not null);

    private static Dictionary<string, TableSchema> Load() =>
        EmbeddedList.Rows("Mimic.Tables.columns.csv", "module", "table", "column", "type", "nullable", "since")
            .GroupBy(c => $"{c[0]}/{c[1]}", c => ToColumn(c[2], c[3], c[4], c[5]))
            .ToDictionary(g => g.Key, g => new TableSchema(g.Key, [.. g]), StringComparer.Ordinal);

    private static TableColumn ToColumn(string name, string type, string nullable, string since) =>
        new(name, Enum.Parse<ColumnType>(type, ignoreCase: true), nullable == "yes", since.Length > 0 ? since : null);
}
