using System.Diagnostics;

namespace Mimic.Benchmarks;

/// <summary>How long a Jupyter client waits for the kernel, and how its memory grows with the cells.</summary>
/// <param name="settings">The command and the rounds.</param>
/// <param name="cells">How many cells one kernel runs.</param>
internal sealed class KernelBenchmark(Settings settings, int cells)
{
    private const string FirstCell = "#r \"{0}\"\nusing System.IO;\nusing Mimic;\nusing Mimic.Access;\nusing Mimic.Charts;\nusing Mimic.Display;\nusing static Mimic.Display.Notebook;";

    /// <summary>The table as Markdown.</summary>
    public string Run()
    {
        // The first kernel fills the page cache and does not count.
        Round(3);
        var rounds = Enumerable.Range(0, settings.Rounds).Select(_ => Round(cells)).ToList();
        var table = new MarkdownTable("from the start of the process", "median", "slowest", "allowed");
        Add("first reply, ms", r => r.FirstReply, 1_500);
        Add("CPU ms until then", r => r.ReplyCpu, double.NaN);
        Add("first cell done, which loads the library, ms", r => r.FirstCell, 3_000);
        Add("CPU ms until then", r => r.CellCpu, double.NaN);
        table.Add("**later**", string.Empty, string.Empty, string.Empty);
        Add("a small cell, the first 50, ms", r => r.Early, 150);
        Add(Invariant($"a small cell, the last 50 of {cells}, ms"), r => r.Late, 150);
        Add("CPU ms of a small cell, on average", r => r.LaterCpu, double.NaN);
        Add("the first figure of a kernel, ms", r => r.Figure, double.NaN);
        Add("memory after the first cell, MB", r => r.MemoryBefore / 1e6, double.NaN);
        Add(Invariant($"memory after {cells} cells, MB"), r => r.MemoryAfter / 1e6, 600);
        Add("most memory at a time, MB", r => r.MostMemory / 1e6, double.NaN);
        return Invariant($"{settings.Rounds} kernels one after another, {cells} cells each; a small cell declares two variables, runs a loop and shows a value\n\n")
            + Machine.Describe(new(null, null)) + "\n\n" + table;

        void Add(string what, Func<KernelRound, double> value, double allowed)
        {
            var values = rounds.Select(value).Order().ToList();
            table.Add(what, Invariant($"{values[values.Count / 2]:#,0}"), Invariant($"{values[^1]:#,0}"), double.IsNaN(allowed) ? string.Empty : Invariant($"{allowed:#,0}"));
        }
    }

    private KernelRound Round(int count) => RoundAsync(count).GetAwaiter().GetResult();

    private async Task<KernelRound> RoundAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        using var kernel = await KernelClient.StartAsync(settings.Command).ConfigureAwait(false);
        await kernel.AskAsync().ConfigureAwait(false);
        var (firstReply, replyCpu) = (clock.Elapsed.TotalMilliseconds, kernel.Cpu());
        await kernel.RunAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, FirstCell, typeof(MimicException).Assembly.Location)).ConfigureAwait(false);
        var (firstCell, cellCpu) = (clock.Elapsed.TotalMilliseconds, kernel.Cpu());
        var before = kernel.Memory("VmRSS");
        var figure = await TimeAsync(kernel, "new Chart(\"t\").AddLine(\"a\", [1.0, 2.0], [3.0, 4.0])").ConfigureAwait(false);
        var figureCpu = kernel.Cpu();
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            times.Add(await TimeAsync(kernel, Invariant(
                $"var count{i} = {i};\nvar list{i} = Enumerable.Range(0, 100).Select(x => x * count{i}).ToList();\nforeach (var x in list{i}) {{ if (x < 0) Console.WriteLine(x); }}\nlist{i}.Sum()")).ConfigureAwait(false));
        }

        var laterCpu = (kernel.Cpu() - figureCpu) / count;
        return new(firstReply, replyCpu, firstCell, cellCpu, Middle(times.Take(50)), Middle(times.TakeLast(50)), laterCpu, figure, before, kernel.Memory("VmRSS"), kernel.Memory("VmHWM"));
    }

    private static async Task<double> TimeAsync(KernelClient kernel, string code)
    {
        var clock = Stopwatch.StartNew();
        await kernel.RunAsync(code).ConfigureAwait(false);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    private sealed record KernelRound(
        double FirstReply, double ReplyCpu, double FirstCell, double CellCpu, double Early, double Late, double LaterCpu, double Figure, long MemoryBefore, long MemoryAfter, long MostMemory);
}
