using System.Globalization;

namespace Mimic.Access;

/// <summary>How identifiers of MIMIC and what is mistaken for them are written.</summary>
internal static class IdShapes
{
    private const int FirstYear = 2100;
    private const int LastYear = 2210;

    /// <summary>The ranges of the published tables, a little wider.</summary>
    public static IdClass ClassOf(int value) => value switch
    {
        < 10_000_000 => IdClass.Other,
        < 20_000_000 => IdClass.Subject,
        < 30_000_000 => IdClass.Admission,
        < 40_000_000 => IdClass.Stay,
        < 60_000_000 => IdClass.Study,
        >= 100_000_000 and < 110_000_000 => IdClass.Study,
        _ => IdClass.Other,
    };

    /// <summary>A number as a person is told of it without being told the number.</summary>
    public static string Describe(int value) =>
        value >= 100_000_000 ? "9 digits from 10" : Invariant($"8 digits from {value / 10_000_000}");

    public static bool IsRound(int value) => value % 10_000 == 0 || value % 4096 == 0 || IsBound(value) || IsBits(value);

    /// <summary>
    /// The ends of ranges, as 10000000 and 19999999, and what is written in place of a number, as 20000001 and 33333333: nobody is meant,
    /// whatever stands beside them. The first real numbers end in 19 and 32.
    /// </summary>
    public static bool IsBound(int value) =>
        value % 1_000_000 is 0 or 999_999 || value % 10_000_000 < 10 || value % 11_111_111 == 0 || value == 12_345_678;

    private static bool IsBits(int value)
    {
        while (value > 0 && value % 10 < 2)
        {
            value /= 10;
        }

        return value == 0;
    }

    /// <summary>Whether eight digits read as a date without dashes: seeds, file names, the dates of studies.</summary>
    public static bool IsDate(int value)
    {
        int year = value / 10_000, month = value / 100 % 100, day = value % 100;
        return year is >= 1900 and <= LastYear && month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    public static bool IsHex(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>P and five capital letters or digits.</summary>
    public static bool IsProvider(ReadOnlySpan<char> word)
    {
        if (word.Length != 6 || word[0] != 'P')
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Milliseconds or nanoseconds since 1970 that fall between 2100 and 2210: how pandas writes dates as JSON.</summary>
    public static bool IsLateEpoch(ReadOnlySpan<char> digits)
    {
        var milliseconds = long.Parse(digits[..13], CultureInfo.InvariantCulture);
        return milliseconds is >= 4_102_444_800_000 and < 7_605_705_600_000;
    }

    /// <summary>The end of five groups of eight hex digits joined by dashes; 0 if there are none.</summary>
    public static int EndOfImage(ReadOnlySpan<char> line, int start, int end)
    {
        const int Length = 44;
        if (end - start != 8 || line.Length < start + Length || line[end] != '-')
        {
            return 0;
        }

        for (var i = 0; i < Length; i++)
        {
            if (i % 9 == 8 ? line[start + i] != '-' : !char.IsAsciiHexDigit(line[start + i]))
            {
                return 0;
            }
        }

        return EndsAt(line, start + Length) ? start + Length : 0;
    }

    /// <summary>The end of a date whose year is at <paramref name="start"/>; 0 if it is none.</summary>
    public static int EndOfDate(ReadOnlySpan<char> line, int start, int end)
    {
        if (int.Parse(line[start..end], CultureInfo.InvariantCulture) is < FirstYear or > LastYear)
        {
            return 0;
        }

        var after = line[end..];
        if (after.Length >= 6 && after[0] is '-' or '/' or '.' && after[3] == after[0] && IsTwoDigits(after[1..]) && IsTwoDigits(after[4..]))
        {
            return end + 6;
        }

        // 31/12/2150, and "March 2, 2150" or "2 Mar 2150".
        var before = line[..start];
        return before.Length >= 6 && before[^1] is '/' or '.' or '-' && before[^4] == before[^1] && IsTwoDigits(before[^3..]) ? end
            : EndsWithMonth(before) ? end : 0;
    }

    /// <summary>A number whose first one to three digits are at <paramref name="start"/> and whose others follow in threes.</summary>
    public static (int Value, int End)? GroupedNumber(ReadOnlySpan<char> line, int start, int end)
    {
        if (start > 0 && line[start - 1] is ',' or '.' && start > 1 && char.IsAsciiDigit(line[start - 2]))
        {
            return null;
        }

        long value = int.Parse(line[start..end], CultureInfo.InvariantCulture);
        var (at, groups) = (end, 0);
        var mark = at < line.Length ? line[at] : '\0';
        while (mark is ',' or '.' or '\'' or '\u00A0' or '\u202F' or '\u2009' && at + 3 < line.Length && line[at] == mark && AreDigits(line.Slice(at + 1, 3)) && groups < 3)
        {
            value = (value * 1000) + int.Parse(line.Slice(at + 1, 3), CultureInfo.InvariantCulture);
            (at, groups) = (at + 4, groups + 1);
        }

        var whole = groups == 2 && (at == line.Length || !char.IsAsciiLetterOrDigit(line[at]))
            && !(at + 1 < line.Length && line[at] == mark && char.IsAsciiDigit(line[at + 1]));
        return whole && value <= int.MaxValue ? ((int)value, at) : null;
    }

    /// <summary>A whole word of digits in threes with a mark between them, as 10_012_345 in C#; 0 if it is none.</summary>
    public static int Grouping(ReadOnlySpan<char> word, char mark) =>
        word.Length == 10 && word[2] == mark && word[6] == mark && AreDigits(word[..2]) && AreDigits(word[3..6]) && AreDigits(word[7..])
            ? int.Parse(string.Concat(word[..2], word[3..6], word[7..]), CultureInfo.InvariantCulture)
            : 0;

    /// <summary>1.0012345e+07, which is how numpy may print a whole number, perhaps with zeros before the e.</summary>
    public static (int Value, int End)? Scientific(ReadOnlySpan<char> line, int start)
    {
        var rest = line[start..];
        var e = rest.IndexOfAny('e', 'E');
        if (e < 9 || rest.Length < e + 3 || rest[1] != '.' || !AreDigits(rest[2..e]) || rest[9..e].ContainsAnyExcept('0'))
        {
            return null;
        }

        var sign = rest[e + 1] == '+' && rest.Length >= e + 4 ? 1 : 0;
        var end = e + 3 + sign;
        return rest.Slice(e + 1 + sign, 2).SequenceEqual("07") && EndsAt(line, start + end)
            ? (int.Parse(string.Concat(rest[..1], rest.Slice(2, 7)), CultureInfo.InvariantCulture), start + end)
            : null;
    }

    /// <summary>Whether the digits follow a decimal point.</summary>
    public static bool IsFraction(ReadOnlySpan<char> line, int start) => start > 1 && line[start - 1] == '.' && char.IsAsciiDigit(line[start - 2]);

    /// <summary>Whether a number is a part of a path: 10012345.csv, out/10012345/.</summary>
    public static bool IsInPath(ReadOnlySpan<char> line, int start, int end)
    {
        var after = end < line.Length ? line[end] : '\0';
        var extension = after == '.' && end + 1 < line.Length && char.IsAsciiLetter(line[end + 1]);
        return extension || (start > 0 && line[start - 1] is '/' or '\\' && (after is '/' or '\\' || start > 1 && char.IsAsciiLetter(line[start - 2])));
    }

    /// <summary>The end of a note's number, whose first eight digits end at <paramref name="end"/>; 0 if it is none.</summary>
    public static int EndOfNote(ReadOnlySpan<char> line, int end)
    {
        var tail = line[end..];
        if (tail.Length < 5 || tail[0] != '-' || tail[3] != '-' || !char.IsAsciiDigit(tail[4]) || tail[1..3] is not ("DS" or "RR" or "AD" or "AR" or "EK"))
        {
            return 0;
        }

        return end + 4 + LengthOfDigits(tail[4..]);
    }

    /// <summary>The end of a GUID whose first group ends at <paramref name="end"/>; 0 if it is none.</summary>
    public static int EndOfGuid(ReadOnlySpan<char> line, int end)
    {
        var tail = line[end..];
        return tail.Length >= 28 && tail[0] == '-' && tail[5] == '-' && tail[10] == '-' && tail[15] == '-'
            && IsHex(tail[1..5]) && IsHex(tail[6..10]) && IsHex(tail[11..15]) && IsHex(tail[16..28]) ? end + 28 : 0;
    }

    /// <summary>The end of a dash and up to five digits; 0 if there are none, or if more follows.</summary>
    public static int EndOfTail(ReadOnlySpan<char> line, int end)
    {
        if (end >= line.Length || line[end] != '-')
        {
            return 0;
        }

        var digits = LengthOfDigits(line[(end + 1)..]);
        var last = end + 1 + digits;
        return digits is > 0 and <= 5 && EndsAt(line, last) && (last == line.Length || line[last] != '-') ? last : 0;
    }

    /// <summary>The end of a number that is whole: nothing, or a point and zeros follow; 0 if it is a fraction or a share.</summary>
    public static int EndOfWhole(ReadOnlySpan<char> line, int end)
    {
        if (end == line.Length)
        {
            return end;
        }

        if (line[end] == '%')
        {
            return 0;
        }

        if (line[end] != '.' || end + 1 == line.Length || !char.IsAsciiDigit(line[end + 1]))
        {
            return end;
        }

        var digits = LengthOfDigits(line[(end + 1)..]);
        return line.Slice(end + 1, digits).IndexOfAnyExcept('0') < 0 && EndsAt(line, end + 1 + digits) ? end + 1 + digits : 0;
    }

    /// <summary>Eight or nine digits within a word, between its beginning, underscores or letters and its end, an underscore or the mark of a type.</summary>
    /// <param name="word">The word.</param>
    /// <param name="start">Where to begin.</param>
    public static (int Start, int Length, int Value) DigitsWithin(ReadOnlySpan<char> word, int start)
    {
        while (start < word.Length)
        {
            if (!char.IsAsciiDigit(word[start]))
            {
                start++;
                continue;
            }

            var length = LengthOfDigits(word[start..]);
            var tail = word[(start + length)..];
            if (length is 8 or 9 && (tail.IsEmpty || tail[0] == '_' || tail is "L" or "l" or "UL" or "ul" or "u" or "U" or "n" or "m" or "f" or "i32" or "i64" or "u32" or "u64"))
            {
                return (start, length, int.Parse(word.Slice(start, length), CultureInfo.InvariantCulture));
            }

            start += length;
        }

        return default;
    }

    private static int LengthOfDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsTwoDigits(ReadOnlySpan<char> text) => text.Length >= 2 && AreDigits(text[..2]);

    private static bool EndsAt(ReadOnlySpan<char> line, int end) => end == line.Length || !char.IsAsciiLetterOrDigit(line[end]);

    private static bool EndsWithMonth(ReadOnlySpan<char> before)
    {
        const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
        var text = before.TrimEnd(" ,-/0123456789");
        var start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        return text.Length - start is >= 3 and <= 9 && before.Length - text.Length is >= 1 and <= 5
            && Months.AsSpan().IndexOf(text.Slice(start, 3), StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at % 3 == 0;
    }
}
