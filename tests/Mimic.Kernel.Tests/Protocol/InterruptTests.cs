using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Tests.Protocol;

/// <summary>Stopping cells: by themselves where they can, by waking their thread where they wait, by leaving them where nothing helps.</summary>
public sealed class InterruptTests : IDisposable
{
    // A cell says that it has started before it is interrupted. Where a check of another line would come first, it says so itself, later.
    private const string Started = "Console.Write('!');\n";

    private readonly TemporaryFolder _folder = new();
    private readonly CellSession _session;

    public InterruptTests() => _session = new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("while (true) { }", 2)]
    [InlineData("while (true) ;", 2)]
    [InlineData("\nfor (Console.Write('!'); ;)\n    System.Math.Sqrt(2);", 4)]
    [InlineData("do { } while (true);", 2)]
    [InlineData("IEnumerable<int> Endless() { while (true) yield return 1; } foreach (var x in Endless()) ;", 2)]
    [InlineData("again: Console.Write('!');\ngoto again;", 3)]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(Console.Out.WriteAsync('!').IsCompleted ? 80 : 0)", 2)]
    [InlineData("while (true) { try { while (true) { } } catch { } }", 2)]
    [InlineData("Parallel.For(0, 4, i => { while (true) { } });", 2)]
    [InlineData("await Task.Run(() => { while (true) { } });", 2)]
    [InlineData("async Task Spin() { Console.Write('!'); await Task.Yield(); while (true) { } }\nawait Spin();", 2)]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();", 2)]
    [InlineData("System.Threading.Thread.Sleep(-1);", 2)]
    [InlineData("lock (new object()) { new System.Threading.ManualResetEvent(false).WaitOne(); }", 2)]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"60\").WaitForExit();", 2)]
    public async Task A_cell_without_end_stops_and_says_where(string code, int line)
    {
        await Run("using System.Linq; var kept = 1;");
        var failure = await Interrupt((code.Contains("Console.", StringComparison.Ordinal) ? "\n" : Started) + code);
        Assert.Equal("KeyboardInterrupt", failure.Kind);
        Assert.Equal("The cell was interrupted.", failure.Message);
        Assert.True(failure.Line is null || failure.Line == line, $"line {failure.Line}");
        Assert.Null(await Run("kept + 1"));
    }

    [Fact]
    public async Task What_a_cell_had_set_before_it_was_stopped_stays()
    {
        await Interrupt($"var before = 5;\n{Started}while (true) {{ before++; }}");
        Assert.Null(await Run("if (before < 5) throw new Exception();"));
    }

    [Fact]
    public async Task A_cell_that_waits_for_something_is_left_and_does_not_go_on_later()
    {
        await Run("var gate = new TaskCompletionSource(); var after = 0;");
        var failure = await Interrupt($"{Started}await gate.Task;\nafter = 1;");
        Assert.Equal("The cell was interrupted.", failure.Message);
        await Run("gate.SetResult(); await Task.Delay(50);");
        Assert.Null(await Run("if (after != 0) throw new Exception();"));
    }

    [Fact]
    public async Task Code_that_cannot_be_stopped_is_left_with_the_advice_to_restart()
    {
        // A spin in the runtime itself: no check, and no wait that could be woken. In one statement, since checks lie between them.
        var failure = await Interrupt("System.Threading.Thread.SpinWait(int.MaxValue - (Console.Out.WriteAsync('!').IsCompleted ? 0 : 1));");
        Assert.Equal("KeyboardInterrupt", failure.Kind);
        Assert.Contains("Restart the kernel", failure.Remedy, StringComparison.Ordinal);
        Assert.Null(await Run("1 + 1"));
    }

    [Fact]
    public async Task A_task_of_an_earlier_cell_is_not_stopped_with_the_present_one()
    {
        await Run("var stop = false; var rounds = 0L; var earlier = Task.Run(() => { while (!System.Threading.Volatile.Read(ref stop)) { rounds++; } });");
        await Interrupt($"{Started}while (true) {{ }}");
        Assert.Null(await Run("if (earlier.IsCompleted) throw new Exception(); stop = true; await earlier;"));
    }

    [Fact]
    public async Task Recursion_without_end_is_an_error_of_its_cell()
    {
        var failure = await Run("int F(int x) => F(x + 1) + 1;\nint G(int x)\n{\n    return H(x) + 1;\n}\nint H(int x) { return G(x) + 1; }");
        Assert.Null(failure);
        Assert.Equal("InsufficientExecutionStackException", (await Run("F(1)"))!.Kind);
        Assert.Equal("InsufficientExecutionStackException", (await Run("G(1)"))!.Kind);
        Assert.Null(await Run("1"));
    }

    [Fact]
    public async Task Without_a_running_cell_an_interruption_changes_nothing()
    {
        await _session.InterruptAsync();
        Assert.Null(await Run("for (var i = 0; i < 10; i++) { }"));
    }

    private Task<CellFailure?> Run(string code) => _session.RunAndShowAsync(code, "cell", new());

    private async Task<CellFailure> Interrupt(string code)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var outputs = new CellOutputs { Added = () => started.TrySetResult() };
        var running = _session.RunAndShowAsync(code, "cell", outputs);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await _session.InterruptAsync();
        var failure = await running.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.IsType<ErrorOutput>(outputs.TakeNew()[^1]);
        return failure!;
    }
}
