using System.CommandLine;
using Mimic.Access;
using Mimic.Kernel.Running;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic run</c>: the notebooks of the course, from start to end.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Notebooks = new("notebook")
    {
        Description = "Notebooks to run; without any, all of --folder in the order of their names",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Folder = new("--folder") { Description = "The folder of the notebooks", DefaultValueFactory = _ => "notebooks", HelpName = "DIR" };
    private static readonly Option<string> Out = new("--out") { Description = "Where executed notebooks and pages go", DefaultValueFactory = _ => "out", HelpName = "DIR" };
    private static readonly Option<string?> Data = new("--data") { Description = "A folder of MIMIC-IV instead of data-demo", HelpName = "DIR" };
    private static readonly Option<long?> Seed = new("--seed") { Description = "The seed of all random choices", HelpName = "N" };
    private static readonly Option<int?> Cpus = new("--cpus") { Description = "How many processors may be used", HelpName = "N" };
    private static readonly Option<string?> Upto = new("--upto") { Description = "Only the notebooks up to this number", HelpName = "NN" };
    private static readonly Option<string[]> Only = new("--only") { Description = "Only the notebook of this number (may be repeated)", HelpName = "NN" };
    private static readonly Option<string[]> Set = new("--set") { Description = "Another parameter of the notebooks (may be repeated)", HelpName = "NAME=VALUE" };

    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Run the notebooks after a failed one, too" };

    private static readonly Option<double> Timeout = new("--timeout")
    {
        Description = "Seconds that one notebook may take",
        DefaultValueFactory = _ => 600,
        HelpName = "S",
    };

    public static Command Create()
    {
        var command = new ExampleCommand(
            "run",
            "Run the notebooks of the course and write a page for each",
            "mimic run",
            "mimic run --data ../mimic-iv-demo --upto 03",
            "mimic run notebooks/05-automl-mortality.ipynb --seed 7 --set trials=20")
        {
            Notebooks, Folder, Out, Data, Seed, Cpus, Upto, Only, Set, KeepGoing, Timeout,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var output = arguments.InvocationConfiguration.Output;
        var options = Options(arguments);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var outcomes = await new CourseRun(options).RunAsync(
            name => output.Write($"{name} ... "),
            outcome => output.WriteLine($"{outcome.Seconds:0.0} s{(outcome.Passed ? string.Empty : "  FAILED")}"),
            cancellation).ConfigureAwait(false);
        Report(outcomes, options, clock.Elapsed, output, arguments.InvocationConfiguration.Error);
        return outcomes.All(o => o.Passed) ? 0 : 1;
    }

    private static RunOptions Options(ParseResult arguments)
    {
        // A command that takes any number of words takes an unknown option for one of them.
        if ((arguments.GetValue(Notebooks) ?? []).FirstOrDefault(n => n.StartsWith('-')) is { } option)
        {
            throw new MimicException(Misuse.Unknown(option, arguments.CommandResult.Command), "See 'mimic run --help'.");
        }

        var data = arguments.GetValue(Data);
        if (data is not null)
        {
            // A folder that cannot be opened is said here, once, and not by a cell of a notebook.
            _ = MimicDataset.Open(data);
        }

        if (arguments.GetValue(Cpus) is < 1 and var cpus)
        {
            throw new MimicException($"{cpus} processors are too few.", "Give --cpus a number from 1, or leave it out.");
        }

        var timeout = arguments.GetValue(Timeout);
        if (timeout is not (> 0 and <= 1_000_000))
        {
            throw new MimicException($"A time limit of {timeout} s makes no sense.", "Give --timeout the seconds that one notebook may take.");
        }

        var common = new Dictionary<string, string?>
        {
            [CourseRun.DataFolderParameter] = data,
            ["seed"] = arguments.GetValue(Seed)?.ToString(),
            ["cpus"] = arguments.GetValue(Cpus)?.ToString(),
        };
        return new()
        {
            Notebooks = NotebookSelection.Select(
                arguments.GetValue(Notebooks) ?? [], arguments.GetValue(Folder)!, arguments.GetValue(Upto), arguments.GetValue(Only) ?? []),
            Output = arguments.GetValue(Out)!,
            Worker = WorkerCommand.ForProgram(typeof(RunCommand).Assembly.Location, RunNotebookCommand.Name),
            Common = common.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!),
            Set = ReadSet(arguments.GetValue(Set) ?? []),
            KeepGoing = arguments.GetValue(KeepGoing),
            TimeLimit = TimeSpan.FromSeconds(timeout),
        };
    }

    private static Dictionary<string, string> ReadSet(string[] pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
            {
                throw new MimicException($"--set {pair} does not say what to set.", "Write it as --set name=value.");
            }

            values[pair[..sign]] = pair[(sign + 1)..];
        }

        return values;
    }

    private static void Report(IReadOnlyList<NotebookOutcome> outcomes, RunOptions options, TimeSpan elapsed, TextWriter output, TextWriter error)
    {
        var width = outcomes.SelectMany(o => o.Headlines).Select(h => h.Name.Length).DefaultIfEmpty().Max();
        foreach (var outcome in outcomes.Where(o => o.Headlines.Count > 0))
        {
            output.WriteLine();
            output.WriteLine(outcome.Title);
            foreach (var headline in outcome.Headlines)
            {
                output.WriteLine($"  {headline.Name.PadRight(width)}  {headline.Value}");
            }
        }

        output.WriteLine();
        output.WriteLine($"{outcomes.Count(o => o.Passed)} of {options.Notebooks.Count} notebooks ran through in {elapsed.TotalSeconds:0.0} s.");
        output.WriteLine($"Pages and executed notebooks: {Path.Combine(options.Output, "index.html")}");
        foreach (var outcome in outcomes.Where(o => !o.Passed))
        {
            error.WriteLine();
            error.WriteLine($"mimic: {outcome.Failure!.ReplaceLineEndings("\n       ")}");
        }

        if (options.Notebooks.Count - outcomes.Count is > 0 and var left)
        {
            error.WriteLine($"\n{left} {(left == 1 ? "notebook" : "notebooks")} after it did not run; --keep-going runs them all the same.");
        }
    }
}
