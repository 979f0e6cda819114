using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>How fast a store is read back, beside DuckDB on the same files: one patient, and sums over all events.</summary>
internal sealed class ReadBenchmark(Settings settings, string store)
{
    private readonly Tools _tools = Tools.Find(settings);

    /// <summary>Measures, and gives the tables as Markdown.</summary>
    public string Run()
    {
        var opened = TrajectoryStore.Open(store);
        var bytes = Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        var duck = _tools.DuckDb is null ? null : new DuckReader(_tools.DuckDb, settings, store);
        return $"{Machine.Describe(_tools)}\n\n"
            + Invariant($"A store of {opened.SubjectIds.Count:#,0} patients and {opened.EventCount:#,0} events, {bytes / 1e6:#,0} MB; ")
            + $"files in the page cache, medians of {settings.Rounds} runs unless it says otherwise.\n\n"
            + new PatientLookups(settings, store, duck).Run()
            + "\n"
            + new FullScans(settings, opened, duck).Run()
            + (duck is null ? "\nDuckDB was not measured: npm is not installed, or --only left it out.\n" : string.Empty);
    }
}
