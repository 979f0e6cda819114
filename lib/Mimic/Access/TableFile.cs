namespace Mimic.Access;

/// <summary>A table that was found.</summary>
/// <param name="Table">Module and name, as <c>hosp/labevents</c>.</param>
/// <param name="Path">The file, .csv or .csv.gz.</param>
/// <param name="Bytes">Its size on disk.</param>
public sealed record TableFile(string Table, string Path, long Bytes)
{
    /// <summary>The module: hosp, icu, ed, note, cxr or ecg.</summary>
    public string Module => Table[..Table.IndexOf('/')];
}
