using System.Text.Json.Serialization;
using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>
/// What became of the data on the way to a result: who or what was kept by which criterion, with the numbers before and after, from which
/// inputs and with which settings. It holds counts, never a patient; it is written beside the result and read by people and programs.
/// </summary>
/// <example><code>
/// var pruning = cohort.ToPruning();
/// Show(pruning);
/// Show(pruning.ToChart("From all patients to the cohort"));
/// </code></example>
[TypeFormatterSource]
public sealed record PruningRecord
{
    /// <summary>The ending of the file beside a result: <c>cohort.json</c> has <c>cohort.pruning.json</c>.</summary>
    public const string Ending = ".pruning.json";

    internal const string FormatName = "mimic-pruning";
    internal const int CurrentVersion = 1;

    /// <summary>What kind of file this is.</summary>
    [JsonPropertyOrder(-2)]
    public string Format { get; init; } = FormatName;

    /// <summary>The version of the file's layout.</summary>
    [JsonPropertyOrder(-1)]
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>What was made: "Trajectories 1.0", "Entropy cohort".</summary>
    public required string Result { get; init; }

    /// <summary>Where the data come from.</summary>
    public required SourceTag Source { get; init; }

    /// <summary>What was there before any criterion: "All patients".</summary>
    public required string Population { get; init; }

    /// <summary>What is counted, in the plural: patients, samples, rows, tables.</summary>
    public required string Unit { get; init; }

    /// <summary>How many there were at first.</summary>
    public required long Count { get; init; }

    /// <summary>The criteria in the order in which they were applied.</summary>
    public required IReadOnlyList<PruningStep> Steps { get; init; }

    /// <summary>How many are left.</summary>
    public long Left => Steps.Count > 0 ? Steps[^1].After : Count;

    /// <summary>What identifies each input: its name, and a fingerprint that changes with its content.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The settings that decide what is kept, each with its value as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The seed of what was drawn at random; null if nothing was.</summary>
    public long? Seed { get; init; }

    /// <summary>What else a reader must know, a sentence each: tables that were not there, rules that were dropped.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The version of this library.</summary>
    public string Library { get; init; } = $"MimicNotebooks {typeof(PruningRecord).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>What was done before, on the way to the input; null if nothing is known of it.</summary>
    public PruningRecord? Earlier { get; init; }

    /// <summary>This step in words, for a paper; what is in <see cref="Earlier"/> not included.</summary>
    public string Paragraph => PruningText.Paragraph(this);

    /// <summary>The place of the record of a result.</summary>
    /// <param name="result">The file that was made, as <c>cohort.json</c>.</param>
    public static string Beside(string result)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(result);
        return Path.ChangeExtension(result, null) + Ending;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="path">As <see cref="Write"/> wrote it.</param>
    /// <exception cref="MimicException">There is no such file, or it is not a record.</exception>
    public static PruningRecord Read(string path) => PruningFile.Read(path);

    /// <summary>The record beside a result; null if there is none.</summary>
    /// <param name="result">The file that was made, as <c>cohort.json</c>.</param>
    /// <exception cref="MimicException">What is there is not a record.</exception>
    public static PruningRecord? ReadBeside(string result) => File.Exists(Beside(result)) ? Read(Beside(result)) : null;

    /// <summary>Writes the record as JSON, under a temporary name first.</summary>
    /// <param name="path">The file; an older one is replaced. Of credentialed data it must not be passed on.</param>
    public void Write(string path) => PruningFile.Write(this, path);

    /// <summary>The record as JSON.</summary>
    public string ToJson() => PruningFile.ToJson(this);

    /// <summary>The criteria as a table.</summary>
    public Table ToTable() => PruningText.ToTable(this);

    /// <summary>The criteria as a flow chart.</summary>
    /// <param name="title">What the figure shows.</param>
    public Chart ToChart(string title) => Chart.AttritionFlow(
        title,
        [
            new(Population, (int)Math.Min(Count, int.MaxValue)),
            .. Steps.Select(s => new FlowStep(PruningText.Kept(s), (int)Math.Min(s.After, int.MaxValue))),
        ]).From(Source);

    /// <summary>All steps from the first on, each as paragraph and table, as HTML.</summary>
    public string ToHtml() => PruningText.ToHtml(this);

    /// <summary>All steps from the first on, as paragraphs and tables.</summary>
    public override string ToString() => PruningText.ToText(this);
}
