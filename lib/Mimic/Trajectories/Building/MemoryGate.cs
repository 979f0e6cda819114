namespace Mimic.Trajectories.Building;

/// <summary>Lets pieces of work begin in their order, as long as what they need fits into the memory that is left.</summary>
internal sealed class MemoryGate(long bytes)
{
    private readonly Lock _turn = new();
    private readonly object _gate = new();
    private long _left = bytes;
    private int _next;

    /// <summary>The most that a piece of work may need; more is asked for as this.</summary>
    public long Capacity { get; } = bytes;

    /// <summary>Waits until the next piece of work fits.</summary>
    /// <param name="count">The number of pieces.</param>
    /// <param name="need">The bytes that each needs.</param>
    /// <returns>Which one to begin; -1 if all have been begun.</returns>
    public int Enter(int count, Func<int, long> need)
    {
        // One at a time and in order: a later piece never takes the memory that an earlier one waits for.
        lock (_turn)
        {
            if (_next >= count)
            {
                return -1;
            }

            var wanted = Math.Min(Capacity, need(_next));
            lock (_gate)
            {
                while (_left < wanted)
                {
                    Monitor.Wait(_gate);
                }

                _left -= wanted;
            }

            return _next++;
        }
    }

    /// <summary>Gives back what a piece of work needed.</summary>
    public void Leave(long need)
    {
        lock (_gate)
        {
            _left += Math.Min(Capacity, need);
            Monitor.PulseAll(_gate);
        }
    }
}
