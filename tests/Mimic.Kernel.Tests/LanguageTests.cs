using Mimic.Kernel.Language;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests;

/// <summary>Completion, inspection and completeness; the cursor is where the bar stands.</summary>
public sealed class LanguageTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CellSession _session;

    public LanguageTests() => _session = new(_folder.Path);

    public async ValueTask InitializeAsync()
    {
        var library = typeof(MimicException).Assembly.Location.Replace('\\', '/');
        var failure = await _session.RunAndShowAsync(
            $"#r \"{library}\"\nusing Mimic.Charts;\nvar numbers = new List<int> {{ 1 }}; string label = \"a\"; int Twice(int number, bool exact = false) => 2 * number;", "cell", new());
        Assert.True(failure is null, failure?.Message);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("numbers.|", "Add", "Count", "Select", "Where")]
    [InlineData("numbers.Sel|", "Select", "SelectMany")]
    [InlineData("numbers?.Cou|", "Count")]
    [InlineData("numbers.Where(x => x.Comp|", "CompareTo")]
    [InlineData("label.Leng|", "Length")]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("System.Tex|", "Text")]
    [InlineData("System.Text.StringB|", "StringBuilder")]
    [InlineData("num|", "numbers")]
    [InlineData("Twi|", "Twice")]
    [InlineData("Twice(|", "number:", "exact:", "numbers")]
    [InlineData("Twice(number: 1, |", "exact:")]
    [InlineData("new Cha|", "Chart")]
    [InlineData("new StringBuilder { Capa|", "Capacity")]
    [InlineData("whi|", "while")]
    [InlineData("var own = 1.5; ow|", "own")]
    [InlineData("void F(int given) { giv| }", "given")]
    [InlineData("var y = numbers.|\nvar z = 1;", "Add")]
    [InlineData("if (numbers.Co|\nvar z = 1;", "Count")]
    [InlineData("numbers\n    .Selec|", "Select")]
    [InlineData("$\"{numbers.Cou|}\"", "Count")]
    public void A_word_is_completed(string code, params string[] expected)
    {
        var found = At(code).Select(s => s.Text).ToList();
        Assert.All(expected, e => Assert.Contains(e, found));
    }

    [Theory]
    [InlineData("numbers.Wri|")]
    [InlineData("\"numbers.|\"")]
    [InlineData("// numbers.|")]
    [InlineData("missing.|")]
    [InlineData("#r \"num|\"")]
    public void Where_nothing_fits_nothing_is_offered(string code) => Assert.Empty(At(code));

    [Fact]
    public void A_type_offers_what_is_static_and_a_value_what_is_not()
    {
        Assert.DoesNotContain(At("string.|"), s => s.Text is "Length" or "Select");
        Assert.DoesNotContain(At("label.|"), s => s.Text is "IsNullOrEmpty" or "Compare");
    }

    [Fact]
    public void The_engine_does_not_offer_itself() => Assert.DoesNotContain(At("Mimic.Kernel.|"), s => s.Text.StartsWith("Cell", StringComparison.Ordinal));

    [Fact]
    public void Exact_case_comes_first_and_names_before_keywords()
    {
        var found = At("n|").Select(s => s.Text).ToList();
        Assert.True(found.IndexOf("numbers") < found.IndexOf("namespace"));
        Assert.True(found.IndexOf("numbers") < found.IndexOf("NaN") || !found.Contains("NaN"));
    }

    [Theory]
    [InlineData("Twi|ce(1)", "int Twice(int number, bool exact = false)")]
    [InlineData("Twice(1, |)", "int Twice(int number, bool exact = false)")]
    [InlineData("Twice|", "int Twice(int number, bool exact = false)")]
    [InlineData("numbers|", "List<int> numbers")]
    [InlineData("Chart|", "class Chart")]
    [InlineData("new Chart(|", "Chart.Chart(string title)")]
    [InlineData("new Mimic.Display.Table(\"a\").Add|(1)", "Table Table.Add(")]
    public void A_signature_is_shown(string code, string expected) => Assert.StartsWith(expected, Describe(code)!.Value.Text, StringComparison.Ordinal);

    [Fact]
    public void The_library_explains_itself()
    {
        var (text, html) = Describe("Mimic.Display.Table.Cell|(1)")!.Value;
        Assert.Contains("A value as the table shows it: whole numbers grouped by thousands", text, StringComparison.Ordinal);
        Assert.Contains("value: Any value; null and NaN are shown as a dash.", text, StringComparison.Ordinal);
        Assert.Contains("<strong>value</strong>: Any value", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing|")]
    [InlineData("|")]
    [InlineData("1 + | 2")]
    public void What_is_nothing_is_not_explained(string code) => Assert.Null(Describe(code));

    [Theory]
    [InlineData("1 + 1", "complete", "")]
    [InlineData("var x = 1;", "complete", "")]
    [InlineData("", "complete", "")]
    [InlineData("foreach (var x in xs) {\n    if (x) {", "incomplete", "        ")]
    [InlineData("Call(1,", "incomplete", "")]
    [InlineData("var x = ;", "invalid", "")]
    public void Whether_code_can_run_is_known(string code, string status, string indent) => Assert.Equal((status, indent), Completeness.Of(code));

    [Fact]
    public void Positions_are_counted_in_code_points()
    {
        const string text = "a😀b\uD800";
        Assert.Equal([0, 1, 3, 4, 5, 5], Enumerable.Range(0, 6).Select(i => CodePoints.ToUtf16(text, i)));
        Assert.Equal([0, 1, 2, 3, 4], new[] { 0, 1, 3, 4, 5 }.Select(i => CodePoints.FromUtf16(text, i)));
    }

    private static (string Code, int Position) Cursor(string code) => (code.Remove(code.IndexOf('|', StringComparison.Ordinal), 1), code.IndexOf('|', StringComparison.Ordinal));

    private IReadOnlyList<Suggestion> At(string code)
    {
        var (plain, position) = Cursor(code);
        return Completion.At(_session.Compiler, plain, position).Suggestions;
    }

    private (string Text, string Html)? Describe(string code)
    {
        var (plain, position) = Cursor(code);
        return Inspection.At(_session.Compiler, plain, position);
    }
}
