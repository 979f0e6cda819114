using System.Diagnostics.CodeAnalysis;
using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// The state that the cells of one notebook share: variables, functions, types, usings, references. Cells run one after
/// another. A session knows nothing of files, pages or wires; it turns code into outputs and a result.
/// </summary>
public sealed class CellSession
{
    // Deep recursion is a mistake that lessons make; with the usual stack of the main thread it goes a few thousand calls deep.
    private const int StackBytes = 16 << 20;

    private static readonly Lazy<Task> Warm = new(() => Task.Run(RunFirstCellsAsync));

    private readonly CellCompiler _compiler;
    private RunningCell? _running;
    private object?[] _states = new object?[16];
    private int _used = 1;

    /// <summary>A session without state.</summary>
    /// <param name="folder">The folder of the notebook; <c>#r</c> is relative to it.</param>
    public CellSession(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ConsoleRouter.Install();
        _compiler = new(folder);
    }

    /// <summary>What code means in this session.</summary>
    internal CellCompiler Compiler => _compiler;

    /// <summary>
    /// Loads the compiler and the parts of it that a first cell needs, once in a process, so that no lesson's first cell is slow.
    /// </summary>
    public static Task WarmUpAsync() => Warm.Value;

    private static async Task RunFirstCellsAsync()
    {
        var session = new CellSession(AppContext.BaseDirectory);
        var outputs = new CellOutputs();
        await session.RunAndShowAsync("var xs = new[] { 1, 2 }; int F(int x) => x + 1; Console.Write(xs.Select(F).Sum());", "warm-up", outputs).ConfigureAwait(false);
        await session.RunAndShowAsync("xs.Length", "warm-up", outputs).ConfigureAwait(false);
    }

    /// <summary>Runs a cell and adds its value, formatted, to its outputs, and its failure likewise.</summary>
    /// <param name="code">The C# of the cell.</param>
    /// <param name="name">The cell's name, as "code cell 3"; messages and stack traces carry it.</param>
    /// <param name="outputs">Takes what the cell prints and shows, its value and its error.</param>
    /// <returns>Why the cell did not run through; null if it did.</returns>
    public Task<CellFailure?> RunAndShowAsync(string code, string name, CellOutputs outputs) => RunAndShowAsync(code, name, outputs, null);

    /// <summary>Stops the cell that runs, if one does; see <see cref="CellCheck"/>.</summary>
    public Task InterruptAsync() => _running?.InterruptAsync() ?? Task.CompletedTask;

    /// <summary>The same, for a cell that may ask questions.</summary>
    /// <param name="code">The C# of the cell.</param>
    /// <param name="name">The cell's name.</param>
    /// <param name="outputs">Takes what the cell prints and shows.</param>
    /// <param name="input">Answers its questions; null if nobody does.</param>
    internal async Task<CellFailure?> RunAndShowAsync(string code, string name, CellOutputs outputs, CellInput? input)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(outputs);
        var cell = new RunningCell(outputs, input);
        _running = cell;
        var failure = await RunAsync(code, name, cell).ConfigureAwait(false);
        _running = null;
        if (failure is not null)
        {
            outputs.Add(CellErrors.AsOutput(failure, name));
        }

        return failure;
    }

    private async Task<CellFailure?> RunAsync(string code, string name, RunningCell cell)
    {
        CompiledCell? compiled;
        try
        {
            (compiled, var errors) = _compiler.Compile(code, name, cell.Interruption);
            if (compiled is null)
            {
                cell.End();
                return CellErrors.OfCompiler(errors);
            }
        }
        catch (OperationCanceledException)
        {
            cell.End();
            return CellErrors.OfInterrupt(null, stuck: false);
        }

        foreach (var warning in compiled.Warnings)
        {
            cell.Outputs.Print(StreamOutput.Error, $"{name}, line {warning.Line}: warning {warning.Id}: {warning.Message}\n");
        }

        if (compiled.Start is not { } start)
        {
            _compiler.Previous = compiled.Compilation;
            cell.End();
            return null;
        }

        if (_used + 1 >= _states.Length)
        {
            Array.Resize(ref _states, 2 * _states.Length);
        }

        var running = StartAsync(start, name, cell);
        var failure = await Task.WhenAny(running, cell.Abandoned).ConfigureAwait(false) == running
            ? await running.ConfigureAwait(false)
            : CellErrors.OfInterrupt(null, cell.IsStuck);
        if (_states[_used] is not null)
        {
            // What the cell had declared and set before it failed or was left stays.
            _used++;
            _compiler.Previous = compiled.Compilation;
        }

        return failure;
    }

    private Task<CellFailure?> StartAsync(Func<object?[], Task<object>> start, string name, RunningCell cell)
    {
        var begun = new TaskCompletionSource<Task<CellFailure?>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                cell.Begin();
                var running = ExecuteAsync(start, name, cell);
                cell.ThreadIsBack();
                begun.SetResult(running);
            },
            StackBytes)
        { IsBackground = true, Name = name };
        thread.UnsafeStart();
        return begun.Task.Unwrap();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the code of a cell throws is its result; so is what a value's own formatter throws.")]
    private async Task<CellFailure?> ExecuteAsync(Func<object?[], Task<object>> start, string name, RunningCell cell)
    {
        try
        {
            if (await start(_states).ConfigureAwait(false) is { } value)
            {
                // Formatting runs code of the notebook, too: a lazy query prints when it is listed.
                cell.Outputs.Add(new DisplayOutput(ValueFormatter.Format(value), IsResult: true));
            }

            return null;
        }
        catch (Exception e)
        {
            // An interruption may surface as any exception: of a wait that was broken off, or wrapped in another.
            return cell.IsInterrupted ? CellErrors.OfInterrupt(CellErrors.LineIn(name, e), stuck: false) : CellErrors.OfException(e, name);
        }
        finally
        {
            cell.End();
        }
    }
}
