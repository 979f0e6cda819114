using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mimic.Access;
using Mimic.Display;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>Reads all tables of a data set into the spill, several at a time.</summary>
internal static class TableReading
{
    /// <summary>Reads the tables.</summary>
    /// <returns>What was counted, for each mapping whose table is there.</returns>
    /// <exception cref="MimicException">A table is damaged: the first in the order of the mappings, if several have failed.</exception>
    public static SortedDictionary<int, TableTally> Read(MimicDataset data, KeyTables keys, CodeBook book, Spill spill, int cpus)
    {
        // The largest first, so that no thread is left with a large one at the end.
        var tables = Mappings.All.Index().Select(m => (m.Index, File: data.Find(m.Item.Table)))
            .Where(t => t.File is not null)
            .OrderByDescending(t => t.File!.Bytes).ThenBy(t => t.Index);
        var waiting = new ConcurrentQueue<(int Index, TableFile? File)>(tables);
        var tallies = new ConcurrentDictionary<int, TableTally>();
        var failures = new ConcurrentDictionary<int, Exception>();
        using var stop = new CancellationTokenSource();
        using var progress = new Progress("rows read");

        var workers = Enumerable.Range(0, Math.Min(cpus, waiting.Count)).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        if (!failures.IsEmpty)
        {
            ExceptionDispatchInfo.Throw(failures.MinBy(f => f.Key).Value);
        }

        return new(tallies);

        void Work()
        {
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var table))
            {
                try
                {
                    tallies[table.Index] = RowMapper.Map(table.Index, table.File!, keys, book, new(spill), progress, stop.Token);
                }
                catch (OperationCanceledException)
                {
                    // Another table has failed, and its exception is the one to tell.
                }
                catch (Exception e)
                {
                    failures[table.Index] = e;
                    stop.Cancel();
                }
            }
        }
    }
}
