using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mimic.Kernel.Files;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Checks;

/// <summary>Checks notebooks before they are committed: no outputs, no patients, short cells, the portable part of C#.</summary>
public static partial class NotebookCheck
{
    /// <summary>The most lines of a code cell.</summary>
    public const int MaximumLines = 15;

    /// <summary>The most characters of a line of code: more does not fit beside a contents column or on a printed page.</summary>
    public const int MaximumColumns = 120;

    /// <summary>Checks all notebooks of a folder and of the folders within it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>How many notebooks there are, and what was found in them.</returns>
    /// <exception cref="MimicException">The folder is missing or holds no notebooks, or one cannot be read.</exception>
    public static (int Notebooks, IReadOnlyList<Finding> Findings) Folder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new MimicException($"There is no folder {folder} here.", "Run the command in the folder of the repository, or name the notebooks' folder.");
        }

        var paths = Directory.EnumerateFiles(folder, "*.ipynb", SearchOption.AllDirectories)
            .Where(p => !p.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return paths.Count > 0
            ? (paths.Count, [.. paths.SelectMany(p => Check(NotebookFile.Read(p), p.Replace('\\', '/')))])
            : throw new MimicException($"The folder {folder} holds no notebooks.", "Name the folder of the notebooks.");
    }

    /// <summary>Checks a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its path, for the findings.</param>
    public static IReadOnlyList<Finding> Check(NotebookFile notebook, string path)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var findings = new List<Finding>();
        CheckWhole(notebook, path, findings);
        foreach (var cell in notebook.Cells)
        {
            void Find(string rule, int? line, string problem, string remedy) =>
                findings.Add(new(rule, path, notebook.Label(cell), line, problem, remedy));
            CheckId(notebook, cell, Find);
            CheckTexts(cell, Find);
            if (cell.Kind == CellKind.Code)
            {
                CheckCode(cell, Find);
            }
        }

        return findings;
    }

    private static void CheckWhole(NotebookFile notebook, string path, List<Finding> findings)
    {
        void Find(string rule, string problem, string remedy) => findings.Add(new(rule, path, null, null, problem, remedy));
        if (notebook.FormatMinor < 5)
        {
            Find("format", $"It has the format 4.{notebook.FormatMinor}, which knows no cell ids.", "Save it with a newer editor.");
        }

        if ((string?)notebook.Metadata["kernelspec"]?["name"] != ".net-csharp")
        {
            Find("kernel", "Its kernelspec is not .net-csharp.", "Choose the kernel .NET (C#) and save.");
        }

        if (Parameters.CellOf(notebook) is null)
        {
            Find("parameters", "No code cell has the tag 'parameters'.", "Tag the cell that assigns the data folder and the seed.");
        }

        foreach (var (name, type) in Parameters.Of(notebook))
        {
            if (type == ParameterType.Other)
            {
                Find("parameters", $"The parameter {name} does not show a simple type.", "Declare it with a literal value, as 'var patients = 100;'.");
            }
        }

        foreach (var kind in IdentifiersIn(notebook.Metadata).Concat(IdentifiersIn(notebook.Other)).Distinct())
        {
            Find("identifier", $"The notebook's metadata hold what looks like a {kind} of MIMIC-IV.", "Remove it; it must not be published.");
        }
    }

    private static void CheckId(NotebookFile notebook, NotebookCell cell, Action<string, int?, string, string> find)
    {
        if (cell.Id is null || !IdPattern().IsMatch(cell.Id))
        {
            find("id", null, "The cell has no valid id.", "Save the notebook in an editor that writes format 4.5.");
        }
        else if (notebook.Cells.First(c => c.Id == cell.Id) != cell)
        {
            find("id", null, $"The id {cell.Id} is used twice.", "Give one of the cells another id.");
        }
    }

    private static void CheckTexts(NotebookCell cell, Action<string, int?, string, string> find)
    {
        foreach (var (position, kind) in PatientIdentifiers.In(cell.Source))
        {
            find("identifier", LineAt(cell.Source, position), $"This looks like a {kind} of MIMIC-IV.", "Remove it; choose patients by a rule, not by a number.");
        }

        foreach (var kind in IdentifiersIn(cell.Metadata).Concat(IdentifiersIn(cell.Other)).Distinct())
        {
            find("identifier", null, $"The cell's metadata hold what looks like a {kind} of MIMIC-IV.", "Remove it; it must not be published.");
        }

        foreach (var kind in cell.Outputs.SelectMany(o => IdentifiersIn(NotebookJson.WriteOutput(o, null))).Distinct())
        {
            find("identifier", null, $"An output holds what looks like a {kind} of MIMIC-IV.", "Clear the outputs; the number must not be published.");
        }

        foreach (Match match in AbsolutePath().Matches(cell.Source))
        {
            find("path", LineAt(cell.Source, match.Index), "A path of one machine is of no use on another.", "Write it relative to the notebook, or make it a parameter.");
        }
    }

    private static void CheckCode(NotebookCell cell, Action<string, int?, string, string> find)
    {
        if (cell.Outputs.Count > 0 || cell.ExecutionCount is not null)
        {
            find("output", null, "The cell holds outputs or an execution count.", "Clear all outputs before you commit.");
        }

        var lines = cell.Source.TrimEnd('\n').Split('\n');
        if (lines.Length > MaximumLines)
        {
            find("length", null, $"The cell has {lines.Length} lines; {MaximumLines} are allowed.", "Split it, or move logic to lib.");
        }

        foreach (var (i, line) in lines.Index().Where(l => l.Item.Length > MaximumColumns))
        {
            find("width", i + 1, $"The line has {line.Length} characters; {MaximumColumns} are allowed.", "Break it.");
        }

        foreach (var (position, rule, problem, remedy) in CodeRules.Check(cell.Source))
        {
            find(rule, LineAt(cell.Source, position), problem, remedy);
        }
    }

    private static int LineAt(string text, int position) => 1 + text.AsSpan(0, position).Count('\n');

    // Numbers stay as they are in JSON; pictures are long runs of letters in which a match would mean nothing.
    private static IEnumerable<string> IdentifiersIn(JsonNode? node) => node switch
    {
        JsonObject map => map.Where(p => !p.Key.StartsWith("image/", StringComparison.Ordinal) || p.Key == "image/svg+xml")
            .SelectMany(p => PatientIdentifiers.In(p.Key).Select(f => f.Kind).Concat(IdentifiersIn(p.Value))),
        JsonArray list => list.SelectMany(IdentifiersIn),
        JsonValue value => PatientIdentifiers.In(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()).Select(f => f.Kind),
        _ => [],
    };

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"(?<![\w./:~<-])(?:/(?:home|Users|root|mnt|media|tmp|var|opt|srv|work|workspaces|data|scratch)/|~/|[A-Za-z]:\\)|(?<="")/\w+/\w|\bfile://", RegexOptions.None)]
    private static partial Regex AbsolutePath();
}
