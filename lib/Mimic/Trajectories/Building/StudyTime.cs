using System.Globalization;

namespace Mimic.Trajectories.Building;

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
        if (Number(date) is not { } dateNumber || dateNumber is < 1e7 or >= 1e8 || dateNumber != Math.Floor(dateNumber))
        {
            return null;
        }

        var (year, month, day) = ((int)dateNumber / 10000, (int)dateNumber / 100 % 100, (int)dateNumber % 100);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var start = new DateTime(year, month, day);
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

    private static double? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
