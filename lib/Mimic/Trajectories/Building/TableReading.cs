using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mimic.Access;
using Mimic.Display;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Reads all tables of a data set into the spill, several at a time.</summary>
internal sealed class TableReading(MimicDataset data, RowMapper mapper)
{
    /// <summary>A table of so few bytes does not matter to the time that is left.</summary>
    private const long SmallTable = 1 << 24;

    private readonly ReadAhead _ahead = new();
    private readonly ConcurrentDictionary<int, TableTally> _tallies = new();
    private readonly ConcurrentDictionary<int, Exception> _failures = new();
    private readonly CancellationTokenSource _stop = new();
    private ConcurrentQueue<(int Index, TableFile File)> _waiting = new();
    private int _busy;

    /// <summary>Reads the tables.</summary>
    /// <param name="spills">Where the events go, one for each thread.</param>
    /// <returns>What was counted, for each mapping whose table is there.</returns>
    /// <exception cref="MimicException">A table is damaged: the first in the order of the mappings, if several have failed.</exception>
    public SortedDictionary<int, TableTally> Read(IReadOnlyList<SpillWriter> spills)
    {
        // The largest first, so that no thread is left with a large one at the end.
        _waiting = new(Mappings.All.Index().Select(m => (m.Index, File: data.Find(m.Item.Table)!))
            .Where(t => t.File is not null)
            .OrderByDescending(t => t.File.Bytes).ThenBy(t => t.Index));
        // Where the release is known, so is the number of rows, and with it the time that is left.
        var published = _waiting.Select(t => RowCounts.Expected(data, t.File.Table) ?? (t.File.Bytes < SmallTable ? 0 : null)).ToList();
        using var progress = new Progress("rows read", published.All(r => r is not null) ? published.Sum(r => r!.Value) : 0);
        var workers = spills.Select(spill => new Thread(() => Work(spill, progress)) { IsBackground = true }).ToList();
        _busy = workers.Count;
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        if (!_failures.IsEmpty)
        {
            ExceptionDispatchInfo.Throw(_failures.MinBy(f => f.Key).Value);
        }

        return new(_tallies);
    }

    private void Work(SpillWriter spill, Progress progress)
    {
        while (!_stop.IsCancellationRequested && _waiting.TryDequeue(out var table))
        {
            Guard(table.Index, () => _tallies[table.Index] = mapper.Map(table.Index, table.File, _ahead, spill, progress, _stop.Token));
        }

        Guard(int.MaxValue, spill.Finish);
        Interlocked.Decrement(ref _busy);

        // Who has no table left unpacks for those who have.
        while (Volatile.Read(ref _busy) > 0)
        {
            if (!_ahead.TryWork())
            {
                Thread.Sleep(1);
            }
        }
    }

    private void Guard(int table, Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException)
        {
            // Another table has failed, and its exception is the one to tell.
        }
        catch (Exception e)
        {
            _failures[table] = e;
            _stop.Cancel();
        }
    }
}
