using Mimic.Trajectories.Building;

namespace Mimic.Trajectories;

/// <summary>What became of the rows of one table.</summary>
/// <param name="Table">The table, as <c>hosp/labevents</c>.</param>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="RowEvents">Events that stand for a row, one each.</param>
/// <param name="DerivedEvents">Further events made from these rows: the discharge of an admission, the signs of a triage, death.</param>
/// <param name="RefusedByReason">Rows that gave no event, counted by reason.</param>
/// <param name="ElapsedSeconds">
/// How long it took by the clock, from opening the table to its last row. Waiting for the disk, for a processor and for other threads
/// counts; several tables are read at a time, so the sum of all is no time of the build.
/// </param>
public sealed record TableCount(
    string Table,
    long Rows,
    long RowEvents,
    long DerivedEvents,
    IReadOnlyDictionary<string, long> RefusedByReason,
    double ElapsedSeconds)
{
    /// <summary>The size of the file.</summary>
    public long Bytes { get; init; }

    /// <summary>The SHA-256 of the file as it was read, in hexadecimal: PhysioNet lists them in SHA256SUMS.txt.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>How many rows the release has that was recognised; null if none was, or its count is not known.</summary>
    public long? PublishedRows { get; init; }

    /// <summary>Rows that gave no event.</summary>
    public long Refused => RefusedByReason.Values.Sum();

    /// <summary>All events of the table.</summary>
    public long Events => RowEvents + DerivedEvents;

    /// <summary>One table as several parts of a build counted it.</summary>
    internal static TableCount Sum(IReadOnlyList<TableCount> parts) => parts[0] with
    {
        Rows = parts.Sum(p => p.Rows),
        RowEvents = parts.Sum(p => p.RowEvents),
        DerivedEvents = parts.Sum(p => p.DerivedEvents),
        RefusedByReason = Enum.GetValues<Refusal>().Where(r => r != Refusal.None).Select(r => r.Words())
            .Select(reason => KeyValuePair.Create(reason, parts.Sum(p => p.RefusedByReason.GetValueOrDefault(reason))))
            .Where(r => r.Value > 0)
            .ToDictionary(StringComparer.Ordinal),
        ElapsedSeconds = parts.Max(p => p.ElapsedSeconds),
    };
}
