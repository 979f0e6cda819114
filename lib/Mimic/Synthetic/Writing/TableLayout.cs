using Mimic.Tables;

namespace Mimic.Synthetic.Writing;

/// <summary>A table that the generator writes: its name, its file below the folder and its header as the real file spells it.</summary>
/// <param name="Table">Module and table, as <c>hosp/labevents</c>.</param>
/// <param name="File">Path below the folder; .csv or .csv.gz, as the real file is.</param>
/// <param name="Header">The header line.</param>
internal sealed record TableLayout(string Table, string File, string Header)
{
    // The lists of MIMIC-CXR name DICOM files and reports as files, which are not made; the labelled test set is not open.
    private static readonly string[] NotMade = ["cxr/record_list", "cxr/study_list", "cxr/test_set_labeled"];

    /// <summary>
    /// Every table, ordered by name; those of the electrocardiograms last, since they came later and a table's place decides on the order
    /// of its rows.
    /// </summary>
    public static readonly IReadOnlyList<TableLayout> All =
        [.. TableCatalogue.All.Where(t => !NotMade.Contains(t.Table)).OrderBy(t => IsEcg(t.Table)).Select(Of)];

    private static readonly Dictionary<string, TableLayout> ByTable = All.ToDictionary(l => l.Table, StringComparer.Ordinal);

    /// <summary>The number of columns.</summary>
    public int Columns { get; } = Header.Count(c => c == ',') + 1;

    /// <summary>Whether the file is packed.</summary>
    public bool IsPacked => File.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>The layout of a table.</summary>
    public static TableLayout Get(string table) => ByTable[table];

    private static bool IsEcg(string table) => table.StartsWith("ecg/", StringComparison.Ordinal);

    private static TableLayout Of(TableSchema schema)
    {
        var parts = schema.Table.Split('/');
        var file = parts[0] == "cxr" ? $"cxr/mimic-cxr-2.0.0-{parts[1]}.csv.gz"
            : IsEcg(schema.Table) ? $"{schema.Table}.csv"
            : $"{schema.Table}.csv.gz";
        return new(schema.Table, file, string.Join(',', schema.ColumnNames));
    }
}
