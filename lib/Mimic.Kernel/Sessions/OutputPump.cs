using Mimic.Kernel.Files;

namespace Mimic.Kernel.Sessions;

/// <summary>
/// Hands what a cell puts out to whoever shows it: in order, and what comes within a short while together, so that a loop that
/// prints makes a few messages and not thousands. It goes on after the cell has ended, for tasks that were not awaited.
/// </summary>
internal sealed class OutputPump
{
    /// <summary>How long outputs are gathered.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly CellOutputs _outputs;
    private readonly Action<IReadOnlyList<CellOutput>> _show;
    private readonly Lock _showing = new();
    private int _planned;

    /// <summary>Begins to hand on.</summary>
    /// <param name="outputs">What the cell puts out.</param>
    /// <param name="show">Takes new outputs; called by one thread at a time.</param>
    public OutputPump(CellOutputs outputs, Action<IReadOnlyList<CellOutput>> show)
    {
        (_outputs, _show) = (outputs, show);
        outputs.Added = Plan;
    }

    /// <summary>Hands on what there is, now.</summary>
    public void Flush()
    {
        lock (_showing)
        {
            if (_outputs.TakeNew() is { Count: > 0 } taken)
            {
                _show(taken);
            }
        }
    }

    private void Plan()
    {
        if (Interlocked.Exchange(ref _planned, 1) == 1)
        {
            return;
        }

        // Not on the flow of the cell: what is called later must not believe to be part of it.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(async () =>
            {
                await Task.Delay(Gathering).ConfigureAwait(false);
                Volatile.Write(ref _planned, 0);
                Flush();
            });
        }
    }
}
