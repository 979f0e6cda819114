using System.Diagnostics;
using Mimic.Access;

namespace Mimic.Benchmarks;

/// <summary>Our builder beside the inflate bound, DuckDB and pandas on one data set.</summary>
internal sealed class Comparison
{
    private readonly Settings _settings;
    private readonly string _data;
    private readonly Tools _tools;
    private readonly string _duckOutput;
    private readonly List<string> _notes = [];

    public Comparison(Settings settings, string data)
    {
        (_settings, _data) = (settings, data);
        _duckOutput = Path.Combine(settings.Work, "duckdb-events.parquet");
        _tools = Tools.Find(settings);
    }

    /// <summary>Runs all of them in turn, several rounds, and writes the table.</summary>
    public string Run()
    {
        var contestants = Contestants().Where(c => _settings.Takes(c.Name)).ToList();
        var runs = Rounds.Run(contestants, _settings.Rounds);
        Check(runs);
        contestants.ForEach(c => c.Clear());
        return Table(contestants, runs);
    }

    private IEnumerable<Contestant> Contestants()
    {
        yield return Builder(_settings, _data, "ours");
        yield return new("inflate bound", [Tools.Self, "inflate", "--data", _data, "--cpus", Invariant($"{_settings.Cpus}")], string.Empty);
        if (_tools.DuckDb is { } duck)
        {
            yield return Duck("DuckDB", duck, null);
            yield return Duck($"DuckDB, {_settings.Memory}", duck, _settings.Memory);
        }
        else if (_settings.Takes("DuckDB"))
        {
            _notes.Add("DuckDB was not measured: npm is not installed.");
        }

        if (_tools.Python is { } python)
        {
            var plan = Path.Combine(_settings.Work, "pandas-plan.json");
            EventTables.WritePlan(plan, MimicDataset.Open(_data), new Dictionary<string, object?>());
            yield return new("pandas, reads and sorts only", [python, Script("pandas", "read_and_sort.py"), plan], string.Empty);
        }
        else if (_settings.Takes("pandas"))
        {
            _notes.Add("pandas was not measured: no python3 has it (apt-get install python3-pandas).");
        }
    }

    /// <summary>Our builder.</summary>
    public static Contestant Builder(Settings settings, string data, string name)
    {
        var output = Path.Combine(settings.Work, "ours");
        return new(
            name,
            [
                settings.Command, "trajectories", "build", "--data", data, "--out", output, "--version", "bench", "--cpus", Invariant($"{settings.Cpus}"),
                .. settings.BuilderMemory,
            ],
            output);
    }

    private Contestant Duck(string name, string folder, string? memory)
    {
        var plan = Path.Combine(_settings.Work, memory is null ? "duckdb-plan.json" : "duckdb-plan-limited.json");
        EventTables.WritePlan(plan, MimicDataset.Open(_data), new Dictionary<string, object?>
        {
            ["threads"] = _settings.Cpus,
            ["memory"] = memory,
            ["temp"] = Path.Combine(_settings.Work, "duckdb-temp"),
            ["output"] = _duckOutput,
        });
        return new(name, ["node", Path.Combine(folder, "build.mjs"), plan], _duckOutput);
    }

    private static string Script(string folder, string name) => Path.Combine(AppContext.BaseDirectory, folder, name);

    private void Check(IReadOnlyDictionary<string, Rounds.Result> runs)
    {
        var ours = Path.Combine(_settings.Work, "ours", "bench", "data");
        if (_tools.DuckDb is not { } folder || !File.Exists(_duckOutput) || !Directory.Exists(ours) || !runs.ContainsKey("DuckDB"))
        {
            return;
        }

        string[] arguments = [Path.Combine(folder, "compare.mjs"), Path.Combine(ours, "*", "*.parquet"), _duckOutput];
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        _notes.Add($"Ours and DuckDB's, compared row by row in all columns: {said.ReplaceLineEndings("; ")}.");
    }

    private string Table(List<Contestant> contestants, IReadOnlyDictionary<string, Rounds.Result> runs)
    {
        var tables = EventTables.Of(MimicDataset.Open(_data));
        var text = new MarkdownTable("program", "s", "CPU s", "peak MB", "output MB", "s / ours", "CPU / ours", "memory / ours", "output / ours");
        var ours = runs.GetValueOrDefault("ours")?.Median;
        foreach (var contestant in contestants)
        {
            if (runs[contestant.Name].Median is not { } m)
            {
                text.Add(contestant.Name, $"failed: {runs[contestant.Name].Failure}");
                continue;
            }

            text.Add(
                contestant.Name,
                Invariant($"{m.Seconds:0.00}"),
                Invariant($"{m.CpuSeconds:0.00}"),
                Invariant($"{m.PeakBytes / 1e6:0}"),
                m.OutputBytes == 0 ? string.Empty : Invariant($"{m.OutputBytes / 1e6:0}"),
                Ratio(m.Seconds, ours?.Seconds),
                Ratio(m.CpuSeconds, ours?.CpuSeconds),
                Ratio(m.PeakBytes, ours?.PeakBytes),
                m.OutputBytes == 0 ? string.Empty : Ratio(m.OutputBytes, ours?.OutputBytes));
        }

        return Invariant($"{Path.GetFileName(_data)}: {tables.Count} event tables, {tables.Sum(t => t.Bytes) / 1e6:0} MB packed; ")
            + Invariant($"{_settings.Cpus} threads, medians of {_settings.Rounds} interleaved rounds\n\n{Machine.Describe(_tools)}\n\n{text}")
            + string.Concat(_notes.Select(n => $"\n{n}\n"));
    }

    private static string Ratio(double value, double? ours) => ours is > 0 ? Invariant($"{value / ours:0.00}") : string.Empty;
}
