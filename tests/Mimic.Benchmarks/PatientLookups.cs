using System.Diagnostics;
using System.Text.Json;
using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>One patient by subject_id: in a program that has the store open, and as the first thing a program does.</summary>
internal sealed class PatientLookups(Settings settings, string folder, DuckReader? duck)
{
    private const int Patients = 200;
    private const int PatientsOfDuck = 20;
    private const int FirstPatients = 50;

    /// <summary>Measures, and gives the table as Markdown.</summary>
    public string Run()
    {
        var store = TrajectoryStore.Open(folder);
        var random = new Random(7);
        var ids = Enumerable.Range(0, Patients + FirstPatients).Select(_ => store.SubjectIds[random.Next(store.SubjectIds.Count)]).ToList();
        ids.Skip(Patients).ToList().ForEach(id => store.Read(id));
        var table = new MarkdownTable("one patient by subject_id", "median ms", "99th percentile", "slowest");
        Add(table, $"ours, the store is open; {Patients} at random, after {FirstPatients} others", ids.Take(Patients).Select(id => Timed(() => store.Read(id))));
        var largest = Largest(store);
        Add(table, Invariant($"ours, the one with most events ({largest.Events:#,0})"), Enumerable.Range(0, 9).Select(_ => Timed(() => store.Read(largest.Subject))));
        var starts = Enumerable.Range(0, Math.Max(3, settings.Rounds)).Select(i => FirstOf(ids[i])).ToList();
        Add(table, "ours, a new program opens the store", starts.Select(s => s.Open));
        Add(table, "ours, it opens the store and reads its first patient", starts.Select(s => s.Open + s.Read));
        if (duck is not null)
        {
            Add(table, $"DuckDB, it runs and has read the footers; {PatientsOfDuck} at random", duck.Lookups(ids.Take(PatientsOfDuck)));
        }

        return table.ToString();
    }

    /// <summary>What a new program does: opens a store, reads one patient, and says how many milliseconds each took.</summary>
    public static string First(string folder, int subject)
    {
        TrajectoryStore? store = null;
        var open = Timed(() => store = TrajectoryStore.Open(folder));
        var read = Timed(() => store!.Read(subject));
        return JsonSerializer.Serialize(new[] { open, read });
    }

    private static double Timed(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    }

    private (double Open, double Read) FirstOf(int subject)
    {
        var run = Measured.Run([Tools.Self, "read-first", "--store", folder, "--subject", Invariant($"{subject}")], string.Empty);
        var times = JsonSerializer.Deserialize<double[]>(run.Said)!;
        return (times[0], times[1]);
    }

    private static (int Subject, int Events) Largest(TrajectoryStore store)
    {
        var sizes = new Dictionary<int, int>();
        foreach (var block in store.Scan(EventColumns.Subject))
        {
            foreach (var subject in block.Subjects)
            {
                sizes[subject] = sizes.GetValueOrDefault(subject) + 1;
            }
        }

        var largest = sizes.MaxBy(s => s.Value);
        return (largest.Key, largest.Value);
    }

    private static void Add(MarkdownTable table, string name, IEnumerable<double> milliseconds)
    {
        var times = milliseconds.Order().ToArray();
        table.Add(name, Ms(times[times.Length / 2]), times.Length >= 100 ? Ms(times[(times.Length * 99 / 100) - 1]) : string.Empty, Ms(times[^1]));
    }

    private static string Ms(double value) => Invariant($"{value:0.0}");
}
