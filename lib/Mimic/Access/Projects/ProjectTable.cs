namespace Mimic.Access;

/// <summary>A table of a release.</summary>
/// <param name="Table">Module and name, as <c>hosp/labevents</c>.</param>
/// <param name="Path">Its file below the folder of the release, as <c>hosp/labevents.csv.gz</c>.</param>
/// <param name="Bytes">The size of that file; null if not known.</param>
/// <param name="IsExact">Whether the size is exact; else it is good enough for an estimate.</param>
/// <param name="Steps">The steps of the course (notebooks, as <c>03</c>) that read it.</param>
/// <param name="Cost">What cannot be done without it.</param>
public sealed record ProjectTable(string Table, string Path, long? Bytes, bool IsExact, IReadOnlyList<string> Steps, string Cost)
{
    /// <summary>The module, as <c>hosp</c>.</summary>
    public string Module => Table[..Table.IndexOf('/', StringComparison.Ordinal)];
}
