using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Mimic.Kernel.Files;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Running;

/// <summary>The command that starts a process which calls <see cref="NotebookWorker.RunAsync"/>.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Starts a .NET program with the same runtime that runs now.</summary>
    /// <param name="program">The program's .dll.</param>
    /// <param name="arguments">Its arguments.</param>
    public static WorkerCommand ForProgram(string program, params IReadOnlyList<string> arguments)
    {
        var dotnet = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", dotnet));
        return new(File.Exists(beside) ? beside : dotnet, ["exec", program, .. arguments]);
    }
}

/// <summary>Runs the cells of one notebook in a process of its own and writes what comes back into the notebook.</summary>
internal sealed class WorkerProcess(NotebookFile notebook, string name)
{
    private const int KeptErrorLines = 20;
    private const int ShownCode = 70;

    // How long the process may take to start; a busy machine is no fault of the notebook, whose time begins with its first cell.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Queue<string> _errors = new();
    private int? _running;
    private (int Cell, CellFailure Failure)? _failed;
    private int _ended;
    private bool _begun;

    /// <summary>Runs the notebook; its cells carry their outputs afterwards, whatever happened.</summary>
    /// <param name="folder">The folder of the notebook.</param>
    /// <param name="command">How to start the worker.</param>
    /// <param name="limit">How long its cells may take together.</param>
    /// <param name="cellDone">Called after each cell.</param>
    /// <param name="cancellation">Stops the worker.</param>
    /// <returns>What stopped it and where; null if all cells ran through.</returns>
    public async Task<string?> RunAsync(string folder, WorkerCommand command, TimeSpan limit, Action cellDone, CancellationToken cancellation)
    {
        var cells = Number();
        using var process = Start(folder, command);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit + Patience);
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new WorkerRequest(folder, cells))).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(timeout.Token).ConfigureAwait(false);
            while (await process.StandardOutput.ReadLineAsync(timeout.Token).ConfigureAwait(false) is { } line)
            {
                var waiting = !_begun;
                Take(line, cellDone);
                if (waiting && _begun)
                {
                    timeout.CancelAfter(limit);
                }
            }

            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return _begun
                ? Fail("Time limit", $"The notebook ran longer than {limit.TotalSeconds:#,0.#} s and was stopped.", "Give it more time with --timeout, or look for an endless loop.")
                : Fail("Time limit", "The process that runs the notebook did not get ready in time.", "Try again when the machine is less busy.");
        }
        catch (IOException)
        {
            // The worker is gone before it has read its request; its exit code and error output say why.
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        if (_failed is { } failed)
        {
            return Describe(failed.Cell, failed.Failure);
        }

        return _ended == cells.Count
            ? null
            : Fail("Process ended", $"The process that runs the notebook ended early (exit code {process.ExitCode}).", string.Join('\n', _errors));
    }

    private List<WorkerCell> Number()
    {
        var count = 0;
        var cells = new List<WorkerCell>();
        foreach (var (i, cell) in notebook.Cells.Index().Where(c => c.Item.Kind == CellKind.Code))
        {
            // The injected cell has no number, so that the others keep those that they have without it.
            cell.ExecutionCount = null;
            cell.Outputs.Clear();
            count += cell.Tags.Contains(NotebookCell.InjectedTag) ? 0 : 1;
            cells.Add(new(i, notebook.Label(cell), cell.Source));
        }

        return cells;
    }

    private Process Start(string folder, WorkerCommand command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, e) =>
        {
            lock (_errors)
            {
                if (e.Data is not null)
                {
                    _errors.Enqueue(e.Data);
                    if (_errors.Count > KeptErrorLines)
                    {
                        _errors.Dequeue();
                    }
                }
            }
        };
        process.BeginErrorReadLine();
        return process;
    }

    private void Take(string line, Action cellDone)
    {
        var mark = line.IndexOf(WorkerEvent.Mark, StringComparison.Ordinal);
        var e = mark < 0 ? null : WorkerEvent.Parse(line[(mark + 1)..]);
        var printed = e is null ? line + "\n" : line[..mark];
        if (printed.Length > 0 && _running is { } current)
        {
            CellOutputs.Append(notebook.Cells[current].Outputs, new StreamOutput(StreamOutput.Out, printed));
        }

        if (e?.Started is { } started)
        {
            (_running, _begun) = (started, true);
            var cell = notebook.Cells[started];
            cell.ExecutionCount = cell.Tags.Contains(NotebookCell.InjectedTag)
                ? null
                : 1 + notebook.Cells.Max(c => c.ExecutionCount ?? 0);
        }

        if (e?.Cell is { } target)
        {
            foreach (var output in e.ReadOutputs())
            {
                // An update may be of something that an earlier cell showed.
                if (output is not DisplayOutput { IsUpdate: true } update || !notebook.Cells.Exists(c => CellOutputs.Replace(c.Outputs, update)))
                {
                    CellOutputs.Append(notebook.Cells[target].Outputs, output);
                }
            }
        }

        if (e?.Ended is { } ended)
        {
            _running = null;
            _ended++;
            _failed = e.Failure is { } failure ? (ended, failure) : _failed;
            cellDone();
        }
    }

    private string Fail(string kind, string problem, string remedy)
    {
        var failure = new CellFailure(kind, problem, remedy, null, string.Empty);
        if (_running is not { } cell)
        {
            return $"{name}: {failure.Message}";
        }

        notebook.Cells[cell].Outputs.Add(CellErrors.AsOutput(failure, notebook.Label(notebook.Cells[cell])));
        return Describe(cell, failure);
    }

    private static string Shorten(string code) => code.Length <= ShownCode ? code : $"{code[..ShownCode]} ...";

    private string Describe(int index, CellFailure failure)
    {
        var cell = notebook.Cells[index];
        var where = $"{name}, {notebook.Label(cell)}";
        if (failure.Line is { } line)
        {
            var text = cell.Source.Split('\n').ElementAtOrDefault(line - 1)?.Trim();
            where += $", line {line}{(string.IsNullOrEmpty(text) ? string.Empty : $" ({Shorten(text)})")}";
        }

        // What the compiler says names lines already and needs one of its own; so does a message of several lines.
        var kind = failure.Kind is nameof(MimicException) or "Time limit" or "Process ended" ? string.Empty : $"{failure.Kind}: ";
        return $"{where}:\n{kind}{failure.Message}";
    }
}
