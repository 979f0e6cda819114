namespace Mimic.Cohorts;

/// <summary>The months before a moment, and which of them a time falls into.</summary>
internal sealed class MonthWindow
{
    private readonly MonthBins _bins;

    /// <summary>The ends of the bins, the latest first; one more than there are bins. Not used for calendar months.</summary>
    private readonly DateTime[] _edges;

    public MonthWindow(DateTime end, EntropyOptions options)
    {
        (End, _bins) = (end, options.Bins);

        // Each edge is counted from the end itself: the 31st of March less one month is the 28th of February, less two the 31st
        // of January again.
        _edges = [.. Enumerable.Range(0, options.Months + 1).Select(k => Back(end, k, options.Bins))];
    }

    /// <summary>Left end, not included.</summary>
    public DateTime Start => _edges[^1];

    /// <summary>Right end, included.</summary>
    public DateTime End { get; }

    /// <summary>The bin of a time, 0 for the latest; -1 outside the window.</summary>
    public int BinOf(DateTime time)
    {
        if (time <= Start || time > End)
        {
            return -1;
        }

        if (_bins == MonthBins.Calendar)
        {
            return (((End.Year - time.Year) * 12) + End.Month) - time.Month;
        }

        var bin = 0;
        while (time <= _edges[bin + 1])
        {
            bin++;
        }

        return bin;
    }

    private static DateTime Back(DateTime end, int months, MonthBins bins)
    {
        var room = end - DateTime.MinValue;
        return bins == MonthBins.ThirtyDays
            ? (room.TotalDays > 30.0 * months ? end.AddDays(-30 * months) : DateTime.MinValue)
            : (((end.Year - 1) * 12) + end.Month > months ? end.AddMonths(-months) : DateTime.MinValue);
    }
}
