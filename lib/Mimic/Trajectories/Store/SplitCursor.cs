using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Reads the shards of a split from first to last, one row group in memory.</summary>
internal sealed class SplitCursor(IReadOnlyList<ShardReader> shards) : IDisposable
{
    private ParquetReader? _file;
    private EventRows? _rows;
    private int _shard;
    private int _group;
    private int _row;

    /// <summary>Whether all rows were taken.</summary>
    public bool AtEnd => !Fill();

    /// <summary>The events of the next patient, who must be the given one; none if the next row belongs to a later one.</summary>
    public List<TrajectoryEvent> Take(int subjectId)
    {
        var events = new List<TrajectoryEvent>();
        while (Fill() && _rows!.Subject(_row) == subjectId)
        {
            events.Add(_rows.Event(_row++));
        }

        return events;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private bool Fill()
    {
        while (_rows is null || _row >= _rows.Count)
        {
            _rows = null;
            if (_shard >= shards.Count)
            {
                return false;
            }

            var shard = shards[_shard];
            if (_group >= shard.Groups)
            {
                _file?.Dispose();
                (_file, _group) = (null, 0);
                _shard++;
                continue;
            }

            _file ??= shard.Open();
            _rows = shard.ReadGroup(_file, _group++);
            _row = 0;
        }

        return true;
    }
}
