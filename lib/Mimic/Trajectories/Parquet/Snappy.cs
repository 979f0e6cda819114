using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Unpacks raw Snappy: the length, then pieces that are bytes themselves or copies of what came before
/// (https://github.com/google/snappy/blob/main/format_description.txt).
/// </summary>
internal static class Snappy
{
    /// <summary>The most bytes that one byte can become: copies of 64 bytes take three.</summary>
    public const int LargestRatio = 22;

    // Pieces of up to this length are moved whole where there is room: what is too much is overwritten by the next piece.
    private const int Step = 16;

    /// <summary>Fills <paramref name="output"/> exactly; anything else is a <see cref="ParquetDamageException"/>.</summary>
    public static void Decompress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (Length(ref input) != output.Length)
        {
            throw Damage();
        }

        var (from, at) = (0, 0);
        while (from < input.Length)
        {
            var tag = input[from++];
            if ((tag & 3) == 0)
            {
                var literal = (tag >> 2) + 1;
                if (literal <= Step && input.Length - from >= Step && output.Length - at >= Step)
                {
                    Move(input, from, output, at);
                }
                else
                {
                    literal = CopyLiteral(tag, input, ref from, output[at..]);
                }

                from += literal;
                at += literal;
            }
            else
            {
                var (length, offset, bytes) = Copy(tag, input[from..]);
                if (offset == 0 || offset > (uint)at || length > output.Length - at)
                {
                    throw Damage();
                }

                Repeat(output, at, (int)offset, length);
                from += bytes;
                at += length;
            }
        }

        if (at != output.Length)
        {
            throw Damage();
        }
    }

    private static ParquetDamageException Damage() => new("a page cannot be decompressed");

    // The caller has seen that both have so many bytes left.
    private static void Move(ReadOnlySpan<byte> source, int from, Span<byte> target, int at) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)from).StoreUnsafe(ref MemoryMarshal.GetReference(target), (nuint)at);

    private static int CopyLiteral(byte tag, ReadOnlySpan<byte> input, ref int from, Span<byte> output)
    {
        var rest = input[from..];
        var length = LiteralLength(tag, ref rest);
        if (length > rest.Length || length > output.Length)
        {
            throw Damage();
        }

        from = input.Length - rest.Length;
        rest[..(int)length].CopyTo(output);
        return (int)length;
    }

    private static void Repeat(Span<byte> output, int at, int offset, int length)
    {
        if (offset >= Step && output.Length - at >= length + Step)
        {
            for (var done = 0; done < length; done += Step)
            {
                Move(output, at + done - offset, output, at + done);
            }

            return;
        }

        // A copy may reach into what it writes: then the bytes between repeat, twice as many at each step.
        var start = at - offset;
        for (var end = at + length; at < end;)
        {
            var step = Math.Min(at - start, end - at);
            output.Slice(start, step).CopyTo(output[at..]);
            at += step;
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

    /// <summary>A copy by its tag and the bytes behind it.</summary>
    private static (int Length, uint Offset, int Bytes) Copy(byte tag, ReadOnlySpan<byte> input)
    {
        var bytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        if (bytes > input.Length)
        {
            throw Damage();
        }

        return bytes switch
        {
            1 => (((tag >> 2) & 7) + 4, ((uint)(tag >> 5) << 8) | input[0], bytes),
            2 => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(input), bytes),
            _ => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt32LittleEndian(input), bytes),
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
