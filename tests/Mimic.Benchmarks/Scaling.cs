using System.Text.Json;
using Mimic.Access;

namespace Mimic.Benchmarks;

/// <summary>How the cost of our builder grows.</summary>
internal static class Scaling
{
    /// <summary>Builds each data set several times, in turn, and writes the table.</summary>
    public static string Run(Settings settings, IReadOnlyList<string> folders)
    {
        var data = folders.Select(Path.GetFullPath).ToDictionary(f => Path.GetFileName(f)!);
        var contestants = data.Select(d => Comparison.Builder(settings, d.Value, d.Key)).ToList();
        var runs = Rounds.Run(contestants, settings.Rounds);
        contestants.ForEach(c => c.Clear());
        var table = new MarkdownTable("data", "patients", "M rows", "packed MB", "s", "CPU s", "peak MB", "output MB", "rows", "s", "CPU s", "memory");
        var builds = new List<Extrapolation.Build>();
        foreach (var (name, folder) in data)
        {
            if (runs[name].Median is not { } m)
            {
                table.Add(name, $"failed: {runs[name].Failure}");
                continue;
            }

            var (patients, rows) = RowsOf(folder);
            builds.Add(new(name, rows, m));
            var (now, first) = (builds[^1], builds[0]);
            table.Add(
                name,
                Invariant($"{patients:#,0}"),
                Invariant($"{now.AllRows / 1e6:0.0}"),
                Invariant($"{EventTables.Of(MimicDataset.Open(folder)).Sum(t => t.Bytes) / 1e6:0}"),
                Invariant($"{m.Seconds:0.0}"),
                Invariant($"{m.CpuSeconds:0.0}"),
                Invariant($"{m.PeakBytes / 1e6:0}"),
                Invariant($"{m.OutputBytes / 1e6:0}"),
                Ratio(now.AllRows, first.AllRows),
                Ratio(m.Seconds, first.Run.Seconds),
                Ratio(m.CpuSeconds, first.Run.CpuSeconds),
                Ratio(m.PeakBytes, first.Run.PeakBytes));
        }

        return Invariant($"Our builder, --cpus {settings.Cpus} --memory {settings.Memory}, medians of {settings.Rounds} interleaved rounds\n\n")
            + $"{Machine.Describe(new(null, null))}\n\n{table}" + (builds.Count > 0 ? "\n" + Extrapolation.Of(builds) : string.Empty);
    }

    private static string Ratio(double value, double first) => Invariant($"x {value / first:0.00}");

    // The generator notes the rows of every table.
    private static (int Patients, Dictionary<string, long> Rows) RowsOf(string folder)
    {
        using var mark = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, Synthetic.SyntheticHospital.MarkerFile)));
        var tables = EventTables.Of(MimicDataset.Open(folder)).Select(t => t.Table).ToHashSet();
        return (mark.RootElement.GetProperty("patients").GetInt32(),
            mark.RootElement.GetProperty("rows").EnumerateObject().Where(t => tables.Contains(t.Name)).ToDictionary(t => t.Name, t => t.Value.GetInt64()));
    }
}
