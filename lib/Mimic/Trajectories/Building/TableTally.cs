namespace Mimic.Trajectories.Building;

/// <summary>Counts of one table while it is read; each table is read by one thread.</summary>
internal sealed class TableTally
{
    private readonly long[] _refused = new long[Enum.GetValues<Refusal>().Length];

    public long Rows { get; set; }

    public long RowEvents { get; set; }

    public long DerivedEvents { get; set; }

    public double Seconds { get; set; }

    public void Refuse(Refusal reason) => _refused[(int)reason]++;

    public TableCount ToCount(string table) => new(
        table,
        Rows,
        RowEvents,
        DerivedEvents,
        _refused.Index().Where(r => r.Item > 0).ToDictionary(r => ((Refusal)r.Index).Words(), r => r.Item, StringComparer.Ordinal),
        Math.Round(Seconds, 3));
}
