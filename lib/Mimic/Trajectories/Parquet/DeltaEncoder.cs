using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Writes Parquet's DELTA_BINARY_PACKED: the differences of neighbours, less a base. Each takes whole bytes and the bases are
/// few, so that equal differences are equal bytes to a compressor, across blocks too.
/// </summary>
internal static class DeltaEncoder
{
    private const int Block = 128;
    private const int Parts = 4;
    private const int Part = Block / Parts;
    private const int LongestVarInt = 10;
    private const int Lanes = 4;

    /// <summary>Appends the values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="output">Takes them.</param>
    /// <param name="parts">Where differences stand in the output.</param>
    public static void Encode(ReadOnlySpan<long> values, ArrayBufferWriter<byte> output, List<PagePart>? parts = null)
    {
        var header = output.GetSpan(4 * LongestVarInt);
        var length = VarInt(Block, header);
        length += VarInt(Parts, header[length..]);
        length += VarInt((ulong)values.Length, header[length..]);
        length += VarInt(ZigZag(values.IsEmpty ? 0 : values[0]), header[length..]);
        output.Advance(length);

        // One before the first of a block: its neighbour.
        Span<long> neighbours = stackalloc long[1 + Block];
        var differences = neighbours[1..];
        for (var i = 1; i < values.Length; i += Block)
        {
            var count = Math.Min(Block, values.Length - i);
            var least = Base(Differences(values.Slice(i - 1, count), values.Slice(i, count), differences));
            differences[count..].Fill(least);
            EncodeBlock(neighbours, least, (count + Part - 1) / Part, output, parts);
        }
    }

    /// <summary>The smallest and the largest of some values, at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long Least, long Most) Bounds(ReadOnlySpan<long> values)
    {
        var (least, most) = (values[0], values[0]);
        if (values.Length >= Lanes)
        {
            var vectors = MemoryMarshal.Cast<long, Vector256<long>>(values);
            var (leasts, mosts) = (vectors[0], vectors[0]);
            foreach (var vector in vectors)
            {
                leasts = Vector256.Min(leasts, vector);
                mosts = Vector256.Max(mosts, vector);
            }

            for (var lane = 0; lane < Lanes; lane++)
            {
                (least, most) = (Math.Min(least, leasts[lane]), Math.Max(most, mosts[lane]));
            }

            values = values[(vectors.Length * Lanes)..];
        }

        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return (least, most);
    }

    /// <summary>Neighbours' differences; their smallest is the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Differences(ReadOnlySpan<long> before, ReadOnlySpan<long> after, Span<long> differences)
    {
        var firsts = MemoryMarshal.Cast<long, Vector256<long>>(before);
        var seconds = MemoryMarshal.Cast<long, Vector256<long>>(after);
        var results = MemoryMarshal.Cast<long, Vector256<long>>(differences);
        for (var v = 0; v < firsts.Length; v++)
        {
            results[v] = seconds[v] - firsts[v];
        }

        for (var k = firsts.Length * Lanes; k < before.Length; k++)
        {
            differences[k] = unchecked(after[k] - before[k]);
        }

        return Bounds(differences[..before.Length]).Least;
    }

    // Not above the smallest difference, and mostly the same: 0 where times ascend.
    private static long Base(long least) => least switch
    {
        >= 0 => 0,
        >= -(1L << 39) => -(1L << 39),
        >= -(1L << 55) => -(1L << 55),
        _ => long.MinValue,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EncodeBlock(
        ReadOnlySpan<long> neighbours, long least, int count, ArrayBufferWriter<byte> output, List<PagePart>? parts)
    {
        var differences = neighbours[1..];

        // Values are stored eight bytes at a time whatever their width: the next one overwrites what is too much.
        var bytes = output.GetSpan(LongestVarInt + Parts + (8 * Block) + 8);
        var at = VarInt(ZigZag(least), bytes);
        var widths = bytes.Slice(at, Parts);
        widths.Clear();
        at += Parts;
        for (var p = 0; p < count; p++)
        {
            var part = differences.Slice(p * Part, Part);
            var anyOf = Vector256<long>.Zero;
            foreach (var vector in MemoryMarshal.Cast<long, Vector256<long>>(part))
            {
                anyOf |= vector - Vector256.Create(least);
            }

            var any = (ulong)(anyOf[0] | anyOf[1] | anyOf[2] | anyOf[3]);

            var width = (71 - BitOperations.LeadingZeroCount(any)) / 8;
            widths[p] = (byte)(8 * width);
            if (width == 0)
            {
                continue;
            }

            parts?.Add(new(output.WrittenCount + at, Part, width, Changes(neighbours.Slice(p * Part, Part), part)));
            foreach (var difference in part)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], unchecked((ulong)(difference - least)));
                at += width;
            }
        }

        output.Advance(at);
    }

    /// <summary>A bit for each difference that is not the one before it; the first one always.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Changes(ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        var firsts = MemoryMarshal.Cast<long, Vector256<long>>(before);
        var seconds = MemoryMarshal.Cast<long, Vector256<long>>(after);
        uint equal = 0;
        for (var v = 0; v < firsts.Length; v++)
        {
            equal |= Vector256.Equals(firsts[v], seconds[v]).ExtractMostSignificantBits() << (v * Lanes);
        }

        return ~equal | 1;
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static int VarInt(ulong value, Span<byte> bytes)
    {
        var at = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[at++] = (byte)(value | 0x80);
        }

        bytes[at++] = (byte)value;
        return at;
    }
}
