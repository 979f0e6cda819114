namespace Mimic.Trajectories.Building;

/// <summary>Counts of one table while it is read; each table is read by one thread.</summary>
internal sealed class TableTally
{
    private readonly long[] _refused = new long[Enum.GetValues<Refusal>().Length];

    public long Rows { get; set; }

    public long RowEvents { get; set; }

    public long DerivedEvents { get; set; }

    public double Seconds { get; set; }

    /// <summary>The size of the file.</summary>
    public long Bytes { get; set; }

    /// <summary>Its checksum.</summary>
    public string Sha256 { get; set; } = string.Empty;

    /// <summary>Counts a row of no known patient, once among the parts of a build.</summary>
    public void Stranger(Refusal reason, bool counts)
    {
        if (counts)
        {
            Rows++;
            Refuse(reason);
        }
    }

    public void Refuse(Refusal reason) => _refused[(int)reason]++;

    public TableCount ToCount(string table, long? publishedRows) => new(
        table,
        Rows,
        RowEvents,
        DerivedEvents,
        _refused.Index().Where(r => r.Item > 0).ToDictionary(r => ((Refusal)r.Index).Words(), r => r.Item, StringComparer.Ordinal),
        Math.Round(Seconds, 3))
    {
        Bytes = Bytes,
        Sha256 = Sha256,
        PublishedRows = publishedRows,
    };
}
