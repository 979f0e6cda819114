using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Tables;

/// <summary>Up to eight characters in one word, the first lowest: they are tested and added up together instead of one by one.</summary>
internal static class Digits
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;

    /// <summary>One to eight bytes as a word; the bytes above them are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ReadOnlySpan<byte> bytes)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        if (length >= sizeof(uint))
        {
            return Load32(ref first) | ((ulong)Load32(ref Unsafe.Add(ref first, length - sizeof(uint))) << (8 * (length - sizeof(uint))));
        }

        // Of one to three bytes the first, the middle and the last are all there are.
        var (middle, last) = (length >> 1, length - 1);
        return first | ((ulong)Unsafe.Add(ref first, middle) << (8 * middle)) | ((ulong)Unsafe.Add(ref first, last) << (8 * last));
    }

    /// <summary>The number that one to eight digits mean; false if there is any other character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ulong word, int length, out uint value)
    {
        // Moved up, with zeros before them, as many digits as there are mean what eight would.
        var missing = 8 * (8 - length);
        word = (word << missing) ^ (Zeros << missing);
        var isNumber = ((word | (word + 0x0606060606060606)) & HighHalves) == 0;
        word = (word * 10) + (word >> 8);
        word = (word & 0x00FF00FF00FF00FF) * ((100UL << 16) + 1);
        word = (word >> 16) & 0x0000FFFF0000FFFF;
        value = (uint)((word * ((10_000UL << 32) + 1)) >> 32);
        return isNumber;
    }

    /// <summary>
    /// Takes the first point out of a word and counts the digits behind it; -1 without a point. Where it was, the others close up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TakePoint(ref ulong word, int length)
    {
        var others = word ^ 0x2E2E2E2E2E2E2E2E;
        var points = (others - 0x0101010101010101) & ~others & 0x8080808080808080;
        if (points == 0)
        {
            return -1;
        }

        // The lowest bit is that of the first point; bits above it may be false ones.
        var bit = System.Numerics.BitOperations.TrailingZeroCount(points) & ~7;
        var before = (1UL << bit) - 1;
        word = (word & before) | ((word >> 8) & ~before);
        return length - 1 - (bit >> 3);
    }

    /// <summary>The seconds since midnight of eight bytes <c>HH:mm:ss</c>; false if they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTimeOfDay(ulong word, out int seconds)
    {
        const ulong Colons = 0x0000FF0000FF0000;
        word ^= 0x30303A30303A3030;
        var wrong = ((word | (word + 0x0606060606060606)) & HighHalves) | (word & Colons);
        word = (word * 10) + (word >> 8);
        var (hour, minute, second) = ((int)(word & 0xFF), (int)((word >> 24) & 0xFF), (int)((word >> 48) & 0xFF));
        seconds = (((hour * 60) + minute) * 60) + second;
        return wrong == 0 && hour <= 23 && minute <= 59 && second <= 59;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ref byte at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
