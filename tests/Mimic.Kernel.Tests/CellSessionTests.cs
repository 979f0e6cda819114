using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests;

public sealed class CellSessionTests : IDisposable
{
    private static readonly string Library = typeof(MimicException).Assembly.Location;

    private readonly TemporaryFolder _folder = new();
    private readonly CellSession _session;

    public CellSessionTests() => _session = new(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public async Task State_lasts_from_cell_to_cell()
    {
        await Run("var a = 20; int Twice(int x) => 2 * x;");
        await Run("using System.Globalization; a += 1;");
        Assert.Equal("42", Text(Assert.Single(await Run("Twice(a)"))));
        Assert.Equal("iv", Text(Assert.Single(await Run("CultureInfo.InvariantCulture.TwoLetterISOLanguageName"))));
    }

    [Fact]
    public async Task A_variable_can_be_declared_again()
    {
        await Run("var x = 1;");
        await Run("var x = \"text\";");
        Assert.Equal("text", Text(Assert.Single(await Run("x"))));
    }

    [Fact]
    public async Task Only_the_usings_that_all_kernels_share_are_there_from_the_start()
    {
        Assert.Equal("3", Text(Assert.Single(await Run("new StringBuilder().Append(await Task.FromResult(new List<int> { 1, 2 }.Sum())).ToString()"))));
        Assert.Contains("CS0103", Error(await Run("File.Exists(\"x\")")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_and_displays_stay_in_order_and_streams_apart()
    {
        await Run($"#r \"{Relative(Library)}\"\nusing static Mimic.Display.Notebook;");
        var outputs = await Run(
            "Console.Write(\"a\"); Console.WriteLine(\"b\");\nShow(new Mimic.Display.Table(\"h\").Add(1));\nConsole.Error.WriteLine(\"e\");\nConsole.WriteLine(\"c\");\n7");
        Assert.Collection(
            outputs,
            o => Assert.Equal(new StreamOutput("stdout", "ab\n"), o),
            o => Assert.Contains("<table", Assert.IsType<DisplayOutput>(o).Data["text/html"], StringComparison.Ordinal),
            o => Assert.Equal(new StreamOutput("stderr", "e\n"), o),
            o => Assert.Equal(new StreamOutput("stdout", "c\n"), o),
            o => Assert.True(Assert.IsType<DisplayOutput>(o).IsResult));
    }

    [Fact]
    public async Task A_late_print_of_a_task_that_was_not_awaited_goes_to_its_own_cell()
    {
        var first = new CellOutputs();
        await _session.RunAndShowAsync(
            "var go = new TaskCompletionSource(); var late = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });", "code cell 1", first);
        Assert.Empty(first.TakeNew());
        var second = await Run("go.SetResult(); await late; Console.Write(\"own\");");
        Assert.Equal([new StreamOutput("stdout", "own")], second);
        Assert.Equal([new StreamOutput("stdout", "late")], first.TakeNew());
    }

    [Fact]
    public async Task A_type_with_the_formatter_convention_gives_html_and_text()
    {
        await Run($"#r \"{Relative(Library)}\"");
        var result = Assert.IsType<DisplayOutput>(Assert.Single(await Run("new Mimic.Display.Table(\"name\").Add(\"<x>\")")));
        Assert.Equal(["text/html", "text/plain"], result.Data.Keys);
        Assert.Contains("&lt;x&gt;", result.Data["text/html"], StringComparison.Ordinal);
        Assert.Equal("name\n----\n<x>", result.Data["text/plain"]);
    }

    [Fact]
    public async Task The_library_of_the_cells_is_the_one_that_runs()
    {
        File.Copy(Library, Path.Combine(_folder.Path, "Mimic.dll"));
        await Run("#r \"Mimic.dll\"");
        var outputs = await Run("throw new Mimic.MimicException(\"Something is wrong.\", \"Mend it.\");");
        Assert.Equal("MimicException", Error(outputs).Name);
        Assert.Equal("Something is wrong.\nMend it.", Error(outputs).Message);
    }

    [Fact]
    public async Task A_missing_library_says_how_to_get_it()
    {
        var error = Error(await Run("#r \"../lib/bin/Nothing.dll\""));
        Assert.Contains("environment/setup.sh", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store.Count", "run that cell first, as after every restart")]
    [InlineData("Chart figure = null;", "first code cell")]
    [InlineData("throw new OutOfMemoryException();", "close other notebooks")]
    public async Task What_a_newcomer_meets_first_says_what_to_do(string code, string remedy) =>
        Assert.Contains(remedy, Error(await Run(code)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_exception_carries_cell_and_line_and_keeps_the_state()
    {
        var outputs = new CellOutputs();
        var failure = await _session.RunAndShowAsync("var kept = 5;\nint[] xs = [1];\nvar y = xs[kept];", "code cell 4", outputs);
        Assert.Equal(("IndexOutOfRangeException", 3), (failure!.Kind, failure.Line));
        Assert.StartsWith("code cell 4, line 3: IndexOutOfRangeException", Error(outputs.TakeNew()).Traceback[0], StringComparison.Ordinal);
        Assert.Equal("5", Text(Assert.Single(await Run("kept"))));
    }

    [Fact]
    public async Task An_exception_after_an_await_carries_its_line_too()
    {
        var failure = await _session.RunAndShowAsync("await Task.Yield();\n\nthrow new InvalidOperationException(\"no\");", "code cell 1", new());
        Assert.Equal(("InvalidOperationException", 3), (failure!.Kind, failure.Line));
    }

    [Fact]
    public async Task An_error_a_user_can_act_on_comes_without_a_stack_trace()
    {
        await Run($"#r \"{Relative(Library)}\"");
        var error = Error(await Run("\nthrow new Mimic.MimicException(\"The folder is empty.\", \"Give another.\");"));
        Assert.Equal(["code cell 1, line 2: MimicException", "The folder is empty.", "Give another."], error.Traceback);
    }

    [Fact]
    public async Task A_compile_error_carries_the_line_within_its_cell()
    {
        await Run("var before = 1;\nvar more = 2;");
        var failure = await _session.RunAndShowAsync("var fine = 1;\nvar wrong = missing;", "code cell 2", new());
        Assert.Equal(("Compile error", 2), (failure!.Kind, failure.Line));
        Assert.StartsWith("CS0103", failure.Problem, StringComparison.Ordinal);
        failure = await _session.RunAndShowAsync("var fine = 1;\nvar wrong = missing;\nalso();", "code cell 3", new());
        Assert.StartsWith("line 2, column 13: CS0103", failure!.Problem, StringComparison.Ordinal);
        Assert.Contains("\nline 3, column 1: CS0103", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_shown_and_does_not_stop_the_cell()
    {
        var outputs = await Run("string? s = \"x\";\ns");
        Assert.Contains("line 1: warning CS8632", Assert.IsType<StreamOutput>(outputs[0]).Text, StringComparison.Ordinal);
        Assert.Equal("x", Text(outputs[1]));
    }

    [Fact]
    public async Task A_cell_that_prints_without_end_does_not_fill_the_memory()
    {
        var outputs = await Run("for (var i = 0; i < 300_000; i++) Console.WriteLine(\"0123456789\");");
        var text = Assert.IsType<StreamOutput>(Assert.Single(outputs)).Text;
        Assert.InRange(text.Length, CellOutputs.MaximumPrinted, CellOutputs.MaximumPrinted + 200);
        Assert.EndsWith("the rest is left out)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_of_a_cell_nothing_takes_a_display() => Assert.False(CellDisplay.DisplayAs("<p>x</p>", "text/html"));

    private static string Text(CellOutput output) => Assert.IsType<DisplayOutput>(output).Data["text/plain"];

    private static ErrorOutput Error(IReadOnlyList<CellOutput> outputs) => Assert.IsType<ErrorOutput>(outputs[^1]);

    private string Relative(string path) => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/');

    private async Task<IReadOnlyList<CellOutput>> Run(string code)
    {
        var outputs = new CellOutputs();
        await _session.RunAndShowAsync(code, "code cell 1", outputs);
        return outputs.TakeNew();
    }
}
