namespace Mimic.Trajectories.Building;

/// <summary>Puts the events of some patients in order. One for each thread.</summary>
internal sealed class ChunkSorter(EventOrder order)
{
    private readonly RadixSort _radix = new();
    private ulong[] _keys = [];
    private int[] _places = [];

    /// <summary>The positions of the events in their order, valid until the next call.</summary>
    public ReadOnlySpan<int> Sort(EventDrafts drafts)
    {
        var events = drafts.Events;
        if (_keys.Length < events.Length)
        {
            var length = Math.Max(events.Length, _keys.Length + (_keys.Length / 2));
            (_keys, _places) = (new ulong[length], new int[length]);
        }

        var layout = order.MakeKeys(events, _keys);
        for (var i = 0; i < events.Length; i++)
        {
            _places[i] = i;
        }

        _radix.Sort(ref _keys, ref _places, events.Length);
        var places = _places.AsSpan(0, events.Length);
        SettleTies(drafts, places, layout);
        return places;
    }

    // What keys leave open is rare and short: the same item twice at one moment, fractions of a second.
    private void SettleTies(EventDrafts drafts, Span<int> places, EventOrder.KeyLayout layout)
    {
        var comparison = new Comparison<int>((x, y) => order.Compare(drafts.Events[x], drafts.Events[y], drafts, drafts));
        for (int start = 0, end; start < places.Length; start = end)
        {
            var settled = layout.Settled(_keys[start]);
            for (end = start + 1; end < places.Length && layout.Settled(_keys[end]) == settled; end++)
            {
            }

            if (end - start > 1)
            {
                places[start..end].Sort(comparison);
            }
        }
    }
}
