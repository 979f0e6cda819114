namespace Mimic.Synthetic.Patients;

/// <summary>
/// The hidden severity of a patient over time, in standard deviations between patients, month by month with straight lines between.
/// </summary>
internal sealed class SeverityPath
{
    private const double DaysPerMonth = 30.4375;

    private readonly double[] _months;
    private readonly double[] _errors;
    private readonly DateTime _start;

    /// <summary>A path through a given severity at the reference time.</summary>
    public SeverityPath(DateTime start, DateTime reference, DateTime end, double severity, bool rises, SyntheticParameters p,
        SeededRandom random)
    {
        _start = start;
        var last = (int)((end - start).TotalDays / DaysPerMonth) + 2;
        var middle = Math.Clamp((int)((reference - start).TotalDays / DaysPerMonth), 0, last);
        _months = new double[last + 1];
        _months[middle] = severity;

        // Backwards the walk is pulled to the mean, so that sick patients were on the whole less sick before.
        for (var m = middle - 1; m >= 0; m--)
        {
            _months[m] = (0.96 * _months[m + 1]) + (p.MonthlyStep * random.NextNormal());
        }

        for (var m = middle + 1; m <= last; m++)
        {
            var rise = rises ? p.TerminalRise / (last - middle) : 0;
            _months[m] = (0.99 * _months[m - 1]) + rise + (0.7 * p.MonthlyStep * random.NextNormal());
        }

        _errors = new double[5];
        _errors[(int)Channel.Chart] = p.ChartError * random.NextNormal();
        _errors[(int)Channel.Lab] = p.LabError * random.NextNormal();
        _errors[(int)Channel.Procedure] = p.ProcedureError * random.NextNormal();
        _errors[(int)Channel.Note] = p.NoteError * random.NextNormal();
        _errors[(int)Channel.Image] = p.ImageError * random.NextNormal();
    }

    /// <summary>The true severity at a time.</summary>
    public double At(DateTime time)
    {
        var month = Math.Clamp((time - _start).TotalDays / DaysPerMonth, 0, _months.Length - 1.001);
        var whole = (int)month;
        return _months[whole] + ((month - whole) * (_months[whole + 1] - _months[whole]));
    }

    /// <summary>The severity as a kind of data shows it.</summary>
    public double Seen(Channel channel, DateTime time) => At(time) + _errors[(int)channel];
}
