using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Writes Parquet's DELTA_BINARY_PACKED: the differences of neighbours, less the smallest of their block. Each takes whole
/// bytes, so that gzip sees equal differences as equal.
/// </summary>
internal static class DeltaEncoder
{
    private const int Block = 128;
    private const int Parts = 4;
    private const int Part = Block / Parts;
    private const int LongestVarInt = 10;

    /// <summary>Appends the values.</summary>
    public static void Encode(ReadOnlySpan<long> values, ArrayBufferWriter<byte> output)
    {
        var header = output.GetSpan(4 * LongestVarInt);
        var length = VarInt(Block, header);
        length += VarInt(Parts, header[length..]);
        length += VarInt((ulong)values.Length, header[length..]);
        length += VarInt(ZigZag(values.IsEmpty ? 0 : values[0]), header[length..]);
        output.Advance(length);

        Span<long> differences = stackalloc long[Block];
        for (var i = 1; i < values.Length; i += Block)
        {
            var count = Math.Min(Block, values.Length - i);
            var before = values.Slice(i - 1, count);
            var after = values.Slice(i, count);
            var least = long.MaxValue;
            for (var k = 0; k < count; k++)
            {
                var difference = unchecked(after[k] - before[k]);
                differences[k] = difference;
                least = Math.Min(least, difference);
            }

            differences[count..].Fill(least);
            EncodeBlock(differences, least, (count + Part - 1) / Part, output);
        }
    }

    private static void EncodeBlock(ReadOnlySpan<long> differences, long least, int parts, ArrayBufferWriter<byte> output)
    {
        // Values are stored eight bytes at a time whatever their width: the next one overwrites what is too much.
        var bytes = output.GetSpan(LongestVarInt + Parts + (8 * Block) + 8);
        var at = VarInt(ZigZag(least), bytes);
        var widths = bytes.Slice(at, Parts);
        widths.Clear();
        at += Parts;
        for (var p = 0; p < parts; p++)
        {
            var part = differences.Slice(p * Part, Part);
            ulong any = 0;
            foreach (var difference in part)
            {
                any |= unchecked((ulong)(difference - least));
            }

            var width = (71 - BitOperations.LeadingZeroCount(any)) / 8;
            widths[p] = (byte)(8 * width);
            if (width == 0)
            {
                continue;
            }

            foreach (var difference in part)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], unchecked((ulong)(difference - least)));
                at += width;
            }
        }

        output.Advance(at);
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
