using System.ComponentModel;
using System.Runtime.CompilerServices;
using Mimic.Kernel.Sessions;

namespace Mimic.Kernel;

/// <summary>
/// Called by the code of cells, into which the engine writes the calls before it compiles them: .NET cannot stop a thread, so cells
/// look from time to time whether somebody wants them to stop. Not for use in notebooks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellCheck
{
    private static int _interrupted;

    /// <summary>At the start of each round of a loop, and between the statements of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Go()
    {
        if (Volatile.Read(ref _interrupted) != 0)
        {
            RunningCell.ThrowIfInterrupted();
        }
    }

    /// <summary>
    /// At the start of each function. Recursion without end becomes an error of its cell, where a stack overflow would end the process.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Go();
    }

    /// <summary>From now on one more, or one less, cell has been interrupted and not ended.</summary>
    internal static void Count(int change) => Interlocked.Add(ref _interrupted, change);
}
