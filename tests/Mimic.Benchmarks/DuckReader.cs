using System.Text.Json;

namespace Mimic.Benchmarks;

/// <summary>DuckDB on the files of a store. It runs in one process for each question, and measures itself after a first run.</summary>
internal sealed class DuckReader(string scripts, Settings settings, string store)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What a question took (the median run) and gave.</summary>
    public sealed record Answer(double Seconds, double CpuSeconds, double[] Result);

    /// <summary>Sums over all events.</summary>
    /// <param name="columns"><c>all</c> or <c>two</c>.</param>
    /// <param name="threads">Its threads.</param>
    public Answer Sums(string columns, int threads) => Ask<Answer>(columns, threads, []);

    /// <summary>The milliseconds in which it finds all events of each of some patients.</summary>
    public IReadOnlyList<double> Lookups(IEnumerable<int> subjects) => Ask<double[]>("patients", settings.Cpus, subjects);

    private T Ask<T>(string question, int threads, IEnumerable<int> subjects)
    {
        string[] command =
        [
            "node", Path.Combine(scripts, "read.mjs"), Path.Combine(store, "data", "*", "*.parquet"), question, Invariant($"{threads}"),
            Invariant($"{settings.Rounds}"), .. subjects.Select(s => Invariant($"{s}")),
        ];
        return JsonSerializer.Deserialize<T>(Measured.Run(command, string.Empty).Said, Json)!;
    }
}
