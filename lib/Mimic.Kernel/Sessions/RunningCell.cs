namespace Mimic.Kernel.Sessions;

/// <summary>Asks the user for a line of text; called on the thread of the cell.</summary>
/// <param name="cancellation">Cancelled when the cell is interrupted.</param>
/// <exception cref="MimicException">Nobody can be asked.</exception>
internal delegate string CellInput(CancellationToken cancellation);

/// <summary>Ends a cell that was interrupted. A cell that catches it meets it again in the next round of a loop.</summary>
internal sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");

/// <summary>
/// What belongs to one execution of a cell: where its outputs go, who answers its questions, whether it has been interrupted. Kept
/// per flow of execution, not per process, so that a task which a cell leaves running goes on printing into that cell.
/// </summary>
/// <param name="outputs">Takes what the cell prints and shows.</param>
/// <param name="input">Answers its questions; null if nobody does.</param>
internal sealed class RunningCell(CellOutputs outputs, CellInput? input = null)
{
    private static readonly AsyncLocal<RunningCell?> OfFlow = new();

    // A cell that does not notice by itself within the first time has its thread woken; after the second it is left to itself.
    private static readonly TimeSpan BeforeWaking = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BeforeAbandoning = TimeSpan.FromMilliseconds(900);

    private readonly CancellationTokenSource _interruption = new();
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Thread? _thread;
    private bool _ended;
    private volatile bool _interrupted;

    /// <summary>The cell of the present flow; null outside of cells.</summary>
    public static RunningCell? Current
    {
        get => OfFlow.Value;
        set => OfFlow.Value = value;
    }

    public CellOutputs Outputs => outputs;

    /// <summary>Whether somebody wanted it to stop.</summary>
    public bool IsInterrupted => _interrupted;

    /// <summary>Cancelled when it is interrupted.</summary>
    public CancellationToken Interruption => _interruption.Token;

    /// <summary>Completes if the cell was interrupted and did not stop in time.</summary>
    public Task Abandoned => _abandoned.Task;

    /// <summary>Whether a thread is held up in code of the cell, or in what that code called.</summary>
    public bool IsStuck
    {
        get
        {
            lock (_gate)
            {
                return _thread is not null;
            }
        }
    }

    public static void ThrowIfInterrupted()
    {
        if (Current is { IsInterrupted: true })
        {
            throw new CellInterruptedException();
        }
    }

    /// <summary>A line that the user types.</summary>
    /// <exception cref="MimicException">Nobody can be asked.</exception>
    public string Ask()
    {
        ThrowIfInterrupted();
        if (input is null)
        {
            throw new MimicException("The cell asks for input, and there is nobody to answer.", "Write the value into the code, or run the cell in a notebook.");
        }

        try
        {
            return input(Interruption);
        }
        catch (OperationCanceledException) when (IsInterrupted)
        {
            throw new CellInterruptedException();
        }
    }

    /// <summary>The present thread begins to run the cell.</summary>
    public void Begin()
    {
        _thread = Thread.CurrentThread;
        Current = this;
    }

    /// <summary>The thread that began has come back: the cell has ended, or goes on elsewhere when what it waits for has come.</summary>
    public void ThreadIsBack()
    {
        lock (_gate)
        {
            _thread = null;
        }
    }

    /// <summary>No code of the cell runs any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            if (_interrupted)
            {
                CellCheck.Count(-1);
            }
        }
    }

    /// <summary>Makes it stop as soon as it can.</summary>
    public async Task InterruptAsync()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            if (!_interrupted)
            {
                CellCheck.Count(1);
                _interrupted = true;
            }
        }

        await _interruption.CancelAsync().ConfigureAwait(false);
        await Task.Delay(BeforeWaking).ConfigureAwait(false);
        lock (_gate)
        {
            // Ends a sleep, or a wait for a lock, a task or another thread; a thread that computes meets it when it next waits.
            _thread?.Interrupt();
        }

        await Task.Delay(BeforeAbandoning).ConfigureAwait(false);
        _abandoned.TrySetResult();
    }
}
