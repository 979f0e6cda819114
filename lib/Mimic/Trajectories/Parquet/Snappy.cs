using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Unpacks raw Snappy: the length, then pieces that are bytes themselves or copies of what came before
/// (https://github.com/google/snappy/blob/main/format_description.txt).
/// </summary>
internal static class Snappy
{
    /// <summary>The most bytes that one byte can become: copies of 64 bytes take three.</summary>
    public const int LargestRatio = 22;

    /// <summary>Fills <paramref name="output"/> exactly; anything else is a <see cref="ParquetDamageException"/>.</summary>
    public static void Decompress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (Length(ref input) != output.Length)
        {
            throw Damage();
        }

        var at = 0;
        while (!input.IsEmpty)
        {
            var tag = input[0];
            if ((tag & 3) == 0)
            {
                input = input[1..];
                var literal = LiteralLength(tag, ref input);
                if (literal > input.Length || literal > output.Length - at)
                {
                    throw Damage();
                }

                input[..(int)literal].CopyTo(output[at..]);
                input = input[(int)literal..];
                at += (int)literal;
            }
            else
            {
                var (length, offset, bytes) = Copy(tag, input);
                if (offset == 0 || offset > (uint)at || length > output.Length - at)
                {
                    throw Damage();
                }

                Repeat(output, at, (int)offset, length);
                input = input[bytes..];
                at += length;
            }
        }

        if (at != output.Length)
        {
            throw Damage();
        }
    }

    private static ParquetDamageException Damage() => new("a page cannot be decompressed");

    // A copy may reach into what it writes: then the bytes between repeat.
    private static void Repeat(Span<byte> output, int at, int offset, int length)
    {
        if (offset >= length)
        {
            output.Slice(at - offset, length).CopyTo(output[at..]);
            return;
        }

        for (var i = at; i < at + length; i++)
        {
            output[i] = output[i - offset];
        }
    }

    private static long LiteralLength(byte tag, ref ReadOnlySpan<byte> input)
    {
        var length = tag >> 2;
        if (length < 60)
        {
            return length + 1;
        }

        var bytes = length - 59;
        if (bytes > input.Length)
        {
            throw Damage();
        }

        uint value = 0;
        for (var b = 0; b < bytes; b++)
        {
            value |= (uint)input[b] << (8 * b);
        }

        input = input[bytes..];
        return (long)value + 1;
    }

    private static (int Length, uint Offset, int Bytes) Copy(byte tag, ReadOnlySpan<byte> input)
    {
        var bytes = (tag & 3) switch { 1 => 2, 2 => 3, _ => 5 };
        if (bytes > input.Length)
        {
            throw Damage();
        }

        return bytes switch
        {
            2 => (((tag >> 2) & 7) + 4, ((uint)(tag >> 5) << 8) | input[1], bytes),
            3 => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(input[1..]), bytes),
            _ => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt32LittleEndian(input[1..]), bytes),
        };
    }

    private static long Length(ref ReadOnlySpan<byte> input)
    {
        long length = 0;
        for (var i = 0; i < 5 && i < input.Length; i++)
        {
            length |= (long)(input[i] & 0x7F) << (7 * i);
            if (input[i] < 0x80)
            {
                input = input[(i + 1)..];
                return length;
            }
        }

        throw Damage();
    }
}
