using System.Globalization;

namespace Mimic.Charts;

/// <summary>Round moments on a date axis: full hours, days, the first of months, years.</summary>
internal static class DateTicks
{
    /// <summary>Steps below a month, in minutes.</summary>
    private static readonly int[] Minutes = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10080];

    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000];

    /// <summary>Marks within a range of days since 0001-01-01, at most so many.</summary>
    public static IReadOnlyList<Tick> Between(double low, double high, int most)
    {
        DateTime from = Coordinates.Date(low), to = Coordinates.Date(high);
        var span = to - from;
        foreach (var step in Minutes)
        {
            if (span.TotalMinutes / step <= most)
            {
                var regular = Regular(from, to, TimeSpan.FromMinutes(step));
                return step < 1440 ? Label(regular, "HH:mm", "d MMM yyyy") : Label(regular, "d MMM", "yyyy");
            }
        }

        foreach (var step in Months)
        {
            if (span.TotalDays / 30.4 / step <= most || step == Months[^1])
            {
                var moments = Monthly(from, to, step);
                return step < 12 ? Label(moments, "MMM", "yyyy") : Label(moments, "yyyy", string.Empty);
            }
        }

        return [];
    }

    private static IEnumerable<DateTime> Regular(DateTime from, DateTime to, TimeSpan step)
    {
        for (var ticks = (from.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks; ticks <= to.Ticks; ticks += step.Ticks)
        {
            yield return new(ticks);
        }
    }

    private static IEnumerable<DateTime> Monthly(DateTime from, DateTime to, int step)
    {
        var month = (from.Year * 12) + from.Month - 1 + (from > new DateTime(from.Year, from.Month, 1) ? 1 : 0);
        for (month = (month + step - 1) / step * step; month / 12 <= 9998; month += step)
        {
            if (new DateTime(month / 12, (month % 12) + 1, 1) is var t && t > to)
            {
                yield break;
            }

            yield return t;
        }
    }

    private static List<Tick> Label(IEnumerable<DateTime> moments, string format, string below)
    {
        var ticks = new List<Tick>();
        var last = string.Empty;
        foreach (var moment in moments)
        {
            var second = below.Length == 0 ? string.Empty : moment.ToString(below, CultureInfo.InvariantCulture);
            ticks.Add(new(Coordinates.Days(moment), moment.ToString(format, CultureInfo.InvariantCulture), second == last ? null : second));
            last = second;
        }

        return ticks;
    }
}
