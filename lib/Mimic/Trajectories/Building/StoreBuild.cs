using System.Diagnostics;
using Mimic.Access;
using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories.Building;

/// <summary>One build of a store or of a part of one.</summary>
internal sealed class StoreBuild(MimicDataset data, TrajectoryOptions options)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly KindBook _book = new();
    private readonly string _fingerprint = FingerprintOf(data);

    /// <summary>Tells the tables, and what is made of them, from others.</summary>
    public static string FingerprintOf(MimicDataset data) => $"{data.Fingerprint}-{data.Source}-{Mappings.Revision}";

    private string? Part => options.IsWhole ? null : Invariant($"{options.Shard.Index}/{options.Shard.Count}");

    /// <summary>Builds.</summary>
    /// <param name="folder">Where the store or part goes.</param>
    /// <returns>What was done.</returns>
    public BuildReport Run(string folder)
    {
        var outputExisted = Directory.Exists(options.Output);
        try
        {
            return Build(folder);
        }
        catch (IOException e)
        {
            // Of the tables, and of what is written, errors are told in place.
            throw new MimicException(
                $"The temporary files in {StorePlace.PartialOf(folder)} cannot be read: {e.Message}",
                "Check the disk or the network drive, then run the same command again.", e);
        }
        finally
        {
            RemoveIfEmpty(options.PartsFolder);
            if (!outputExisted)
            {
                RemoveIfEmpty(options.Output);
            }
        }
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Another run has put something into it.
        }
    }

    private BuildReport Build(string folder)
    {
        using var assembler = new StoreAssembler(folder, new()
        {
            Source = data.Source,
            DatasetName = data.Title,
            DatasetVersion = data.Version,
            TrajectoryVersion = options.Version,
            Seed = options.Seed,
            InputFingerprint = _fingerprint,
        })
        {
            Part = options.IsWhole ? null : options.Shard,
        };
        var keys = KeyTables.Read(data, options.Cpus);
        var plan = new SpillPlan(keys.SubjectIds.Length, options.Shard);
        Split[] splits = [.. keys.SubjectIds.Select(id => Splits.Of(id, options.Seed))];

        var memory = new BuildMemory(options.Memory, options.Cpus, keys.Bytes);

        // Below the folder in which the store is made: what a killed run leaves there, the next one clears away.
        using var spill = new SpillFolder(Path.Combine(assembler.Folder, "spill"), options.Cpus, plan, memory.SpillPerThread);
        var (tallies, codes) = Fill(assembler, spill, memory, keys, plan, splits);
        var spilled = spill.Bytes;
        spill.BeginClearing();
        var descriptions = CodeDescriptions.Of(data, codes, _book);
        var report = new BuildReport
        {
            Source = data.Source,
            DataSet = data.Name,
            Version = options.Version,
            Seed = options.Seed,
            Cpus = options.Cpus,
            Memory = options.Memory,
            Shard = Part,
            InputFingerprint = _fingerprint,
            Patients = plan.EndPatient - plan.FirstPatient,
            Codes = codes.Count,
            DescribedCodes = descriptions.Count,
            Tables = [.. tallies.Select(t => t.Value.ToCount(Mappings.All[t.Key].Table, RowCounts.Expected(data, Mappings.All[t.Key].Table)))],
            MissingTables = [.. Mappings.All.Select(m => m.Table).Where(t => data.Find(t) is null)],
            StoreBytes = assembler.Bytes,
            SpilledBytes = spilled,
            Seconds = Math.Round(_clock.Elapsed.TotalSeconds, 3),
            PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
        CheckBalance(report, assembler.Events);
        spill.Dispose();
        assembler.Complete(
            [.. Enumerable.Range(plan.FirstPatient, report.Patients).Select(p => (keys.SubjectIds[p], splits[p]))],
            codes.Values, descriptions, report.ToJson(), BuildPruning.Of(report).ToJson());
        return report;
    }

    private (SortedDictionary<int, TableTally> Tallies, Dictionary<int, string> Codes) Fill(
        StoreAssembler assembler, SpillFolder spill, BuildMemory memory, KeyTables keys, SpillPlan plan, Split[] splits)
    {
        var mapper = new RowMapper(keys, _book, plan, options.Shard.Index == 1);
        var tallies = new TableReading(data, mapper).Read(spill.Writers);

        // What the spill held in memory is given back before the chunks take theirs.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var order = new EventOrder(_book);
        var gate = new MemoryGate(options.ChunkMemory ?? memory.Chunks);
        BatchFiller[] fillers = [.. spill.Writers.Select(_ => new BatchFiller(_book, keys.SubjectIds, splits))];
        new ChunkWriting(plan, spill.Writers, gate).Write(
            fillers.Select(filler => new ChunkWriter(spill.Writers, order, filler, spill.Folder, gate.Capacity)), assembler.Append);
        return (tallies, CodesOf(fillers));
    }

    // A row may be refused after its code was looked up; only codes of events count.
    private Dictionary<int, string> CodesOf(BatchFiller[] fillers)
    {
        var codes = new Dictionary<int, string>();
        for (var kind = 0; kind < _book.Kinds.Count; kind++)
        {
            if (Array.Exists(fillers, f => f.UsedKinds[kind]))
            {
                codes.TryAdd(_book.Kinds[kind].Code, _book.CodeName(_book.Kinds[kind].Code));
            }
        }

        return codes;
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
