using System.Globalization;

namespace Mimic.Trajectories;

/// <summary>Times and numbers as MEDS stores them: microseconds, and 32-bit floating point.</summary>
internal static class MedsValues
{
    private const long TicksPerMicrosecond = 10;

    // Up to here whole numbers of single precision are exact, and their shortest decimal is the number itself.
    private const float ExactWhole = 1 << 24;

    private static readonly long First = FromTime(DateTime.MinValue);

    private static readonly long Last = FromTime(DateTime.MaxValue);

    private static readonly double[] PowersOfTen = [1, 10, 100, 1000, 10_000];

    /// <summary>Microseconds since 1970-01-01; a time is cut to the microsecond before it.</summary>
    public static long FromTime(DateTime time) => FloorDivide(time.Ticks - DateTime.UnixEpoch.Ticks, TicksPerMicrosecond);

    /// <summary>The time of a number of microseconds; null if the calendar does not reach that far.</summary>
    public static DateTime? ToTime(long microseconds)
    {
        return microseconds >= First && microseconds <= Last
            ? new((microseconds * TicksPerMicrosecond) + DateTime.UnixEpoch.Ticks)
            : null;
    }

    /// <summary>
    /// The number of double precision that the shortest decimal of <paramref name="value"/> denotes: 7.4f gives 7.4, not
    /// 7.400000095. So a value that the source writes with up to 6 significant digits comes back exactly, and with 7 digits
    /// where its size lies between 0.001 and 8.5 thousand million: sums and means agree with those of the tables.
    /// </summary>
    public static double ToDouble(float value)
    {
        if (Math.Abs(value) < ExactWhole)
        {
            // The product is exact (24 + 14 bits), the quotient the double nearest to the decimal, as parsing would find it.
            // The first power that leads back to the value gives the shortest decimal.
            foreach (var power in PowersOfTen)
            {
                var number = Math.Round(value * power) / power;
                if ((float)number == value)
                {
                    return value == 0 ? value : number;
                }
            }
        }

        return ToDoubleByText(value);
    }

    /// <summary>The same by the way of text, for any value.</summary>
    internal static double ToDoubleByText(float value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}
