using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mimic.Trajectories.Parquet;

/// <summary>Some values of the same number of bytes within a page.</summary>
/// <param name="Start">Where the first one stands.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Width">The bytes of each, from 1 to 8.</param>
/// <param name="Changes">For values of 4 bytes and more, of which there are at most 32: a bit for each that differs from the one before it, the first one always.</param>
internal readonly record struct PagePart(int Start, int Count, int Width, uint Changes = 0);

/// <summary>
/// Packs pages as raw Snappy (https://github.com/google/snappy/blob/main/format_description.txt). One for each thread. It looks
/// for what comes again only where values begin, which makes it faster than a packer that knows nothing of a page. The bytes
/// depend on the page alone: the same on every machine.
/// </summary>
internal sealed class SnappyEncoder
{
    /// <summary>A value that comes again takes two or three bytes, so it pays from here.</summary>
    private const int LeastCopy = 4;

    private const int HashBits = 12;
    private const int Word = sizeof(ulong);
    private const int Slack = 16;

    // Looking for copies goes in larger and larger strides where none are found.
    private const int PatienceBits = 5;

    // The place of a value, in its lower 16 bits: copies do not reach further back.
    private readonly ushort[] _places = new ushort[1 << HashBits];
    private byte[] _output = [];

    /// <summary>The page packed; valid until the next call.</summary>
    /// <param name="page">The page.</param>
    /// <param name="parts">Where values stand in it, in ascending order; what lies between them is not packed.</param>
    public ReadOnlySpan<byte> Encode(scoped ReadOnlySpan<byte> page, scoped ReadOnlySpan<PagePart> parts)
    {
        var most = 64 + page.Length + (page.Length / 6);
        if (_output.Length < most)
        {
            _output = new byte[most + (most / 4)];
        }

        Array.Clear(_places);
        ref var start = ref MemoryMarshal.GetArrayDataReference(_output);
        ref var to = ref start;
        for (var length = (uint)page.Length; ; length >>= 7)
        {
            to = (byte)(length < 0x80 ? length : length | 0x80);
            to = ref Unsafe.Add(ref to, 1);
            if (length < 0x80)
            {
                break;
            }
        }

        ref var from = ref MemoryMarshal.GetReference(page);
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var literal = 0;
        foreach (var part in parts)
        {
            // More is read at once than a value has, so the last ones of a page are left as they are.
            var end = part.Start + (part.Count * part.Width);
            if (part.Width < LeastCopy)
            {
                to = ref Narrow(ref from, part.Start, Math.Min(end, page.Length - Slack), part.Width, ref places, ref literal, ref to);
            }
            else if (end <= page.Length - Slack)
            {
                to = ref Wide(ref from, part, ref places, ref literal, ref to);
            }
        }

        var rest = page.Length - literal;
        to = ref rest > Slack ? ref Literal(ref to, ref Unsafe.Add(ref from, literal), rest) : ref LastLiteral(ref to, ref Unsafe.Add(ref from, literal), rest);
        return _output.AsSpan(0, (int)Unsafe.ByteOffset(ref start, ref to));
    }

    /// <summary>Values of which several make a copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ref byte Narrow(scoped ref byte from, int at, int end, int width, scoped ref ushort places, scoped ref int literal, ref byte to)
    {
        var patience = 1 << PatienceBits;
        while (at <= end - LeastCopy)
        {
            var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at));
            ref var place = ref Unsafe.Add(ref places, (word * 0x9E3779B1) >> (32 - HashBits));
            var distance = (ushort)(at - place);
            place = (ushort)at;
            if (distance == 0 || distance > at || Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, at - distance)) != word)
            {
                at += width * (patience++ >> PatienceBits);
                continue;
            }

            var first = at;
            at += LeastCopy;
            while (at < end)
            {
                var differences = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at))
                    ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at - distance));
                if (differences != 0)
                {
                    at += BitOperations.TrailingZeroCount(differences) / 8;
                    break;
                }

                at += Word;
            }

            // At the end words may have been compared that are no values any more; a copy ends with a value.
            at = Math.Min(at, end);
            at -= (at - first) % width;
            to = ref Literal(ref to, ref Unsafe.Add(ref from, literal), first - literal);
            to = ref Copy(ref to, distance, at - first);
            literal = at;
            patience = 1 << PatienceBits;
        }

        return ref to;
    }

    /// <summary>Values of which each makes a copy, and equal ones after it a second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ref byte Wide(
        scoped ref byte from, PagePart part, scoped ref ushort places, scoped ref int literal, ref byte to)
    {
        var width = part.Width;
        var mask = ulong.MaxValue >> (64 - (8 * width));
        var changes = part.Changes | (1UL << part.Count);
        var start = part.Start;
        var last = 0;
        while (last < part.Count)
        {
            changes &= changes - 1;
            var next = BitOperations.TrailingZeroCount(changes);
            var length = (next - last) * width;
            last = next;
            var value = Value(ref from, start, mask);
            ref var place = ref Unsafe.Add(ref places, (nint)((value * 0x9E3779B97F4A7C15) >> (64 - HashBits)));
            var distance = (int)(ushort)(start - place);
            place = (ushort)start;
            var copied = width;
            if (distance != 0 && distance <= start && Value(ref from, start - distance, mask) == value)
            {
                while (copied < length && Value(ref from, start + copied - distance, mask) == value)
                {
                    copied += width;
                }

                to = ref Literal(ref to, ref Unsafe.Add(ref from, literal), start - literal);
                to = ref Copy(ref to, distance, copied);
                literal = start + copied;
            }

            if (copied < length)
            {
                to = ref Literal(ref to, ref Unsafe.Add(ref from, literal), start + copied - literal);
                to = ref Copy(ref to, width, length - copied);
                literal = start + length;
            }

            start += length;
        }

        return ref to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(scoped ref byte from, int at, ulong mask) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at)) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Literal(ref byte to, scoped ref byte from, int length)
    {
        if (length == 0)
        {
            return ref to;
        }

        if (length > Slack)
        {
            return ref LongLiteral(ref to, ref from, length);
        }

        // Sixteen bytes are copied at once; what is too much is overwritten by what follows.
        to = (byte)((length - 1) << 2);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1), Unsafe.ReadUnaligned<Vector128<byte>>(ref from));
        return ref Unsafe.Add(ref to, 1 + length);
    }

    private static ref byte LastLiteral(ref byte to, scoped ref byte from, int length)
    {
        if (length > 0)
        {
            to = (byte)((length - 1) << 2);
            Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref to, 1), ref from, (uint)length);
            to = ref Unsafe.Add(ref to, 1 + length);
        }

        return ref to;
    }

    private static ref byte LongLiteral(ref byte to, scoped ref byte from, int length)
    {
        const int Short = 60;
        var rest = (uint)length - 1;
        if (rest < Short)
        {
            to = (byte)(rest << 2);
            to = ref Unsafe.Add(ref to, 1);
        }
        else
        {
            var bytes = (BitOperations.Log2(rest) / 8) + 1;
            to = (byte)((Short - 1 + bytes) << 2);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1), rest);
            to = ref Unsafe.Add(ref to, 1 + bytes);
        }

        Unsafe.CopyBlockUnaligned(ref to, ref from, (uint)length);
        return ref Unsafe.Add(ref to, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Copy(ref byte to, int distance, int length)
    {
        const int Longest = 64;
        for (; length > Longest; length -= Longest)
        {
            Unsafe.WriteUnaligned(ref to, ((Longest - 1) << 2) | 2 | (distance << 8));
            to = ref Unsafe.Add(ref to, 3);
        }

        // Two bytes or three; those that are too many are overwritten by what follows.
        var tag2 = ((length - 1) << 2) | 2 | (distance << 8);
        var tag1 = ((length - 4) << 2) | 1 | ((distance >> 8) << 5) | ((distance & 0xFF) << 8);
        var isShort = (uint)(length - 4) < 8 && distance < 1 << 11;
        Unsafe.WriteUnaligned(ref to, isShort ? tag1 : tag2);
        return ref Unsafe.Add(ref to, isShort ? 2 : 3);
    }
}
