using System.Globalization;

namespace Mimic.Tables;

/// <summary>A date and time of a DICOM header, on the patient's shifted calendar.</summary>
/// <param name="Time">Date and time; that day's midnight if the header has no time of day.</param>
/// <param name="HasTimeOfDay">Whether the header has a time of day.</param>
public readonly record struct DicomTime(DateTime Time, bool HasTimeOfDay)
{
    /// <summary>As <c>yyyy-MM-dd HH:mm:ss</c> with thousandths where there are any, or the day alone.</summary>
    public override string ToString() => HasTimeOfDay
        ? Time.ToString(Time.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
        : Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Puts a value of type DA and one of type TM together (PS3.5, 6.2): HHMMSS.FFFFFF, of which the right end may be missing.</summary>
    /// <param name="date">yyyyMMdd.</param>
    /// <param name="time">The time of day; null if there is none.</param>
    /// <returns>Null if either cannot be read.</returns>
    internal static DicomTime? Parse(string date, string? time)
    {
        if (date.Length != 8 || !date.All(char.IsAsciiDigit) || StudyTime.Day(System.Text.Encoding.ASCII.GetBytes(date)) is not { } day)
        {
            return null;
        }

        return time is null ? new(day, false) : TimeOfDay(time) is { } ticks ? new(day.AddTicks(ticks), true) : null;
    }

    private static long? TimeOfDay(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, string.Empty) : (text[..point], text[(point + 1)..]);
        if (whole.Length is not (2 or 4 or 6) || !whole.All(char.IsAsciiDigit)
            || (point >= 0 && (whole.Length != 6 || fraction.Length is 0 or > 6 || !fraction.All(char.IsAsciiDigit))))
        {
            return null;
        }

        int Pair(int at) => at < whole.Length ? ((whole[at] - '0') * 10) + whole[at + 1] - '0' : 0;
        var microseconds = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(6, '0'), CultureInfo.InvariantCulture);
        return Pair(0) > 23 || Pair(2) > 59 || Pair(4) > 59
            ? null
            : (((((Pair(0) * 60L) + Pair(2)) * 60) + Pair(4)) * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond);
    }
}
