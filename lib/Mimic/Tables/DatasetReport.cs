using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>What was found when every table of a data set was read from its first byte to its last.</summary>
[TypeFormatterSource]
public sealed class DatasetReport
{
    private DatasetReport(MimicDataset data, IReadOnlyList<TableCheck> tables) => (Data, Tables) = (data, tables);

    /// <summary>The data set.</summary>
    public MimicDataset Data { get; }

    /// <summary>One check per table, in the order of the data set.</summary>
    public IReadOnlyList<TableCheck> Tables { get; }

    /// <summary>Whether every table could be read and has the number of rows of its release, where that is known.</summary>
    public bool IsSound => Tables.All(t => t.Problem is null && (t.Expected is null || t.Expected == t.Rows));

    /// <summary>
    /// Reads every table strictly: checksums, columns, number of fields in each row. Takes about a second per million rows.
    /// </summary>
    /// <param name="data">The data set.</param>
    public static DatasetReport Count(MimicDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var expected = data.Tables.Select(t => RowCounts.Expected(data, t.Table)).ToList();
        using var progress = new Progress("rows", expected.All(e => e is not null) ? expected.Sum(e => e!.Value) : 0);
        return new DatasetReport(data, [.. data.Tables.Select((t, i) => Check(t, expected[i], progress))]);
    }

    /// <summary>The report as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The report as text.</summary>
    public override string ToString() => ToTable().ToString();

    private static TableCheck Check(TableFile table, long? expected, Progress progress)
    {
        const int Step = 10_000;
        try
        {
            using var reader = TableReader.Open(table, Columns(table));
            while (reader.Read())
            {
                if (reader.Row % Step == 0)
                {
                    progress.Add(Step);
                }
            }

            progress.Add(reader.Row % Step);
            return new TableCheck(table, reader.Row, expected, null);
        }
        catch (MimicException e)
        {
            // One damaged table must not hide the state of the others.
            return new TableCheck(table, null, expected, e);
        }
    }

    /// <summary>The columns that a table has in every release.</summary>
    internal static string[] Columns(TableFile table) => [.. TableCatalogue.Get(table.Table).Columns.Where(c => c.Since is null).Select(c => c.Name)];

    private Table ToTable()
    {
        var table = new Table("table", "rows", "published rows", "state") { Caption = $"{Data.Name}: {(IsSound ? "sound" : "not sound")}" };
        foreach (var check in Tables)
        {
            table.Add(check.Table.Table, check.Rows, check.Expected, check.State);
        }

        return table;
    }
}

/// <summary>What was found when a table was read.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Its number of rows; null if it could not be read to its end.</param>
/// <param name="Expected">The number of rows of its release; null if not known.</param>
/// <param name="Problem">Why it could not be read; null if it could.</param>
public sealed record TableCheck(TableFile Table, long? Rows, long? Expected, MimicException? Problem)
{
    /// <summary>The outcome in a few words.</summary>
    public string State => Problem is not null ? Problem.Problem
        : Expected is null ? "whole"
        : Expected == Rows ? "whole, as published"
        : Rows < Expected ? "whole, but has fewer rows than published" : "whole, but has more rows than published";
}
