using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;

namespace Mimic.Trajectories;

/// <summary>The ways through all events: block by block, in parallel, and patient by patient in the background.</summary>
public sealed partial class TrajectoryStore
{
    // So many trajectories may wait for the one who reads them.
    private const int Waiting = 64;

    /// <summary>
    /// Events block by block, column by column: for sums, counts and searches over the whole store. Only the columns that are
    /// asked for are read.
    /// </summary>
    /// <param name="columns">What the blocks hold.</param>
    /// <param name="split">Only patients of this split; null for all.</param>
    /// <param name="patients">Only these patients, in any order; null for all. Those that the store lacks are passed over.</param>
    /// <returns>
    /// The same block again and again, filled anew: take from it what is needed before going on. Within a shard the events come in
    /// the order of the store, by patient and time.
    /// </returns>
    /// <exception cref="MimicException">A file is damaged.</exception>
    /// <example>
    /// <code>
    /// var creatinine = store.FindCode("LAB//50912//mg/dL");
    /// var (sum, count) = (0.0, 0L);
    /// foreach (var block in store.Scan(EventColumns.Code | EventColumns.Number))
    /// {
    ///     for (var i = 0; i &lt; block.Count; i++)
    ///     {
    ///         if (block.Codes[i] == creatinine &amp;&amp; !float.IsNaN(block.Numbers[i]))
    ///         {
    ///             sum += block.Numbers[i];
    ///             count++;
    ///         }
    ///     }
    /// }
    /// </code>
    /// </example>
    public IEnumerable<EventBlock> Scan(EventColumns columns, Split? split = null, IReadOnlyCollection<int>? patients = null)
    {
        var block = new EventBlock(Names, columns);
        foreach (var shard in Shards)
        {
            if (Selected(shard, split, patients) is not { } rows)
            {
                continue;
            }

            using var scanner = new EventScanner(shard, Names, columns, EventScanner.LongReadAhead);
            foreach (var range in rows)
            {
                scanner.Begin(range);
                while (scanner.Read(block))
                {
                    yield return block;
                }
            }
        }
    }

    /// <summary>The same on several processors, each with a block and a state of its own.</summary>
    /// <typeparam name="TState">What a worker gathers: sums, counts, a list.</typeparam>
    /// <param name="columns">What the blocks hold.</param>
    /// <param name="start">Makes the state of a worker.</param>
    /// <param name="body">Called for each block, by several threads at once, but never by two with the same state.</param>
    /// <param name="split">Only patients of this split; null for all.</param>
    /// <param name="patients">Only these patients; null for all.</param>
    /// <param name="cpus">The number of workers; 0 for one per processor.</param>
    /// <param name="cancellation">Ends the work between two blocks.</param>
    /// <returns>The state of each worker. Which blocks went to which is left to chance.</returns>
    /// <exception cref="MimicException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public IReadOnlyList<TState> ScanParallel<TState>(
        EventColumns columns,
        Func<TState> start,
        Action<TState, EventBlock> body,
        Split? split = null,
        IReadOnlyCollection<int>? patients = null,
        int cpus = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfNegative(cpus);
        using var work = (
            from shard in Shards
            let rows = Selected(shard, split, patients)
            where rows is not null
            from range in rows
            select (shard, range)).GetEnumerator();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = new Task<TState>[cpus > 0 ? cpus : Environment.ProcessorCount];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Factory.StartNew(
                () => Work(work, columns, start(), body, stop), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        // The first fault stops all workers: it counts, not that the others were stopped.
        Task.WaitAll(workers.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)).ToArray(), CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        foreach (var worker in workers.OrderBy(w => w.Exception?.InnerException is null or OperationCanceledException))
        {
            worker.GetAwaiter().GetResult();
        }

        return [.. workers.Select(w => w.Result)];
    }

    /// <summary>
    /// All trajectories in the order of <see cref="ReadAll"/>, made ahead on another thread while the caller is busy with those
    /// before.
    /// </summary>
    /// <param name="cancellation">Ends the reading between two patients.</param>
    /// <exception cref="MimicException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public async IAsyncEnumerable<Trajectory> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ready = Channel.CreateBounded<Trajectory>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAhead(ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var trajectory in ready.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return trajectory;
            }
        }
        finally
        {
            // Also where the caller leaves the loop early: no thread reads on behind its back.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The number of a code in <see cref="EventBlock.Codes"/>; -1 if it does not occur. In a data set of another program, which may
    /// not list its codes, every code has a number, whether it occurs or not.
    /// </summary>
    /// <param name="code">A whole code, as <c>LAB//50912//mg/dL</c>.</param>
    public int FindCode(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var name = Encoding.UTF8.GetBytes(code);
        return _contents.Codes is null ? Names.Codes.List.Add(name) : Names.Codes.List.Find(name);
    }

    private async Task ReadAhead(ChannelWriter<Trajectory> ready, CancellationToken stop)
    {
        try
        {
            foreach (var trajectory in ReadAll())
            {
                await ready.WriteAsync(trajectory, stop).ConfigureAwait(false);
            }

            ready.Complete();
        }
        catch (Exception e)
        {
            // The reader of the channel throws it.
            ready.Complete(e);
        }
    }

    private TState Work<TState>(
        IEnumerator<(ShardReader Shard, RowRange Rows)> work, EventColumns columns, TState state,
        Action<TState, EventBlock> body, CancellationTokenSource stop)
    {
        var block = new EventBlock(Names, columns);
        EventScanner? scanner = null;
        ShardReader? shard = null;
        try
        {
            while (Take(work) is { } next)
            {
                if (next.Shard != shard)
                {
                    scanner?.Dispose();
                    (shard, scanner) = (next.Shard, new(next.Shard, Names, columns, EventScanner.LongReadAhead));
                }

                scanner!.Begin(next.Rows);
                while (scanner.Read(block))
                {
                    stop.Token.ThrowIfCancellationRequested();
                    body(state, block);
                }
            }

            return state;
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            scanner?.Dispose();
        }
    }

    private static (ShardReader Shard, RowRange Rows)? Take(IEnumerator<(ShardReader Shard, RowRange Rows)> work)
    {
        lock (work)
        {
            return work.MoveNext() ? work.Current : null;
        }
    }

    /// <summary>The wanted rows of a shard; null if it has none.</summary>
    private IEnumerable<RowRange>? Selected(ShardReader shard, Split? split, IReadOnlyCollection<int>? patients)
    {
        if (split is not null && shard.Split is not null && shard.Split != split)
        {
            return null;
        }

        if (patients is null && (split is null || shard.Split == split))
        {
            return shard.AllRows();
        }

        var wanted = (patients ?? _contents.Subjects)
            .Where(p => p >= shard.First && p <= shard.Last && Array.BinarySearch(_contents.Subjects, p) is var i and >= 0
                && (split is null || _contents.Splits[i] == split))
            .Distinct().Order().ToList();
        return wanted.Count > 0 ? shard.RowsOf(wanted) : null;
    }
}
