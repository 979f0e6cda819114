using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Writes the hybrid of <see cref="RleEncoder"/> for many values a call, and so that it compresses well: a run is written only
/// where at least 64 values are equal, and indexes can take whole bytes. Compressors see patterns of bytes, which packed
/// bits would blur.
/// </summary>
internal static class RunEncoder
{
    private const int Block = 64;

    /// <summary>The bits that an index up to a maximum needs, rounded up to whole bytes.</summary>
    public static int WholeBytes(int maximum) => (RleEncoder.BitWidth(maximum) + 7) & ~7;

    /// <summary>Appends levels of 0 and 1, given as bits from the lowest up; bits behind the last level are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Levels(ReadOnlySpan<ulong> bits, int count, ArrayBufferWriter<byte> output)
    {
        var literal = 0;
        for (var i = 0; i < bits.Length;)
        {
            var end = i;
            while (end < bits.Length && bits[end] == 0)
            {
                end++;
            }

            var ones = end == i;
            while (ones && end < bits.Length && bits[end] == Full(end, count))
            {
                end++;
            }

            if (end == i)
            {
                i++;
                continue;
            }

            Bits(bits[literal..i], Block * (i - literal), output);
            VarInt((uint)(Math.Min(count, Block * end) - (Block * i)) << 1, output);
            Byte(ones ? (byte)1 : (byte)0, output);
            i = literal = end;
        }

        Bits(bits[literal..], count - (Block * literal), output);
    }

    /// <summary>Appends indexes of 1 to 32 bits each.</summary>
    public static void Indexes(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        var literal = 0;
        for (var i = 0; i + Block <= values.Length;)
        {
            var first = values[i];
            if (first == values[i + (Block / 2)] && first == values[i + Block - 1]
                && Run(values[i..]) is var run and >= Block)
            {
                // Packed values come in groups of eight, so what follows a run starts at one.
                run = i + run == values.Length ? run : run & ~7;
                Pack(values[literal..i], bitWidth, output);
                VarInt((uint)run << 1, output);
                for (var b = 0; 8 * b < bitWidth; b++)
                {
                    Byte((byte)(first >> (8 * b)), output);
                }

                i = literal = i + run;
            }
            else
            {
                i += Block;
            }
        }

        Pack(values[literal..], bitWidth, output);
    }

    private static ulong Full(int word, int count) =>
        count >= Block * (word + 1) ? ulong.MaxValue : (1UL << (count - (Block * word))) - 1;

    private static int Run(ReadOnlySpan<int> values) => values.IndexOfAnyExcept(values[0]) is var end and >= 0 ? end : values.Length;

    private static void Bits(ReadOnlySpan<ulong> bits, int count, ArrayBufferWriter<byte> output)
    {
        if (!bits.IsEmpty)
        {
            var groups = (count + 7) / 8;
            VarInt(((uint)groups << 1) | 1, output);
            output.Write(MemoryMarshal.AsBytes(bits)[..groups]);
        }
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var groups = (values.Length + 7) / 8;
        VarInt(((uint)groups << 1) | 1, output);
        var bytes = output.GetSpan((groups * bitWidth) + 8);
        switch (bitWidth)
        {
            case 8:
                Narrow(values, bytes);
                break;
            case 16:
                Narrow(values, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            default:
                PackBits(values, bitWidth, bytes);
                break;
        }

        bytes[(((values.Length * bitWidth) + 7) / 8)..(groups * bitWidth)].Clear();
        output.Advance(groups * bitWidth);
    }

    // Four bytes are stored as soon as they are full, and in the end what is left; there is room for that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBits(ReadOnlySpan<int> values, int bitWidth, Span<byte> bytes)
    {
        ulong pending = 0;
        int bits = 0, at = 0;
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += bitWidth;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], (uint)pending);
                pending >>= 32;
                bits -= 32;
                at += 4;
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], (uint)pending);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<int> values, Span<byte> bytes)
    {
        var i = 0;
        for (; i + 16 <= values.Length; i += 16)
        {
            var four = MemoryMarshal.Cast<int, Vector128<uint>>(values.Slice(i, 16));
            Vector128.Narrow(Vector128.Narrow(four[0], four[1]), Vector128.Narrow(four[2], four[3])).CopyTo(bytes[i..]);
        }

        for (; i < values.Length; i++)
        {
            bytes[i] = (byte)values[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(ReadOnlySpan<int> values, Span<ushort> shorts)
    {
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var two = MemoryMarshal.Cast<int, Vector128<uint>>(values.Slice(i, 8));
            Vector128.Narrow(two[0], two[1]).CopyTo(shorts[i..]);
        }

        for (; i < values.Length; i++)
        {
            shorts[i] = (ushort)values[i];
        }
    }

    private static void VarInt(uint value, ArrayBufferWriter<byte> output)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80), output);
        }

        Byte((byte)value, output);
    }

    private static void Byte(byte value, ArrayBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
