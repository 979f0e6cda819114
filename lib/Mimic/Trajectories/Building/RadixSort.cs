namespace Mimic.Trajectories.Building;

/// <summary>Sorts positions by keys of 64 bits, byte by byte from the lowest; equal keys keep their order.</summary>
internal sealed class RadixSort
{
    private const int Digits = 8;
    private const int Values = 256;

    private readonly int[] _counts = new int[Digits * Values];
    private ulong[] _otherKeys = [];
    private int[] _otherPlaces = [];

    /// <summary>Sorts; the arrays may be exchanged for others of the same length.</summary>
    public void Sort(ref ulong[] keys, ref int[] places, int count)
    {
        if (_otherKeys.Length < keys.Length)
        {
            (_otherKeys, _otherPlaces) = (new ulong[keys.Length], new int[keys.Length]);
        }

        Count(keys.AsSpan(0, count));
        for (var digit = 0; digit < Digits; digit++)
        {
            var counts = _counts.AsSpan(digit * Values, Values);
            if (count == 0 || counts[(int)(keys[0] >> (8 * digit)) & (Values - 1)] == count)
            {
                continue; // all keys agree here
            }

            var sum = 0;
            foreach (ref var c in counts)
            {
                (c, sum) = (sum, sum + c);
            }

            Distribute(keys.AsSpan(0, count), places.AsSpan(0, count), _otherKeys, _otherPlaces, counts, 8 * digit);
            (keys, _otherKeys) = (_otherKeys, keys);
            (places, _otherPlaces) = (_otherPlaces, places);
        }
    }

    private static void Distribute(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<int> places, Span<ulong> toKeys, Span<int> toPlaces, Span<int> next, int shift)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            var to = next[(byte)(key >> shift)]++;
            toKeys[to] = key;
            toPlaces[to] = places[i];
        }
    }

    private void Count(ReadOnlySpan<ulong> keys)
    {
        Array.Clear(_counts);
        var counts = _counts.AsSpan();
        foreach (var key in keys)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Values) + (int)((key >> (8 * digit)) & (Values - 1))]++;
            }
        }
    }
}
