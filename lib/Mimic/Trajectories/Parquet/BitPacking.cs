using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Parquet;

/// <summary>Values of some bits each, lowest bit first, without a gap between them.</summary>
internal static class BitPacking
{
    private static readonly ulong[] Spreads = [.. Enumerable.Range(0, 256).Select(SpreadBits)];

    /// <summary>The eight bits of a byte as eight bytes of 0 or 1.</summary>
    public static ulong Spread(byte bits) => Spreads[bits];

    /// <summary>Values of at most 32 bits. The caller has checked that all their bits lie within the bytes.</summary>
    public static void Unpack(ReadOnlySpan<byte> bytes, long bit, int width, Span<int> values)
    {
        var mask = (uint)((1UL << width) - 1);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var whole = Whole(bytes.Length, bit, width, values.Length);
        for (var i = 0; i < whole; i++)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, (nint)(bit >> 3)));
            values[i] = (int)((uint)(word >> (int)(bit & 7)) & mask);
            bit += width;
        }

        for (var i = whole; i < values.Length; i++)
        {
            values[i] = (int)((uint)(Tail(bytes, bit) >> (int)(bit & 7)) & mask);
            bit += width;
        }
    }

    /// <summary>Values of at most 64 bits. The caller has checked that all their bits lie within the bytes.</summary>
    public static void Unpack(ReadOnlySpan<byte> bytes, long bit, int width, Span<long> values)
    {
        const int wordBits = 64, spare = 7;
        var mask = width == wordBits ? ulong.MaxValue : (1UL << width) - 1;
        if (width <= wordBits - spare)
        {
            ref var start = ref MemoryMarshal.GetReference(bytes);
            var whole = Whole(bytes.Length, bit, width, values.Length);
            for (var i = 0; i < whole; i++)
            {
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, (nint)(bit >> 3)));
                values[i] = (long)((word >> (int)(bit & 7)) & mask);
                bit += width;
            }

            values = values[whole..];
        }

        for (var i = 0; i < values.Length; i++)
        {
            var shift = (int)(bit & 7);
            var word = Tail(bytes, bit) >> shift;
            if (shift + width > wordBits)
            {
                word |= (ulong)bytes[(int)(bit >> 3) + 8] << (wordBits - shift);
            }

            values[i] = (long)(word & mask);
            bit += width;
        }
    }

    // How many values begin at least eight bytes before the end, where a whole word can be read.
    private static int Whole(int length, long bit, int width, int count)
    {
        var lastStart = ((long)length - 8) * 8;
        return lastStart < bit ? 0 : width == 0 ? count : (int)Math.Min(count, ((lastStart - bit) / width) + 1);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes, long bit)
    {
        var at = (int)(bit >> 3);
        if (at + 8 <= bytes.Length)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
        }

        ulong word = 0;
        for (var b = at; b < bytes.Length; b++)
        {
            word |= (ulong)bytes[b] << (8 * (b - at));
        }

        return word;
    }

    private static ulong SpreadBits(int bits)
    {
        ulong spread = 0;
        for (var b = 0; b < 8; b++)
        {
            spread |= (ulong)((bits >> b) & 1) << (8 * b);
        }

        return spread;
    }
}
