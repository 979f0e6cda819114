using System.Globalization;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Benchmarks;

/// <summary>
/// HAIM's statistics by the command and by straightforward pandas, both from the same long file; then by the command from a store of
/// trajectories, for all its patients and all 451 columns.
/// </summary>
/// <param name="settings">What all measurements share.</param>
/// <param name="store">The trajectories.</param>
/// <param name="patients">How many patients the file has.</param>
internal sealed class FeatureBenchmark(Settings settings, string store, int patients)
{
    private const string OursFromFile = "ours, from the file";
    private const string Pandas = "pandas, from the file";
    private const string OursFromStore = "ours, from the store, all patients";

    private string Input => Path.Combine(settings.Work, "series.csv");

    /// <summary>Builds the store of a data set, if it is not there.</summary>
    public static string Store(Settings settings, string data)
    {
        var folder = Path.Combine(settings.Work, "features-store");
        Measured.Run([settings.Command, "trajectories", "build", "--data", data, "--out", folder, "--version", Path.GetFileName(data)], string.Empty);
        return Path.Combine(folder, Path.GetFileName(data));
    }

    /// <summary>Runs all of them in turn, several rounds, compares the results and writes the table.</summary>
    public string Run()
    {
        var opened = TrajectoryStore.Open(store);
        var (series, values) = WriteInput(opened);
        var tools = Tools.Find(settings with { Only = ["pandas"] });
        var contestants = Contestants(tools).Where(c => settings.Takes(c.Name)).ToList();
        var runs = Rounds.Run(contestants, settings.Rounds);
        var agree = Agreement();
        var text = new MarkdownTable("program", "s", "CPU s", "peak MB", "s / ours", "CPU / ours");
        var ours = runs.GetValueOrDefault(OursFromFile)?.Median;
        foreach (var contestant in contestants)
        {
            var m = runs[contestant.Name].Median ?? throw new MimicException($"{contestant.Name} failed.", runs[contestant.Name].Failure ?? "Run it alone.");
            var same = contestant.Name != OursFromStore && ours is not null;
            text.Add(
                contestant.Name, Invariant($"{m.Seconds:0.00}"), Invariant($"{m.CpuSeconds:0.00}"), Invariant($"{m.PeakBytes / 1e6:0}"),
                same ? Invariant($"{m.Seconds / ours!.Seconds:0.0}") : string.Empty,
                same ? Invariant($"{m.CpuSeconds / ours!.CpuSeconds:0.0}") : string.Empty);
        }

        contestants.ForEach(c => c.Clear());
        return Invariant($"File: {series:#,0} series, {values:#,0} values of {Math.Min(patients, opened.SubjectIds.Count):#,0} patients. ")
            + Invariant($"Store: {opened.SubjectIds.Count:#,0} patients, {opened.EventCount:#,0} events. Medians of {settings.Rounds} interleaved rounds.")
            + $"\n\n{Machine.Describe(tools with { DuckDb = null })}\n\n{text}\n{agree}\n";
    }

    private IEnumerable<Contestant> Contestants(Tools tools)
    {
        var output = Path.Combine(settings.Work, "series-ours.csv");
        yield return new(OursFromFile, [settings.Command, "features", "series", "--in", Input, "--statistics", "haim", "--out", output], string.Empty);
        if (tools.Python is { } python)
        {
            yield return new(
                Pandas,
                [python, Path.Combine(AppContext.BaseDirectory, "pandas", "haim_statistics.py"), Input, Path.Combine(settings.Work, "series-pandas.csv")],
                string.Empty);
        }

        yield return new(
            OursFromStore,
            [
                settings.Command, "features", "series", "--trajectories", store, "--statistics", "haim", "--positions",
                "--out", Path.Combine(settings.Work, "series-all.csv"),
            ],
            Path.Combine(settings.Work, "series-all.csv"));
    }

    /// <summary>The measurements of the first patients as one long file; the series of a patient are its items.</summary>
    private (int Series, long Values) WriteInput(TrajectoryStore opened)
    {
        var groups = SeriesItems.Published.Groups;
        var reader = new SeriesReader(groups, [], withKeys: false);
        var (series, values) = (new HashSet<(int, int)>(), 0L);
        using var text = new StreamWriter(Input);
        text.Write("series_id,charttime,value\n");
        foreach (var (subject, measurements) in reader.Patients(opened, [.. opened.SubjectIds.Take(patients)]))
        {
            foreach (var m in measurements)
            {
                text.Write(Invariant($"{subject}:{m.Group},{EventBlock.ToTime(m.Time):yyyy-MM-dd HH:mm:ss},{m.Value:R}\n"));
                series.Add((subject, m.Group));
                values++;
            }
        }

        return (series.Count, values);
    }

    private string Agreement()
    {
        var (ours, theirs) = (Path.Combine(settings.Work, "series-ours.csv"), Path.Combine(settings.Work, "series-pandas.csv"));
        if (!File.Exists(ours) || !File.Exists(theirs))
        {
            return "pandas was not measured: it was left out, or no python3 has pandas and SciPy (apt-get install python3-pandas python3-scipy).";
        }

        double worst = 0;
        var lines = 0;
        foreach (var (mine, other) in File.ReadLines(ours).Skip(1).Zip(File.ReadLines(theirs).Skip(1)))
        {
            var (a, b) = (mine.Split(','), other.Split(','));
            var size = a.Skip(1).Max(x => Math.Abs(Number(x)));
            worst = a[0] != b[0] ? double.PositiveInfinity
                : a.Zip(b).Skip(1).Select(p => Math.Abs(Number(p.First) - Number(p.Second)) / size).Where(double.IsFinite).Append(worst).Max();
            lines++;
        }

        File.Delete(ours);
        File.Delete(theirs);
        return Invariant($"Ours and pandas' of {lines:#,0} series differ by {worst:0.0e0} of the largest number of a series at most.");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
