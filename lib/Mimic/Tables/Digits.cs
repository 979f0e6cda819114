using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Tables;

/// <summary>Up to eight characters in one word, the first lowest: they are tested and added up together instead of one by one.</summary>
internal static class Digits
{
    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;

    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue,
    ];

    // Before each month from the first on, in a common year and then in a leap year.
    private static ReadOnlySpan<ushort> DaysBeforeMonth =>
    [
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365, 0, 0, 0,
        0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366, 0, 0, 0,
    ];

    /// <summary>The first ones of eight bytes, at most all, as a word; the bytes above them are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Cut(ref byte at, int length) => Load64(ref at) & Masks[length];

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
    /// Takes the first point out of a word of one to seven bytes, whether there is one or not: without a branch, which would be guessed
    /// wrong for every second value.
    /// </summary>
    /// <param name="word">Where the point was, the bytes close up.</param>
    /// <param name="length">Is one less afterwards if there was a point.</param>
    /// <returns>The number of bytes behind the point.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TakePoint(ref ulong word, ref int length)
    {
        // The lowest bit is that of the first point; bits above it may be false ones. The end counts as a point that is not there.
        var others = word ^ 0x2E2E2E2E2E2E2E2E;
        var points = ((others - 0x0101010101010101) & ~others & 0x8080808080808080) | (1UL << (8 * length));
        var at = BitOperations.TrailingZeroCount(points) >> 3;
        var before = (1UL << (8 * at)) - 1;
        word = (word & before) | ((word >> 8) & ~before);
        length -= at < length ? 1 : 0;
        return length - at;
    }

    /// <summary>The day of ten bytes <c>yyyy-MM-dd</c>; false if they are no date.</summary>
    /// <param name="head">The first eight.</param>
    /// <param name="tail">The last two.</param>
    /// <param name="days">Since the first day of year 1, as <see cref="DateTime"/> counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDate(ulong head, ushort tail, out int days)
    {
        const ulong Dashes = 0xFF0000FF00000000;
        head ^= 0x2D30302D30303030;
        var day = (uint)tail ^ 0x3030;
        var wrong = ((head | (head + 0x0606060606060606)) & HighHalves) | (head & Dashes) | ((day | (day + 0x0606)) & 0xF0F0);
        head = (head * 10) + (head >> 8);
        var (year, month) = (((uint)(head & 0xFF) * 100) + (uint)((head >> 16) & 0xFF), (uint)((head >> 40) & 0xFF) - 1);
        day = (((day * 10) + (day >> 8)) & 0xFF) - 1;
        days = 0;
        if (wrong != 0 || year - 1 > 9998 || month > 11)
        {
            return false;
        }

        // No branch depends on the year or the month, which would be guessed wrong for every other date.
        var (first, next) = (DaysBeforeYear(year), DaysBeforeYear(year + 1));
        var at = (int)(month + ((next - first - 365) << 4));
        days = (int)(first + DaysBeforeMonth[at] + day);
        return day < (uint)(DaysBeforeMonth[at + 1] - DaysBeforeMonth[at]);
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
    private static uint DaysBeforeYear(uint year)
    {
        var centuries = (year - 1) / 100;
        return ((year - 1) * 1461 / 4) - centuries + (centuries / 4);
    }

    /// <summary>Eight bytes as a word, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load64(ref byte at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref at);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ref byte at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref at);
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
