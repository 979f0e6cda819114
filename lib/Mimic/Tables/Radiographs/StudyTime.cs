using System.Globalization;

namespace Mimic.Tables;

/// <summary>The date and time of a radiograph, which MIMIC-CXR writes as two numbers.</summary>
internal static class StudyTime
{
    /// <summary>
    /// Reads StudyDate (<c>21800506</c>, or as floating point <c>21800506.0</c>) and StudyTime (<c>HHmmss.fff</c> as a number,
    /// so that 4522.5 is 00:45:22.500).
    /// </summary>
    /// <returns>
    /// The time to the millisecond, and whether it is only a day since StudyTime cannot be read; null if StudyDate cannot be read.
    /// </returns>
    public static (DateTime Time, bool IsDay)? Parse(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time)
    {
        if (Day(date) is not { } start)
        {
            return null;
        }

        if (Number(time) is not { } timeNumber || timeNumber is < 0 or >= 240000)
        {
            return (start, true);
        }

        var whole = (int)timeNumber;
        var (hours, minutes, seconds) = (whole / 10000, whole / 100 % 100, whole % 100);

        // Binary tails such as .53100000002 occur; a millisecond is finer than any clock that wrote these.
        var milliseconds = Math.Min(999, Math.Round((timeNumber - whole) * 1000));
        return minutes > 59 || seconds > 59 ? (start, true) : (start + new TimeSpan(0, hours, minutes, seconds, (int)milliseconds), false);
    }

    /// <summary>Reads a date of eight digits, also one that went through floating point; null if it is none.</summary>
    public static DateTime? Day(ReadOnlySpan<byte> date)
    {
        if (Number(date) is not { } number || number is < 1e7 or >= 1e8 || number != Math.Floor(number))
        {
            return null;
        }

        var (year, month, day) = ((int)number / 10000, (int)number / 100 % 100, (int)number % 100);
        return month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? null : new DateTime(year, month, day);
    }

    private static double? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
