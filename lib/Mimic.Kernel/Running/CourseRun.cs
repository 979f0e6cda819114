using System.Diagnostics;
using System.Text.Json;
using Mimic.Kernel.Files;
using Mimic.Kernel.Pages;

namespace Mimic.Kernel.Running;

/// <summary>What a run is to do.</summary>
public sealed record RunOptions
{
    /// <summary>The notebooks, in the order in which they run.</summary>
    public required IReadOnlyList<string> Notebooks { get; init; }

    /// <summary>The folder for executed notebooks and pages.</summary>
    public required string Output { get; init; }

    /// <summary>How to start the process that runs a notebook's cells.</summary>
    public required WorkerCommand Worker { get; init; }

    /// <summary>Parameters given to each notebook that has them.</summary>
    public IReadOnlyDictionary<string, string> Common { get; init; } = new Dictionary<string, string>();

    /// <summary>Parameters that at least one of the notebooks must have.</summary>
    public IReadOnlyDictionary<string, string> Set { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the cells of one notebook may take together.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether the notebooks after a failed one run, too. By default they do not: what stopped one mostly stops the next, and one
    /// message is clearer than five.
    /// </summary>
    public bool KeepGoing { get; init; }
}

/// <summary>
/// Runs notebooks one after another, each in a process of its own, and writes the executed notebook and a page for each, an
/// index page, and results.json. A notebook that fails stops at its failed cell, and the run with it unless it is to keep going.
/// </summary>
/// <param name="options">What to do.</param>
public sealed class CourseRun(RunOptions options)
{
    /// <summary>The name of the data folder among the parameters; its value is a path and made relative to the notebook.</summary>
    public const string DataFolderParameter = "dataFolder";

    private const string ResultsFile = "results.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Runs them all.</summary>
    /// <param name="started">Called when a notebook starts, with its name.</param>
    /// <param name="ended">Called when a notebook has ended.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What became of each that ran.</returns>
    /// <exception cref="MimicException">A notebook cannot be read, or a parameter does not fit; nothing has run then.</exception>
    public async Task<IReadOnlyList<NotebookOutcome>> RunAsync(
        Action<string> started, Action<NotebookOutcome> ended, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(started);
        ArgumentNullException.ThrowIfNull(ended);
        var notebooks = Prepare();
        Directory.CreateDirectory(options.Output);
        var outcomes = new List<NotebookOutcome>();
        foreach (var (path, notebook) in notebooks)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            started(name);
            var clock = Stopwatch.StartNew();
            var worker = new WorkerProcess(notebook, Path.GetFileName(path));
            var count = notebook.Cells.Count(c => c.Kind == CellKind.Code);
            string? failure;
            using (var progress = new Display.Progress($"cells of {name}", count))
            {
                failure = await worker.RunAsync(FolderOf(path), options.Worker, options.TimeLimit, () => progress.Add(), cancellation).ConfigureAwait(false);
            }

            var outcome = new NotebookOutcome(
                name, notebook.Title ?? name, Math.Round(clock.Elapsed.TotalSeconds, 1), failure, Registrations.Headlines(notebook), Registrations.Source(notebook));
            outcomes.Add(outcome);
            notebook.Write(Path.Combine(options.Output, name + ".ipynb"));
            WritePages(notebooks, outcomes);
            ended(outcome);
            if (!outcome.Passed && !options.KeepGoing)
            {
                break;
            }
        }

        return outcomes;
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    // Everything that can be wrong with the request is said before the first notebook starts.
    private List<(string Path, NotebookFile Notebook)> Prepare()
    {
        var read = options.Notebooks.Select(p => (Path: p, Notebook: NotebookFile.Read(p))).ToList();
        if (read.GroupBy(n => Path.GetFileName(n.Path)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new MimicException($"Two notebooks are named {twice.Key}; their pages would overwrite each other.", "Run them one at a time, each with its own --out.");
        }

        var known = read.SelectMany(n => Parameters.Of(n.Notebook).Keys).Distinct().ToList();
        if (options.Set.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
        {
            throw Parameters.Unknown(unknown, known, read.Count == 1 ? Path.GetFileName(read[0].Path) : "None of the notebooks");
        }

        return [.. read.Select(n => (n.Path, Parameters.Inject(n.Notebook, ValuesFor(n.Path, n.Notebook), Path.GetFileName(n.Path))))];
    }

    private Dictionary<string, string> ValuesFor(string path, NotebookFile notebook)
    {
        var known = Parameters.Of(notebook);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in options.Common.Concat(options.Set).Where(v => known.ContainsKey(v.Key)))
        {
            // A path within the notebook's neighbourhood tells a reader of the page more than one of this machine.
            values[key] = key == DataFolderParameter
                ? Path.GetRelativePath(FolderOf(path), Path.GetFullPath(value)).Replace('\\', '/')
                : value;
        }

        return values;
    }

    private void WritePages(List<(string Path, NotebookFile Notebook)> notebooks, List<NotebookOutcome> outcomes)
    {
        var all = WithEarlier(outcomes);
        var companions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (outcome, (path, notebook)) in outcomes.Zip(notebooks))
        {
            var position = all.IndexOf(outcome);
            var page = new NotebookPage(notebook, outcome, FolderOf(path))
            {
                Previous = position > 0 ? all[position - 1] : null,
                Next = position + 1 < all.Count ? all[position + 1] : null,
            };
            WholeFile.WriteText(Path.Combine(options.Output, outcome.Name + ".html"), page.ToHtml());
            companions.UnionWith(page.Companions.Select(c => Path.Combine(FolderOf(path), c)));
        }

        WholeFile.WriteText(Path.Combine(options.Output, "index.html"), IndexPage.ToHtml(all, WriteCompanions(companions)));
        WholeFile.WriteText(Path.Combine(options.Output, ResultsFile), JsonSerializer.Serialize(all, Layout) + "\n");
    }

    // The texts to which the notebooks lead, and those to which these lead.
    private List<CompanionPage> WriteCompanions(IEnumerable<string> paths)
    {
        var pages = new SortedDictionary<string, CompanionPage>(StringComparer.Ordinal);
        var waiting = new Queue<string>(paths);
        while (waiting.TryDequeue(out var path))
        {
            var page = new CompanionPage(path);
            if (pages.TryAdd(page.Name, page))
            {
                WholeFile.WriteText(Path.Combine(options.Output, page.Name + ".html"), page.ToHtml());
                page.Companions.ToList().ForEach(c => waiting.Enqueue(Path.Combine(FolderOf(path), c)));
            }
        }

        return [.. pages.Values];
    }

    // A run of one notebook into the folder of an earlier run keeps the others on the index page.
    private List<NotebookOutcome> WithEarlier(List<NotebookOutcome> outcomes)
    {
        var all = outcomes.ToDictionary(o => o.Name, StringComparer.Ordinal);
        var file = Path.Combine(options.Output, ResultsFile);
        if (File.Exists(file))
        {
            foreach (var earlier in ReadResults(file).Where(o => File.Exists(Path.Combine(options.Output, o.Name + ".html"))))
            {
                all.TryAdd(earlier.Name, earlier);
            }
        }

        return [.. all.Values.OrderBy(o => o.Name, StringComparer.Ordinal)];
    }

    private static List<NotebookOutcome> ReadResults(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<List<NotebookOutcome>>(File.ReadAllText(file)) ?? [];
        }
        catch (JsonException e)
        {
            throw new MimicException($"{file} is not the record of an earlier run: {e.Message}", "Delete it, or choose another folder with --out.", e);
        }
    }
}
