using System.Numerics;

namespace Mimic.Trajectories.Building;

/// <summary>
/// The place of each id in an ascending list, found with one look into a table: one is asked for with nearly every row of a table
/// whose rows are not ordered by patient.
/// </summary>
internal sealed class IdIndex
{
    private const uint Mixer = 0x9E3779B9;

    // An id in the upper half, its place plus one in the lower; 0 is free. At most half are taken.
    private readonly ulong[] _slots;
    private readonly int _shift;

    /// <param name="ids">Each once.</param>
    public IdIndex(ReadOnlySpan<int> ids)
    {
        var bits = 1 + BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, ids.Length)));
        (_slots, _shift) = (new ulong[1 << bits], 32 - bits);
        for (var place = 0; place < ids.Length; place++)
        {
            var at = Start(ids[place]);
            while (_slots[at] != 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = ((ulong)(uint)ids[place] << 32) | (uint)(place + 1);
        }
    }

    /// <summary>The place of an id; -1 if it is not in the list.</summary>
    public int Find(int id)
    {
        var slots = _slots;
        for (var at = Start(id); ; at = (at + 1) & (slots.Length - 1))
        {
            var slot = slots[at];
            if (slot == 0 || (int)(slot >> 32) == id)
            {
                return (int)(uint)slot - 1;
            }
        }
    }

    private int Start(int id) => (int)(unchecked((uint)id * Mixer) >> _shift);
}
