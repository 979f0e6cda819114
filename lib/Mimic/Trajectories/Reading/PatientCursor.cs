namespace Mimic.Trajectories;

/// <summary>Reads shards from first to last and hands out patient after patient.</summary>
internal sealed class PatientCursor(IReadOnlyList<ShardReader> shards, StoreNames names) : IDisposable
{
    private readonly EventBlock _block = new(names, EventColumns.All, EventBlock.FewRows);
    private TrajectoryEvent[] _events = [];
    private EventScanner? _scanner;
    private IEnumerator<RowRange>? _groups;
    private int _shard = -1;
    private int _row;

    /// <summary>The patient whose events come next; null at the end.</summary>
    public int? Next => Fill() ? _block.Subjects[_row] : null;

    /// <summary>The file that is being read.</summary>
    public string Path => shards[Math.Min(_shard, shards.Count - 1)].Path;

    /// <summary>The events of a patient; none if another one comes next.</summary>
    public TrajectoryEvent[] Take(int subjectId)
    {
        var count = 0;
        while (Fill() && _block.Subjects[_row] == subjectId)
        {
            var rest = _block.Subjects[_row..];
            var run = rest.IndexOfAnyExcept(subjectId) is var other and >= 0 ? other : rest.Length;
            if (count == 0 && run < rest.Length)
            {
                // Nearly always: all events of the patient are in the block.
                return Events(run);
            }

            if (count + run > _events.Length)
            {
                Array.Resize(ref _events, Math.Max(count + run, 2 * _events.Length));
            }

            for (var i = 0; i < run; i++)
            {
                _events[count++] = _block.Event(_row++);
            }
        }

        return _events[..count];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _groups?.Dispose();
        _scanner?.Dispose();
    }

    private TrajectoryEvent[] Events(int count)
    {
        var events = new TrajectoryEvent[count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = _block.Event(_row++);
        }

        return events;
    }

    private bool Fill()
    {
        while (_row >= _block.Count)
        {
            (_block.Count, _row) = (0, 0);
            if (_scanner is not null && _scanner.Read(_block))
            {
                continue;
            }

            if (_groups is not null && _groups.MoveNext())
            {
                _scanner!.Begin(_groups.Current);
                continue;
            }

            Dispose();
            (_scanner, _groups) = (null, null);
            if (++_shard >= shards.Count)
            {
                _shard = shards.Count;
                return false;
            }

            _scanner = new(shards[_shard], names, EventColumns.All, EventScanner.LongReadAhead);
            _groups = shards[_shard].AllRows().GetEnumerator();
        }

        return true;
    }
}
