using System.Runtime.ExceptionServices;
using Mimic.Display;
using Groups = System.Collections.Generic.IReadOnlyList<(Mimic.Trajectories.Split Split, Mimic.Trajectories.EncodedRowGroup Group)>;

namespace Mimic.Trajectories.Building;

/// <summary>Sorts and encodes the chunks of a spill on several threads and hands over their row groups in order.</summary>
internal sealed class ChunkWriting(SpillPlan plan, IReadOnlyList<SpillWriter> spills, MemoryGate gate)
{
    /// <summary>So many chunks may wait, encoded, for one before them: a few MB each.</summary>
    private const int MostAhead = 8;

    private readonly (int First, int End, long Need)[] _chunks = [.. Divide(plan, spills)];
    private readonly Dictionary<int, Groups> _waiting = [];
    private readonly object _gate = new();
    private Exception? _failure;
    private int _turn;

    /// <summary>Writes all chunks.</summary>
    /// <param name="threads">As many as there are writers.</param>
    /// <param name="append">Takes a row group; called by one thread at a time, in order.</param>
    public void Write(IEnumerable<ChunkWriter> threads, Action<Split, EncodedRowGroup> append)
    {
        using var progress = new Progress("groups of patients written", _chunks.Length);
        var workers = threads.Select(writer => new Thread(() => Work(writer, append, progress)) { IsBackground = true }).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private static IEnumerable<(int First, int End, long Need)> Divide(SpillPlan plan, IReadOnlyList<SpillWriter> spills)
    {
        var events = Sum(s => s.Events);
        var texts = Sum(s => s.TextBytes);
        return plan.Chunks(events).Select(c => (c.First, c.End, BuildMemory.OfChunk(Over(events, c), Over(texts, c))));

        long[] Sum(Func<SpillWriter, long[]> counts) =>
            [.. Enumerable.Range(0, plan.Partitions).Select(p => spills.Sum(s => counts(s)[p]))];

        static long Over(long[] counts, (int First, int End) chunk) => counts[chunk.First..chunk.End].Sum();
    }

    private void Work(ChunkWriter writer, Action<Split, EncodedRowGroup> append, Progress progress)
    {
        while (gate.Enter(_chunks.Length, c => _chunks[c].Need) is var chunk and >= 0)
        {
            try
            {
                if (Volatile.Read(ref _failure) is null)
                {
                    AwaitRoom(chunk);
                    Deliver(chunk, writer.Write(_chunks[chunk].First, _chunks[chunk].End), append);
                    progress.Add();
                }
            }
            catch (Exception e)
            {
                lock (_gate)
                {
                    _failure ??= e;
                    Monitor.PulseAll(_gate);
                }
            }
            finally
            {
                gate.Leave(_chunks[chunk].Need);
            }
        }
    }

    /// <summary>Chunks differ in size; who is done early goes on with another one, but not without end.</summary>
    private void AwaitRoom(int chunk)
    {
        lock (_gate)
        {
            while (chunk - _turn > MostAhead && _failure is null)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Appends the row groups of a chunk, and of those after it that have waited for it; or lets them wait.</summary>
    private void Deliver(int chunk, Groups groups, Action<Split, EncodedRowGroup> append)
    {
        lock (_gate)
        {
            _waiting.Add(chunk, groups);
            while (_failure is null && _waiting.Remove(_turn, out var next))
            {
                foreach (var (split, group) in next)
                {
                    append(split, group);
                }

                _turn++;
                Monitor.PulseAll(_gate);
            }

            Release();
        }
    }

    // Before the next one come more row groups: the system then gives them the memory that the spill has taken.
    private void Release()
    {
        foreach (var spill in spills)
        {
            spill.Release(_turn < _chunks.Length ? _chunks[_turn].First : plan.Partitions);
        }
    }
}
