using System.Diagnostics;
using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>Sums over all events of a store, on one thread and on several.</summary>
internal sealed class FullScans(Settings settings, TrajectoryStore store, DuckReader? duck)
{
    // As they lie in the memory of the one who reads: four bytes for a number or a name, eight for a time.
    private const int BytesOfAll = (8 * 4) + (2 * 8);
    private const int BytesOfTwo = 2 * 4;

    private readonly MarkdownTable _table = new("all events", "program", "threads", "s", "CPU s", "million events/s", "MB/s of columns", "s / ours");

    /// <summary>Measures, and gives the table as Markdown.</summary>
    public string Run()
    {
        foreach (var threads in new[] { 1, settings.Cpus }.Distinct())
        {
            Sums("sums of all ten columns", "all", BytesOfAll, threads, EventSums.AllColumns);
            Sums("sums of code and numeric_value", "two", BytesOfTwo, threads, EventSums.TwoColumns);
        }

        Add("as trajectories, ReadAll", "ours", 1, null, Measure(1, _ => store.ReadAll().Sum(t => (double)t.Count)).Time, null);
        Add("as trajectories, ReadAllAsync", "ours", 1, null, Measure(1, _ => CountAsync().GetAwaiter().GetResult()).Time, null);
        Copy();
        return _table.ToString();
    }

    private void Sums(string name, string columns, int width, int threads, Func<TrajectoryStore, int, double[]> sums)
    {
        var ours = Measure(threads, t => sums(store, t));
        Add(name, "ours", threads, width, ours.Time, null);
        if (duck?.Sums(columns, threads) is { } theirs)
        {
            Add(name, "DuckDB", threads, width, (theirs.Seconds, theirs.CpuSeconds), theirs.Seconds / ours.Time.Seconds);
            Check(name, ours.Result, theirs.Result);
        }
    }

    // Sums of rounded numbers depend on their order, and so on the threads, in the last digits.
    private static void Check(string name, double[] ours, double[] theirs)
    {
        const double tolerance = 1e-9;
        if (ours.Length != theirs.Length || ours.Zip(theirs).Any(p => Math.Abs(p.First - p.Second) > tolerance * Math.Abs(p.First)))
        {
            throw new MimicException(
                $"{name}: DuckDB's are {string.Join(", ", theirs)}, ours are {string.Join(", ", ours)}.", "One of the two reads the store wrongly.");
        }
    }

    private ((double Seconds, double CpuSeconds) Time, T Result) Measure<T>(int threads, Func<int, T> work)
    {
        var result = work(threads);
        var times = new List<(double Seconds, double CpuSeconds)>();
        using var self = Process.GetCurrentProcess();
        for (var round = 0; round < settings.Rounds; round++)
        {
            self.Refresh();
            var (cpu, clock) = (self.TotalProcessorTime, Stopwatch.StartNew());
            result = work(threads);
            var seconds = clock.Elapsed.TotalSeconds;
            self.Refresh();
            times.Add((seconds, (self.TotalProcessorTime - cpu).TotalSeconds));
        }

        return (times.OrderBy(t => t.Seconds).ElementAt(times.Count / 2), result);
    }

    private void Add(string name, string program, int threads, int? width, (double Seconds, double CpuSeconds) time, double? ratio) => _table.Add(
        name,
        program,
        Invariant($"{threads}"),
        Invariant($"{time.Seconds:0.00}"),
        Invariant($"{time.CpuSeconds:0.00}"),
        Invariant($"{store.EventCount / time.Seconds / 1e6:#,0.0}"),
        width is null ? string.Empty : Invariant($"{store.EventCount * width / time.Seconds / 1e6:#,0}"),
        ratio is null ? string.Empty : Invariant($"{ratio:0.00}"));

    // What the memory itself gives: as many bytes as the columns have, from one place to another.
    private void Copy()
    {
        var (from, to) = (new byte[64 << 20], new byte[64 << 20]);
        Random.Shared.NextBytes(from);
        var times = (int)Math.Max(1, store.EventCount * BytesOfAll / from.Length);
        var time = Measure(1, _ =>
        {
            for (var i = 0; i < times; i++)
            {
                from.CopyTo(to, 0);
            }

            return to[^1];
        }).Time;
        _table.Add(
            "a copy of so many bytes in memory", string.Empty, "1", Invariant($"{time.Seconds:0.00}"), Invariant($"{time.CpuSeconds:0.00}"), string.Empty,
            Invariant($"{(double)times * from.Length / time.Seconds / 1e6:#,0}"), string.Empty);
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in store.ReadAllAsync().ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }
}
