using System.Diagnostics;
using Mimic.Access;
using Mimic.Display;
using Mimic.Trajectories.Building;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories;

/// <summary>
/// Builds the trajectories of all patients from the tables of a data set: every row of every time-stamped table becomes one
/// event, or is refused with a reason that the <see cref="BuildReport"/> counts.
/// </summary>
/// <remarks>
/// The tables are read several at a time and their events spilled to temporary files by group of patients; the groups are then
/// sorted and written one after the other. Memory so depends on the largest group, not on the data set. The events of a store
/// do not depend on the number of processors, nor on the order of rows in the files.
/// </remarks>
public static class TrajectoryBuilder
{
    /// <summary>
    /// Opens the store of this version if it is complete and was built from the same tables with the same seed; else builds it.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Where to, which version.</param>
    /// <exception cref="MimicException">An option is not allowed, or a table is missing or damaged.</exception>
    public static TrajectoryStore OpenOrBuild(MimicDataset data, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return OpenIfCurrent(data, options) ?? Build(data, options);
    }

    /// <summary>
    /// Builds a store in <see cref="TrajectoryOptions.StoreFolder"/>; a store that is there is replaced when the new one is complete.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Where to, which version.</param>
    /// <returns>The finished store.</returns>
    /// <exception cref="MimicException">
    /// An option is not allowed, or a table is missing or damaged. Nothing is left behind then.
    /// </exception>
    public static TrajectoryStore Build(MimicDataset data, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var clock = Stopwatch.StartNew();
        var outputExisted = Directory.Exists(options.Output);
        try
        {
            return Build(data, options, clock);
        }
        catch
        {
            if (!outputExisted && Directory.Exists(options.Output) && !Directory.EnumerateFileSystemEntries(options.Output).Any())
            {
                Directory.Delete(options.Output);
            }

            throw;
        }
    }

    private static TrajectoryStore Build(MimicDataset data, TrajectoryOptions options, Stopwatch clock)
    {
        var fingerprint = FingerprintOf(data);
        using var writer = new MedsStoreWriter(options.StoreFolder, new()
        {
            Source = data.Source,
            DatasetName = data.Name,
            DatasetVersion = data.Version,
            TrajectoryVersion = options.Version,
            Seed = options.Seed,
            InputFingerprint = fingerprint,
        });
        var keys = KeyTables.Read(data);
        var book = new CodeBook();
        var (tallies, written) = Fill(writer, data, options, keys, book);
        var descriptions = CodeDescriptions.Of(data, book);
        var report = new BuildReport
        {
            Source = data.Source,
            DataSet = data.Name,
            Version = options.Version,
            Seed = options.Seed,
            Cpus = options.Cpus,
            InputFingerprint = fingerprint,
            Patients = keys.SubjectIds.Length,
            Codes = book.Codes.Count,
            DescribedCodes = descriptions.Count,
            Tables = [.. tallies.Select(t => t.Value.ToCount(Mappings.All[t.Key].Table))],
            MissingTables = [.. Mappings.All.Select(m => m.Table).Where(t => data.Find(t) is null)],
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
            PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
        CheckBalance(report, written);
        writer.Complete(descriptions, report.ToJson());
        return TrajectoryStore.Open(options.StoreFolder);
    }

    private static (SortedDictionary<int, TableTally> Tallies, long Written) Fill(
        MedsStoreWriter writer, MimicDataset data, TrajectoryOptions options, KeyTables keys, CodeBook book)
    {
        // Below the folder in which the store is made: what a killed run leaves there, the next one clears away.
        var folder = Path.Combine(StorePlace.PartialOf(options.StoreFolder), "spill");
        var inputBytes = Mappings.All.Sum(m => data.Find(m.Table)?.Bytes ?? 0);
        using var spill = new Spill(folder, keys.SubjectIds.Length, inputBytes / options.BytesPerPartition);
        var tallies = TableReading.Read(data, keys, book, spill, options.Cpus);
        return (tallies, Write(writer, spill, new(book, data.Source), options.Cpus, keys.SubjectIds.Length));
    }

    private static TrajectoryStore? OpenIfCurrent(MimicDataset data, TrajectoryOptions options)
    {
        if (!Directory.Exists(options.StoreFolder))
        {
            return null;
        }

        try
        {
            var store = TrajectoryStore.Open(options.StoreFolder);
            return store.Version == options.Version && store.Seed == options.Seed && store.InputFingerprint == FingerprintOf(data)
                ? store
                : null;
        }
        catch (MimicException)
        {
            // A store that does not open is built anew; if its folder holds something else, the build says so.
            return null;
        }
    }

    private static string FingerprintOf(MimicDataset data) => $"{data.Fingerprint}-{data.Source}-{Mappings.Revision}";

    private static long Write(MedsStoreWriter writer, Spill spill, PatientSorter sorter, int cpus, int patients)
    {
        using var progress = new Progress("patients written", patients);
        var ahead = new Queue<Task<IReadOnlyList<Trajectory>>>();
        var (next, written) = (0, 0L);
        while (next < spill.Partitions || ahead.Count > 0)
        {
            // As many groups are sorted ahead of the writer as there are processors beside it.
            while (next < spill.Partitions && ahead.Count < Math.Max(1, cpus - 1))
            {
                var partition = next++;
                ahead.Enqueue(Task.Run(() => sorter.Sort(spill.Take(partition))));
            }

            foreach (var trajectory in ahead.Dequeue().GetAwaiter().GetResult())
            {
                writer.Add(trajectory);
                written += trajectory.Count;
                progress.Add();
            }
        }

        return written;
    }

    private static void CheckBalance(BuildReport report, long written)
    {
        if (report.Tables.FirstOrDefault(t => t.Rows != t.RowEvents + t.Refused) is { } table)
        {
            throw new InvalidOperationException($"{table.Table}: the rows are not the row events and the refused rows.");
        }

        if (written != report.Events)
        {
            throw new InvalidOperationException($"{report.Events} events were made but {written} written.");
        }
    }
}
