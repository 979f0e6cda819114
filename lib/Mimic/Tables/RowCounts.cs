using System.Globalization;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// How many rows the tables of known releases have. (Sources: the validation scripts of the MIMIC Code Repository for 2.2 and 3.1,
/// MIMIC-IV-ED 2.2 and MIMIC-IV-Note 2.2; the published files of the open demo 2.2, counted.)
/// </summary>
public static class RowCounts
{
    private static readonly Dictionary<(string Release, string Table), long> Known = Load();

    /// <summary>The number of rows a table of this data set should have; null if its release is not known.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="table">Module and name, as <c>hosp/labevents</c>.</param>
    public static long? Expected(MimicDataset data, string table)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(table);
        var release = data.Source switch
        {
            SourceTag.Synthetic => null,
            SourceTag.OpenDemo => "demo 2.2",
            _ => data.Modules.FirstOrDefault(m => table.StartsWith($"{m.Module}/", StringComparison.Ordinal))?.Version,
        };
        return release is not null && Known.TryGetValue((release, table), out var rows) ? rows : null;
    }

    /// <summary>The number of rows a table has in a release; null if not known. The ED and note modules have versions of their own.</summary>
    /// <param name="release">The release of MIMIC-IV, as <c>3.1</c>.</param>
    /// <param name="table">Module and name, as <c>hosp/labevents</c>.</param>
    internal static long? Published(string release, string table) =>
        Known.TryGetValue((release, table), out var rows) ? rows
        : release == "3.1" && (table.StartsWith("ed/", StringComparison.Ordinal) || table.StartsWith("note/", StringComparison.Ordinal))
            && Known.TryGetValue(("2.2", table), out rows) ? rows : null;

    private static Dictionary<(string Release, string Table), long> Load() =>
        EmbeddedList.Rows("Mimic.Tables.row-counts.csv", "release", "table", "rows")
            .ToDictionary(l => (l[0], l[1]), l => long.Parse(l[2], CultureInfo.InvariantCulture));
}
