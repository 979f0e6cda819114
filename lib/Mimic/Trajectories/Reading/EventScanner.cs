using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Rows of a row group that follow each other.</summary>
internal readonly record struct RowRange(int Group, long From, long Count);

/// <summary>Reads rows of a shard into blocks. Belongs to one thread.</summary>
internal sealed class EventScanner : IDisposable
{
    /// <summary>How much is read of a column at once when a shard is read from first to last.</summary>
    public const int LongReadAhead = 1 << 18;

    /// <summary>The same when a patient is looked for: the rows of one lie in one or two pages.</summary>
    public const int ShortReadAhead = 1 << 15;

    private readonly ParquetReader _file;
    private readonly List<ColumnInput> _inputs = [];
    private readonly List<EventColumns> _missing = [];
    private int _group;
    private long _left;
    private bool _toEnd;

    public EventScanner(ShardReader shard, StoreNames names, EventColumns columns, int readAhead)
    {
        _file = shard.Open();
        foreach (var (column, name, _, _) in ShardColumns.All)
        {
            if (columns.HasFlag(column) && shard.Columns.HasFlag(column))
            {
                _inputs.Add(ShardColumns.Input(_file, column, name, names, readAhead));
            }
            else if (columns.HasFlag(column))
            {
                _missing.Add(column);
            }
        }
    }

    /// <summary>Goes to some rows.</summary>
    public void Begin(RowRange rows)
    {
        (_group, _left) = (rows.Group, rows.Count);
        _toEnd = rows.From + rows.Count == _file.Metadata.RowGroups[rows.Group].Rows;
        foreach (var input in _inputs)
        {
            try
            {
                input.Begin(rows.Group);
                input.Skip(rows.From);
            }
            catch (Exception e) when (_file.Explained(e, _group, input.Position) is { } error)
            {
                throw error;
            }
        }
    }

    /// <summary>Fills a block with the next of them; false if there are none left.</summary>
    public bool Read(EventBlock block)
    {
        if (_left == 0)
        {
            return false;
        }

        var rows = (int)Math.Min(_left, block.Capacity);
        foreach (var input in _inputs)
        {
            try
            {
                rows = input.Read(block, rows);
                Check(input, block, rows);
                if (rows == _left && _toEnd)
                {
                    input.CheckEnd();
                }
            }
            catch (Exception e) when (_file.Explained(e, _group, input.Position) is { } error)
            {
                throw error;
            }
        }

        foreach (var column in _missing)
        {
            block.Clear(column, rows);
        }

        block.Count = rows;
        _left -= rows;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in _inputs)
        {
            input.Dispose();
        }

        _file.Dispose();
    }

    // Other programs declare every column optional; an event still has a patient and a code.
    private void Check(ColumnInput input, EventBlock block, int rows)
    {
        if (input.Column is EventColumns.Subject or EventColumns.Code
            && _file.Metadata.Columns[input.Position].Optional
            && block.Buffer<int>(input.Column)[..rows].Contains(EventBlock.None))
        {
            throw new ParquetDamageException($"an event has no {_file.Metadata.Columns[input.Position].Name}");
        }
    }
}
