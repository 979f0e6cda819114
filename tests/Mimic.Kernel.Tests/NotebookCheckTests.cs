using System.Text.Json.Nodes;
using Mimic.Kernel.Checks;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Tests;

public sealed class NotebookCheckTests
{
    [Fact]
    public void A_clean_notebook_has_no_findings() => Assert.Empty(Check("var table = 1;\ntable"));

    [Theory]
    [InlineData("display", "display(3);")]
    [InlineData("display", "\"x\".Display(\"text/html\");")]
    [InlineData("display", "\"x\".DisplayAs(\"text/html\");")]
    [InlineData("html", "HTML(\"<p>\")")]
    [InlineData("html", "new HtmlString(\"x\")")]
    [InlineData("magic", "#!time\n1")]
    [InlineData("load", "#load \"a.csx\"")]
    [InlineData("reference", "#r \"nuget: CsvHelper, 33.0.1\"")]
    [InlineData("reference", "#r \"Mimic.dll\"")]
    [InlineData("reference", "#i \"nuget:https://example.org/feed\"")]
    [InlineData("dynamic", "dynamic d = 1;")]
    [InlineData("console-error", "Console.Error.WriteLine(1);")]
    [InlineData("namespace", "namespace A { class B { } }")]
    [InlineData("extension", "static class A { public static int F(this int x) => x; }")]
    [InlineData("file-type", "file class A { }")]
    [InlineData("using-var", "using var s = new System.IO.MemoryStream();")]
    [InlineData("nullable", "string? s = null;")]
    [InlineData("random", "var r = new Random(3);")]
    [InlineData("random", "var r = Random.Shared.Next();")]
    [InlineData("path", "var f = \"/home/me/data\";")]
    [InlineData("path", "var f = \"C:\\\\data\";")]
    [InlineData("path", "var f = \"~/mimic\";")]
    [InlineData("identifier", "var p = 10000032;")]
    [InlineData("identifier", "var p = 10_000_032;")]
    [InlineData("identifier", "var h = \"29999928\";")]
    [InlineData("identifier", "var s = 35_000_000;")]
    [InlineData("identifier", "var s = \"p19/s50414267\";")]
    [InlineData("identifier", "var i = \"02aa804e-bde0afdd-112c0b34-7bc16630-4e384014\";")]
    [InlineData("identifier", "var i = \"02aa804ebde0afdd112c0b347bc166304e384014\";")]
    public void A_construct_that_is_not_wanted_is_found_on_its_line(string rule, string code)
    {
        var finding = Assert.Single(Check($"var before = 1;\n{code}"));
        Assert.Equal((rule, "code cell 2", 2), (finding.Rule, finding.Cell, finding.Line));
        Assert.StartsWith("n.ipynb, code cell 2, line 2: ", finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#r \"../lib/bin/Mimic.dll\"")]
    [InlineData("Show(1);")]
    [InlineData("var id = 90000001; var stay = 70_000_001; var study = 80000001; var admission = 60000001;")]
    [InlineData("var large = 1000003212; var small = 0.10000032; var grouped = 110_000_032;")]
    [InlineData("static int F(this int x) => x;")]
    [InlineData("var link = \"https://physionet.org/content/mimiciv/3.1/\";")]
    [InlineData("var code = \"LAB//50912//mg/dL\"; var folder = \"../data-demo\"; var image = \"files/p10/a.jpg\";")]
    public void What_is_allowed_is_not_found(string code) => Assert.Empty(Check(code));

    [Theory]
    [InlineData("Patient 10000032 had a CT.")]
    [InlineData("See note 10000032-DS-21.")]
    public void Text_cells_are_searched_for_patients(string text)
    {
        var findings = Check("1", NotebookCell.Markdown($"Intro\n{text}", "text"));
        Assert.All(findings, f => Assert.Equal(("identifier", "text cell 1", 2), (f.Rule, f.Cell, f.Line)));
        Assert.NotEmpty(findings);
        Assert.DoesNotContain("10000032", string.Concat(findings), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_counts_and_patients_in_outputs_are_found()
    {
        var cell = NotebookCell.Code("1", "out");
        cell.ExecutionCount = 1;
        cell.Outputs.Add(new DisplayOutput(new Dictionary<string, string> { ["text/html"] = "<td>10000032</td>" }));
        Assert.Equal(["identifier", "output"], Check("1", cell).Select(f => f.Rule));
    }

    [Fact]
    public void Patients_in_metadata_are_found()
    {
        var cell = new NotebookCell(CellKind.Markdown, "text", "m") { Metadata = new() { ["last"] = new JsonObject { ["subject"] = 10000032 } } };
        Assert.Equal("identifier", Assert.Single(Check("1", cell)).Rule);
    }

    [Fact]
    public void Long_cells_and_long_lines_are_found()
    {
        Assert.Empty(Check(string.Join('\n', Enumerable.Range(0, 15).Select(i => $"var x{i} = {i};"))));
        Assert.Equal("length", Assert.Single(Check(string.Join('\n', Enumerable.Range(0, 16).Select(i => $"var x{i} = {i};")))).Rule);
        Assert.Equal("width", Assert.Single(Check($"// {new string('x', 118)}")).Rule);
    }

    [Fact]
    public void Ids_must_be_there_and_differ()
    {
        Assert.Equal("id", Assert.Single(Check("1", new NotebookCell(CellKind.Markdown, "x", null))).Rule);
        Assert.Equal("id", Assert.Single(Check("1", NotebookCell.Markdown("x", "not valid!"))).Rule);
        Assert.Equal("id", Assert.Single(Check("1", NotebookCell.Markdown("x", "code"))).Rule);
    }

    [Fact]
    public void The_parameters_must_be_there_and_simple()
    {
        var without = new NotebookFile([NotebookCell.Code("1", "c")]);
        Assert.Equal("parameters", Assert.Single(NotebookCheck.Check(without, "n.ipynb")).Rule);
        var odd = new NotebookFile([NotebookCell.Code("var when = DateTime.Now;", "c", "parameters")]);
        Assert.Equal("parameters", Assert.Single(NotebookCheck.Check(odd, "n.ipynb")).Rule);
    }

    [Fact]
    public void Another_kernel_and_an_old_format_are_found()
    {
        var notebook = new NotebookFile([NotebookCell.Code("var seed = 1;", "c", "parameters")], new() { ["kernelspec"] = new JsonObject { ["name"] = "python3" } }) { FormatMinor = 4 };
        Assert.Equal(["format", "kernel"], NotebookCheck.Check(notebook, "n.ipynb").Select(f => f.Rule));
    }

    [Fact]
    public void A_folder_is_checked_with_the_folders_within_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.ipynb", Notebook("1").ToJson());
        folder.Write("solutions/b.ipynb", Notebook("dynamic d = 1;").ToJson());
        var (count, findings) = NotebookCheck.Folder(folder.Path);
        Assert.Equal((2, "dynamic"), (count, Assert.Single(findings).Rule));
    }

    [Fact]
    public void A_folder_without_notebooks_is_one_clear_message()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("holds no notebooks", Assert.Throws<MimicException>(() => NotebookCheck.Folder(folder.Path)).Problem, StringComparison.Ordinal);
        Assert.Contains("There is no folder", Assert.Throws<MimicException>(() => NotebookCheck.Folder(folder.Path + "x")).Problem, StringComparison.Ordinal);
    }

    private static NotebookFile Notebook(string code, params NotebookCell[] more) =>
        new([NotebookCell.Code("var seed = 1;", "parameters", "parameters"), NotebookCell.Code(code, "code"), .. more]);

    private static IReadOnlyList<Finding> Check(string code, params NotebookCell[] more) => NotebookCheck.Check(Notebook(code, more), "n.ipynb");
}
