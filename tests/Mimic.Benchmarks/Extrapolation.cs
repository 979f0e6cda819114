using Mimic.Tables;
using Mimic.Trajectories.Mapping;

namespace Mimic.Benchmarks;

/// <summary>
/// What MIMIC-IV 3.1 would take on this machine, from builds of synthetic hospitals: its rows at the cost of a row there, once as the
/// largest hospital had it, once as it grew from the smallest to the largest.
/// </summary>
internal static class Extrapolation
{
    private const string Release = "3.1";

    // Of a shorter build, too much is start.
    private const double ShortestSeconds = 10;

    /// <summary>A hospital that was built.</summary>
    public sealed record Build(string Name, IReadOnlyDictionary<string, long> Rows, Measured Run)
    {
        /// <summary>The rows of all tables.</summary>
        public long AllRows => Rows.Values.Sum();
    }

    /// <summary>The table, and what is taken for granted.</summary>
    public static string Of(IReadOnlyList<Build> builds)
    {
        if (builds.Max(b => b.Run.Seconds) < ShortestSeconds)
        {
            return Invariant($"No extrapolation to {Release}: no build took {ShortestSeconds} s, and of a shorter one too much is start.\n");
        }

        var tables = Mappings.All.Select(m => m.Table).Where(builds[^1].Rows.ContainsKey).ToList();
        var known = tables.ToDictionary(t => t, t => RowCounts.Published(Release, t));
        var rows = known.Values.OfType<long>().Sum();
        var table = new MarkdownTable($"MIMIC-IV {Release}, extrapolated", "M rows", "minutes", "CPU minutes", "output GB");
        var (first, last) = (builds.MinBy(b => b.AllRows)!, builds.MaxBy(b => b.AllRows)!);
        Add($"at the cost of a row of {last.Name}", m => m(last.Run) / last.AllRows * rows);
        if (first != last)
        {
            Add(
                $"as the cost grew from {first.Name} to {last.Name}",
                m => m(last.Run) + ((m(last.Run) - m(first.Run)) / (last.AllRows - first.AllRows) * (rows - last.AllRows)));
        }

        return Invariant($"{table}\nTaken for granted: a row costs what it costs here on average (charted rows are {Share(last.Rows):0} % of the rows ")
            + Invariant($"here and {100.0 * known["icu/chartevents"]!.Value / rows:0} % there); the disk ")
            + "delivers the tables as fast as they are unpacked, where here they lay in memory; memory stays within --memory. Not counted, for "
            + $"their rows are not known: {string.Join(", ", known.Where(k => k.Value is null).Select(k => k.Key))}.\n";

        void Add(string name, Func<Func<Measured, double>, double> of) => table.Add(
            name,
            Invariant($"{rows / 1e6:0}"),
            Invariant($"{of(m => m.Seconds) / 60:0.0}"),
            Invariant($"{of(m => m.CpuSeconds) / 60:0.0}"),
            Invariant($"{of(m => m.OutputBytes) / 1e9:0.0}"));
    }

    private static double Share(IReadOnlyDictionary<string, long> rows) => 100.0 * rows["icu/chartevents"] / rows.Values.Sum();
}
