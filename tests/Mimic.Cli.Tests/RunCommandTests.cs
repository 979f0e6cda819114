using System.CommandLine;
using System.Text.Json.Nodes;
using Mimic.Cli.Commands;
using Mimic.Kernel.Files;

namespace Mimic.Cli.Tests;

/// <summary>Whole runs, each notebook in a process of its own as for a user.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mimic-run-").FullName;

    private string Out => Path.Combine(_root, "out");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_run_writes_executed_notebooks_pages_an_index_and_the_headlines()
    {
        Notebook("01-first", $"#r \"{Library}\"\nusing static Mimic.Display.Notebook;", "var seed = 1L;", "Headline(\"Seed used\", $\"{seed}\");\nSource(Mimic.Access.SourceTag.Synthetic);\n$\"page {seed}\"");
        Notebook("02-second", "1 + 1", "var seed = 2;");
        var (code, output, error) = await Run("--folder", Folder, "--out", Out, "--seed", "77");
        Assert.True(code == 0, error);
        Assert.Contains("Seed used  77", output, StringComparison.Ordinal);
        Assert.Contains("2 of 2 notebooks ran through", output, StringComparison.Ordinal);
        var page = File.ReadAllText(Path.Combine(Out, "01-first.html"));
        Assert.Contains("page 77", page, StringComparison.Ordinal);
        Assert.Contains("class=\"banner synthetic\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"02-second.html\"", page, StringComparison.Ordinal);
        Assert.Contains("Seed used", File.ReadAllText(Path.Combine(Out, "index.html")), StringComparison.Ordinal);
        var executed = NotebookFile.Read(Path.Combine(Out, "01-first.ipynb"));
        Assert.Equal([1, 2, null, 3], executed.Cells.Where(c => c.Kind == CellKind.Code).Select(c => c.ExecutionCount));
    }

    [Fact]
    public async Task A_failed_cell_stops_the_run_and_is_named()
    {
        Notebook("01-bad", "Console.WriteLine(\"before\");", "var seed = 1;", "var a = 1;\nthrow new Exception(\"broken on purpose\");", "\"never\"");
        Notebook("02-good", "\"fine\"");
        var (code, output, error) = await Run("--folder", Folder, "--out", Out);
        Assert.Equal(1, code);
        Assert.Contains("0 of 2 notebooks ran through", output, StringComparison.Ordinal);
        Assert.Contains("1 notebook after it did not run; --keep-going", error, StringComparison.Ordinal);
        Assert.Contains("mimic: 01-bad.ipynb, code cell 3, line 2 (throw new Exception(\"broken on purpose\");):", error, StringComparison.Ordinal);
        Assert.Contains("Exception: broken on purpose", error, StringComparison.Ordinal);
        var code3 = NotebookFile.Read(Path.Combine(Out, "01-bad.ipynb")).Cells.Where(c => c.Kind == CellKind.Code).ToList();
        Assert.Equal([1, 2, 3, null], code3.Select(c => c.ExecutionCount));
        Assert.Contains("before", Assert.IsType<StreamOutput>(code3[0].Outputs[0]).Text, StringComparison.Ordinal);
        Assert.Contains("did not run through", File.ReadAllText(Path.Combine(Out, "01-bad.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_keep_going_a_run_goes_on_after_a_failed_notebook()
    {
        Notebook("01-bad", "throw new Exception();");
        Notebook("02-good", "\"fine\"");
        var (code, output, _) = await Run("--folder", Folder, "--out", Out, "--keep-going");
        Assert.Equal(1, code);
        Assert.Contains("1 of 2 notebooks ran through", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "02-good.html")));
    }

    [Fact]
    public async Task An_endless_cell_is_stopped_at_the_time_limit_and_keeps_what_it_printed()
    {
        Notebook("01-endless", "Console.WriteLine(\"so far\");\nwhile (true) { }");
        var (code, _, error) = await Run("--folder", Folder, "--out", Out, "--timeout", "10");
        Assert.Equal(1, code);
        Assert.Contains("code cell 1:", error, StringComparison.Ordinal);
        Assert.Contains("ran longer than 10 s and was stopped", error, StringComparison.Ordinal);
        var outputs = NotebookFile.Read(Path.Combine(Out, "01-endless.ipynb")).Cells[1].Outputs;
        Assert.Equal(new StreamOutput("stdout", "so far\n"), outputs[0]);
        Assert.IsType<ErrorOutput>(outputs[1]);
    }

    [Fact]
    public async Task A_cell_that_ends_its_process_does_not_end_the_run()
    {
        Notebook("01-exit", "Environment.Exit(9);");
        var (code, _, error) = await Run("--folder", Folder, "--out", Out);
        Assert.Equal(1, code);
        Assert.Contains("01-exit.ipynb, code cell 1:", error, StringComparison.Ordinal);
        Assert.Contains("ended early (exit code 9)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_working_folder_is_the_notebooks_and_the_data_folder_relative_to_it()
    {
        Notebook("01-data", "using System.IO;", "var dataFolder = \"nowhere\";", "$\"{dataFolder} {Directory.Exists(dataFolder)}\"");
        var patients = Path.Combine(_root, "data", "hosp", "patients.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(patients)!);
        await File.WriteAllTextAsync(patients, "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod\n", TestContext.Current.CancellationToken);
        var (code, _, error) = await Run("--folder", Folder, "--out", Out, "--data", Path.Combine(_root, "data"));
        Assert.True(code == 0, error);
        Assert.Contains("../data True", File.ReadAllText(Path.Combine(Out, "01-data.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_processor_is_too_few()
    {
        Notebook("01-first", "1");
        var (code, _, error) = await Run("--folder", Folder, "--out", Out, "--cpus", "0");
        Assert.Equal(1, code);
        Assert.Contains("0 processors are too few", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_one_notebook_keeps_the_others_on_the_index()
    {
        Notebook("01-first", "1");
        Notebook("02-second", "2");
        await Run("--folder", Folder, "--out", Out, "--upto", "01");
        Assert.False(File.Exists(Path.Combine(Out, "02-second.html")));
        await Run("--folder", Folder, "--out", Out, "--only", "02");
        var results = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "results.json")))!.AsArray();
        Assert.Equal(["01-first", "02-second"], results.Select(r => (string?)r!["Name"]));
    }

    [Theory]
    [InlineData("There is no folder nowhere", "--folder", "nowhere")]
    [InlineData("nodata.", "--data", "nodata")]
    [InlineData("--set patients does not say", "--set", "patients")]
    [InlineData("None of the notebooks has such a number", "--only", "09")]
    [InlineData("--upto takes the number", "--upto", "three")]
    [InlineData("A time limit of 0 s", "--timeout", "0")]
    [InlineData("has no parameter patients", "--set", "patients=3")]
    [InlineData("does not take the value 'x'", "--set", "seed=x")]
    public async Task Bad_requests_are_refused_before_anything_runs(string message, params string[] args)
    {
        Notebook("01-first", "1", "var seed = 3;");
        var (code, _, error) = await Run([.. args.Contains("--folder") ? [] : new[] { "--folder", Folder }, "--out", Out, .. args]);
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    private string Folder => Path.Combine(_root, "notebooks");

    private string Library => Path.GetRelativePath(Folder, typeof(MimicException).Assembly.Location).Replace('\\', '/');

    private void Notebook(string name, string first, string? parameters = null, params string[] more)
    {
        var cells = new List<NotebookCell> { NotebookCell.Markdown($"# {name}", "title"), NotebookCell.Code(first, "first") };
        if (parameters is not null)
        {
            cells.Add(NotebookCell.Code(parameters, "parameters", NotebookCell.ParametersTag));
        }

        cells.AddRange(more.Select((m, i) => NotebookCell.Code(m, $"c{i}")));
        Directory.CreateDirectory(Folder);
        new NotebookFile(cells).Write(Path.Combine(Folder, name + ".ipynb"));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([RunCommand.Create()], ["run", .. args], new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
