using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Tables;

/// <summary>Numbers and times from UTF-8 bytes, without a string in between. Blanks around a value are skipped.</summary>
internal static class FieldParser
{
    /// <summary>Bytes of a time to the second.</summary>
    public const int SecondLength = 19;

    /// <summary>A tick of DateTime is the seventh decimal of a second.</summary>
    private const int TickDigits = 7;

    /// <summary>The powers of ten that a double holds exactly.</summary>
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>A whole number; also one that went through floating point and ends in <c>.0</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt32(ReadOnlySpan<byte> bytes, out int value)
    {
        Unsafe.SkipInit(out value);
        return (bytes.Length is >= 1 and <= 8 && TryInt32(Digits.Load(bytes), bytes.Length, out value)) || TryAnyInt32(bytes, out value);
    }

    /// <summary>A whole number of one to eight digits; false for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt32(ulong word, int length, out int value)
    {
        Unsafe.SkipInit(out value);
        return Digits.TryParse(word, length, out Unsafe.As<int, uint>(ref value));
    }

    /// <summary>A finite number, exactly as <see cref="double.Parse(string)"/> would give it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(ReadOnlySpan<byte> bytes, out double value)
    {
        Unsafe.SkipInit(out value);
        return (bytes.Length is >= 1 and <= 7 && TryDouble(Digits.Load(bytes), bytes.Length, out value)) || TryAnyDouble(bytes, out value);
    }

    /// <summary>A number of digits and at most one point, one to seven bytes in all; false for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(ulong word, int length, out double value)
    {
        var decimals = Digits.TakePoint(ref word, ref length);
        if (length > 0 && Digits.TryParse(word, length, out var digits))
        {
            // Both are exact, so that one division rounds correctly.
            value = digits / PowersOfTen[decimals];
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>
    /// A time <c>yyyy-MM-dd HH:mm:ss</c> or a date <c>yyyy-MM-dd</c>. Fractions of a second may follow: procedureevents.storetime has
    /// milliseconds in some rows.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<byte> bytes, out DateTime value)
    {
        if (bytes.Length == SecondLength && TrySecond(ref MemoryMarshal.GetReference(bytes), out var days, out var seconds))
        {
            value = new DateTime((days * TimeSpan.TicksPerDay) + (seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        return TryAnyTime(bytes, out value);
    }

    /// <summary>The day and the seconds of a time <c>yyyy-MM-dd HH:mm:ss</c>; false if it is none.</summary>
    /// <param name="text">The first of <see cref="SecondLength"/> bytes.</param>
    /// <param name="days">Since the first day of year 1, as <see cref="DateTime"/> counts.</param>
    /// <param name="seconds">Since midnight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TrySecond(ref byte text, out int days, out int seconds)
    {
        seconds = 0;
        return Digits.TryDate(Digits.Load64(ref text), (ushort)(Digits.Load64(ref Unsafe.Add(ref text, 2)) >> 48), out days)
            && Unsafe.Add(ref text, 10) == (byte)' '
            && Digits.TryTimeOfDay(Digits.Load64(ref Unsafe.Add(ref text, 11)), out seconds);
    }

    private static bool TryAnyInt32(ReadOnlySpan<byte> bytes, out int value)
    {
        bytes = bytes.Trim(" \t"u8);
        var negative = bytes is [(byte)'-', ..];
        var (at, sum) = (negative ? 1 : 0, 0L);
        var first = at;
        for (; at < bytes.Length && (uint)(bytes[at] - '0') <= 9; at++)
        {
            sum = Math.Min((sum * 10) + (bytes[at] - '0'), int.MaxValue + 2L);
        }

        sum = negative ? -sum : sum;
        value = unchecked((int)sum);
        return at > first && value == sum && OnlyZeroFraction(bytes[at..]);
    }

    private static bool TryAnyDouble(ReadOnlySpan<byte> bytes, out double value)
    {
        bytes = bytes.Trim(" \t"u8);
        var at = bytes is [(byte)'-', ..] ? 1 : 0;
        var (mantissa, digits, decimals) = (0L, 0, 0);
        var afterPoint = false;
        for (; at < bytes.Length; at++)
        {
            var digit = (uint)(bytes[at] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
                decimals += afterPoint ? 1 : 0;
            }
            else if (bytes[at] == (byte)'.' && !afterPoint)
            {
                afterPoint = true;
            }
            else
            {
                break;
            }

            // Up to 15 digits fit into a double exactly, and one division of two exact numbers is rounded correctly.
            if (digits > 15)
            {
                break;
            }
        }

        if (at == bytes.Length && digits > 0)
        {
            value = mantissa / PowersOfTen[decimals];
            value = bytes[0] == (byte)'-' ? -value : value;
            return true;
        }

        return double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static bool TryAnyTime(ReadOnlySpan<byte> bytes, out DateTime value)
    {
        bytes = bytes.Trim(" \t"u8);
        value = default;
        if (bytes.Length is not (10 or 19 or (>= 21 and <= 27)) || bytes[4] != (byte)'-' || bytes[7] != (byte)'-'
            || !TryDigits(bytes[..4], out var year) || !TryDigits(bytes[5..7], out var month) || !TryDigits(bytes[8..10], out var day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var (hour, minute, second, fraction) = (0, 0, 0, 0);
        if (bytes.Length > 10
            && (bytes[10] != (byte)' ' || bytes[13] != (byte)':' || bytes[16] != (byte)':'
                || !TryDigits(bytes[11..13], out hour) || !TryDigits(bytes[14..16], out minute) || !TryDigits(bytes[17..19], out second)
                || hour > 23 || minute > 59 || second > 59
                || (bytes.Length > 19 && (bytes[19] != (byte)'.' || !TryDigits(bytes[20..], out fraction)))))
        {
            return false;
        }

        value = new DateTime(year, month, day, hour, minute, second);
        for (var digits = bytes.Length - 20; fraction > 0 && digits < TickDigits; digits++)
        {
            fraction *= 10;
        }

        value = value.AddTicks(fraction);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> bytes, out int value)
    {
        value = 0;
        foreach (var b in bytes)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return true;
    }

    private static bool OnlyZeroFraction(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || (rest[0] == (byte)'.' && rest.Length > 1 && !rest[1..].ContainsAnyExcept((byte)'0'));
}
