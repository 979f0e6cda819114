using System.Text;
using System.Text.Json;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel.Running;

/// <summary>
/// The side of a run that executes cells, in a process of its own: a cell that never ends, or native code that crashes, takes
/// this process with it and not the run. It is started by <see cref="CourseRun"/>, reads a request from its standard input and
/// reports on its standard output.
/// </summary>
public static class NotebookWorker
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the request, runs the cells, reports, and returns.</summary>
    /// <returns>The exit code: 0, also when a cell failed.</returns>
    public static async Task<int> RunAsync()
    {
        var events = Console.OpenStandardOutput();
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var line = await input.ReadLineAsync().ConfigureAwait(false);
        if (line is null || JsonSerializer.Deserialize<WorkerRequest>(line) is not { } request)
        {
            throw new MimicException("This command is for 'mimic run', which starts it for each notebook.", "Use 'mimic run'.");
        }

        ExitWithParent(input);
        Directory.SetCurrentDirectory(request.Folder);
        await CellSession.WarmUpAsync().ConfigureAwait(false);
        await RunCellsAsync(request, e => Send(events, e)).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Runs the cells of a request in this process.</summary>
    /// <param name="request">The cells.</param>
    /// <param name="send">Takes the events; called by one thread at a time.</param>
    internal static async Task RunCellsAsync(WorkerRequest request, Action<WorkerEvent> send)
    {
        var session = new CellSession(request.Folder);
        var outputs = request.Cells.ToDictionary(c => c.Index, _ => new CellOutputs());
        var gate = new Lock();
        void Report(WorkerEvent? last = null)
        {
            lock (gate)
            {
                foreach (var (index, cell) in outputs)
                {
                    if (cell.TakeNew() is { Count: > 0 } taken)
                    {
                        send(WorkerEvent.Output(index, taken));
                    }
                }

                if (last is not null)
                {
                    send(last);
                }
            }
        }

        await using var timer = new Timer(_ => Report(), null, ReportEvery, ReportEvery);
        foreach (var cell in request.Cells)
        {
            Report(new(Started: cell.Index));
            var failure = await session.RunAndShowAsync(cell.Code, cell.Name, outputs[cell.Index]).ConfigureAwait(false);
            Report(new(Ended: cell.Index, Failure: failure));
            if (failure is not null)
            {
                return;
            }
        }
    }

    private static void Send(Stream events, WorkerEvent e)
    {
        events.Write(Encoding.UTF8.GetBytes(e.ToLine()));
        events.Flush();
    }

    // The parent holds the other end of the input open for as long as it lives.
    private static void ExitWithParent(StreamReader input)
    {
        var watch = new Thread(() =>
        {
            while (input.Read() >= 0)
            {
            }

            Environment.Exit(3);
        })
        { IsBackground = true, Name = "parent watch" };
        watch.Start();
    }
}
