namespace Mimic.Tables;

/// <summary>
/// The open tables of which a thread with nothing else to do may read a block ahead: unpack it and check it. It has no threads of its
/// own; a reader never waits for one to come along.
/// </summary>
internal sealed class ReadAhead
{
    private readonly Lock _gate = new();
    private volatile TableBlocks[] _tables = [];

    /// <summary>
    /// Reads one block of the open table that has the fewest waiting; false if there is nothing to do just now. Damage is no error
    /// here: it reaches the reader of the table.
    /// </summary>
    public bool TryWork()
    {
        TableBlocks? neediest = null;
        var fewest = int.MaxValue;
        foreach (var table in _tables)
        {
            if (table.Waiting() is var waiting && waiting < fewest)
            {
                (neediest, fewest) = (table, waiting);
            }
        }

        return neediest is not null && neediest.TryWork();
    }

    /// <summary>A table was opened.</summary>
    public void Add(TableBlocks table)
    {
        lock (_gate)
        {
            _tables = [.. _tables, table];
        }
    }

    /// <summary>A table was closed or read to its end.</summary>
    public void Remove(TableBlocks table)
    {
        lock (_gate)
        {
            _tables = [.. _tables.Where(t => t != table)];
        }
    }
}
