using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>Sorts keys of 64 bits, digit by digit from the lowest; keys that differ in no digit keep their order.</summary>
internal sealed class RadixSort
{
    private const int MostDigitBits = 8;
    private const int MostDigits = 8;
    private const int FewKeys = 48;

    private readonly int[] _counts = new int[MostDigits << MostDigitBits];
    private ulong[] _other = [];

    /// <summary>Sorts.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="from">The first bit that counts. Those below ascend from key to key.</param>
    /// <param name="bits">The number of bits that count; those above are 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(Span<ulong> keys, int from, int bits)
    {
        if (keys.Length < FewKeys)
        {
            keys.Sort();
            return;
        }

        if (_other.Length < keys.Length)
        {
            _other = new ulong[keys.Length + (keys.Length / 2)];
        }

        // Digits of about the same width, as few as can be.
        var digits = Math.Max(1, (bits + MostDigitBits - 1) / MostDigitBits);
        var width = Math.Max(1, (bits + digits - 1) / digits);
        var values = 1 << width;
        Count(keys, from, digits, width);
        var source = keys;
        var target = _other.AsSpan(0, keys.Length);
        for (var digit = 0; digit < digits; digit++)
        {
            var shift = from + (digit * width);
            var counts = _counts.AsSpan(digit << width, values);
            if (counts[(int)(source[0] >> shift) & (values - 1)] == keys.Length)
            {
                continue; // all keys agree here
            }

            var sum = 0;
            foreach (ref var c in counts)
            {
                (c, sum) = (sum, sum + c);
            }

            foreach (var key in source)
            {
                target[counts[(int)(key >> shift) & (values - 1)]++] = key;
            }

            var sorted = target;
            target = source;
            source = sorted;
        }

        if (!(source == keys))
        {
            source.CopyTo(keys);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<ulong> keys, int from, int digits, int width)
    {
        var values = 1 << width;
        var counts = _counts.AsSpan(0, digits << width);
        counts.Clear();
        foreach (var key in keys)
        {
            var rest = key >> from;
            for (var at = 0; at < counts.Length; at += values)
            {
                counts[at + ((int)rest & (values - 1))]++;
                rest >>= width;
            }
        }
    }
}
