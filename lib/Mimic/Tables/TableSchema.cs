using Mimic.Display;

namespace Mimic.Tables;

/// <summary>What a table of MIMIC-IV is: its name and its columns in the order of the published files.</summary>
[TypeFormatterSource]
public sealed class TableSchema
{
    internal TableSchema(string table, IReadOnlyList<TableColumn> columns) => (Table, Columns) = (table, columns);

    /// <summary>Module and name, as <c>hosp/labevents</c>.</summary>
    public string Table { get; }

    /// <summary>The columns, in the order of the published files.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> ColumnNames => [.. Columns.Select(c => c.Name)];

    /// <summary>A column by its name, in any case; null if the table has none of this name.</summary>
    /// <param name="name">Such as <c>charttime</c>.</param>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The columns as a table.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The columns as text.</summary>
    public override string ToString() => ToTable().ToString();

    private Table ToTable()
    {
        var table = new Table("column", "type", "may be empty", "since") { Caption = Table };
        foreach (var column in Columns)
        {
            table.Add(column.Name, column.Type.ToString().ToLowerInvariant(), column.Nullable, column.Since ?? string.Empty);
        }

        return table;
    }
}
