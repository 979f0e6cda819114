using System.Runtime.ExceptionServices;
using Mimic.Display;

namespace Mimic.Trajectories.Building;

/// <summary>Sorts and encodes the chunks of a spill on several threads and hands over their row groups in order.</summary>
internal sealed class ChunkWriting(SpillPlan plan, IReadOnlyList<SpillWriter> spills, MemoryGate gate)
{
    private readonly (int First, int End, long Need)[] _chunks = [.. Divide(plan, spills)];
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
                    var groups = writer.Write(_chunks[chunk].First, _chunks[chunk].End);
                    InTurn(chunk, () =>
                    {
                        foreach (var (split, group) in groups)
                        {
                            append(split, group);
                        }
                    });
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

    private void InTurn(int chunk, Action work)
    {
        lock (_gate)
        {
            while (_turn != chunk && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is null)
            {
                work();
                _turn++;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
