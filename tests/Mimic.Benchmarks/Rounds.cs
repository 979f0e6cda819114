namespace Mimic.Benchmarks;

/// <summary>
/// Runs contestants in turn, round by round: a machine whose speed drifts so meets all of them alike.
/// </summary>
internal static class Rounds
{
    /// <summary>What a contestant's runs gave: their median, or why it failed.</summary>
    public sealed record Result(Measured? Median, string? Failure);

    /// <summary>Runs all of them.</summary>
    public static IReadOnlyDictionary<string, Result> Run(IReadOnlyList<Contestant> contestants, int rounds)
    {
        var runs = contestants.ToDictionary(c => c.Name, _ => new List<Measured>());
        var failures = new Dictionary<string, string>();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var contestant in contestants.Where(c => !failures.ContainsKey(c.Name)))
            {
                // What an earlier run wrote reaches the disk before the next one is timed.
                Machine.FirstLine("sync");
                try
                {
                    var run = contestant.Run();
                    runs[contestant.Name].Add(run);
                    Console.Error.WriteLine(Invariant($"round {round}, {contestant.Name}: {run.Seconds:0.00} s, {run.CpuSeconds:0.00} CPU s, ")
                        + Invariant($"{run.PeakBytes / 1e6:0} MB; {run.Said}"));
                }
                catch (MimicException e)
                {
                    failures[contestant.Name] = e.Problem.Trim().Split('\n').FirstOrDefault(l => l.Contains("Error", StringComparison.Ordinal)) ?? e.Problem;
                    Console.Error.WriteLine($"round {round}, {contestant.Name}: {e.Problem}");
                }
            }
        }

        return contestants.ToDictionary(
            c => c.Name,
            c => failures.TryGetValue(c.Name, out var why) ? new Result(null, why) : new(Measured.Median(runs[c.Name]), null));
    }
}
