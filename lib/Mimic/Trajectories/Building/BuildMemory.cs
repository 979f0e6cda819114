namespace Mimic.Trajectories.Building;

/// <summary>How the memory of a build is shared out.</summary>
internal sealed class BuildMemory
{
    /// <summary>Less does not hold the program itself and what it must know of every patient.</summary>
    public const long Smallest = 200L << 20;

    /// <summary>The program, compiled code, and the buffers for reading.</summary>
    private const long Program = 130L << 20;

    private const long LargestSpill = 64L << 20;

    /// <param name="memory">The bytes that the whole process may take.</param>
    /// <param name="cpus">The number of threads.</param>
    /// <param name="known">The bytes that patients, admissions and names take.</param>
    public BuildMemory(long memory, int cpus, long known)
    {
        var free = Math.Max(memory / 4, memory - Program - known);
        SpillPerThread = Math.Min(LargestSpill, free / 4 / cpus);

        // The other half is for encoded row groups and for what the garbage collector lets lie before it cleans up.
        Chunks = free / 2;
    }

    /// <summary>For the blocks of events that are not full yet.</summary>
    public long SpillPerThread { get; }

    /// <summary>For all chunks that are being sorted and encoded.</summary>
    public long Chunks { get; }

    /// <summary>What a chunk needs while it is sorted and encoded.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="textBytes">The bytes of their texts that are not shared.</param>
    public static long OfChunk(long events, long textBytes) => (events * EventDrafts.EventBytes) + (3 * textBytes);
}
