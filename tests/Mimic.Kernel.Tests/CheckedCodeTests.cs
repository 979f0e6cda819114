using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests;

/// <summary>The calls that are written into cells: they change neither what the code does nor where its lines are.</summary>
public sealed class CheckedCodeTests
{
    private const string Everything = """
        using System.Threading;
        int Plain(int x) => x + 1; int Block() { return 1; } void Nothing(List<int> xs) => xs.Add(1);
        int Throws() =>throw new Exception("line 3");
        async Task Later() => await Task.Yield();
        async Task<int> LaterValue() => await Task.FromResult(3);
        Task<int> Passed() => Task.FromResult(4);
        ref int First(int[] xs) => ref xs[0];
        int Short(int x)=>x;
        IEnumerable<int> Some() { for (var i = 0; i < 3; i++) yield return i; }
        class Box { int _x; public Box(int x) { _x = x; } public int X { get { return _x; } set => _x = value; } public static Box operator +(Box a, Box b) { return new(a._x + b._x); } }
        const int Fixed = 2;
        var list = new List<int>(); Nothing(list);
        foreach (var x in Some()) if (x > 0) list.Add(x); else list.Add(-x);
        foreach (var (a, b) in new[] { (1, 2) }) list.Add(a + b);
        var n = 0; while (n < 5) n++; do n--; while (n > 3);
        for (var i = 0; i < 2; i++) for (var j = 0; j < 2; j++) list.Add(i * j);
        back: n++; if (n < 6) goto back;
        switch (n) { case 6: goto case 7; case 7: list.Add(7); break; }
        Func<int, int> f = x => { return x * 2; }; Func<int> g = () => { return 9; }; Func<int, int> h = delegate(int x) { return x; };
        var text = $"{((Func<int>)(() => { while (true) { return 5; } }))()} {{}}";
        await Later(); First(new[] { 1 }) = 2;
        $"{string.Join(",", list)} {n} {f(2)}{g()}{h(1)} {text} {Plain(1)}{Block()}{await LaterValue()}{await Passed()}{Short(6)} {(new Box(1) + new Box(2)).X} {Fixed}"
        """;

    [Fact]
    public async Task Every_construct_does_what_it_did()
    {
        using var folder = new TemporaryFolder();
        var outputs = new CellOutputs();
        var failure = await new CellSession(folder.Path).RunAndShowAsync(Everything, "cell", outputs);
        Assert.True(failure is null, failure?.Message);
        var value = Assert.IsType<Files.DisplayOutput>(Assert.Single(outputs.TakeNew())).Data["text/plain"];
        Assert.Equal("1,0,1,2,3,0,0,0,1,7 6 491 5 {} 21346 3 2", value);
    }

    [Fact]
    public void Lines_stay_and_every_position_leads_back_to_its_own()
    {
        var root = (CompilationUnitSyntax)SyntaxFactory.ParseSyntaxTree(Everything, CellCompiler.Parsing).GetRoot();
        var written = CheckedCode.Of(root);
        Assert.Equal(Everything.Count(c => c == '\n'), written.Text.Count(c => c == '\n'));
        Assert.Contains("CellCheck.Go();", written.Text, StringComparison.Ordinal);
        foreach (var word in new[] { "Plain(1)", "throw new", "goto back", "{(new Box(1)", "Fixed}\"" })
        {
            Assert.Equal(Everything.IndexOf(word, StringComparison.Ordinal), written.Original(written.Text.IndexOf(word, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Compile_errors_keep_their_columns()
    {
        using var folder = new TemporaryFolder();
        var failure = await new CellSession(folder.Path).RunAndShowAsync("while (true) { missing(); }\nint F() => wrong;", "cell", new());
        Assert.Equal("line 1, column 16: CS0103 The name 'missing' does not exist in the current context\nline 2, column 12: CS0103 The name 'wrong' does not exist in the current context", failure!.Problem);
    }
}
