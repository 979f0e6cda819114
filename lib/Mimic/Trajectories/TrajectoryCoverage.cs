using Mimic.Display;

namespace Mimic.Trajectories;

/// <summary>
/// What a trajectory covers: for each kind of event from when to when, on how many days and how long it is silent in between; and
/// the stretches in which nothing at all is recorded. A gap says that nobody wrote anything down, not that nothing happened.
/// </summary>
[TypeFormatterSource]
public sealed class TrajectoryCoverage
{
    private TrajectoryCoverage(IReadOnlyList<KindCoverage> kinds, IReadOnlyList<CoverageGap> gaps, int leastDays) =>
        (Kinds, Gaps, LeastGapDays) = (kinds, gaps, leastDays);

    /// <summary>One line for each kind of event, as <c>LAB</c>, the most frequent first.</summary>
    public IReadOnlyList<KindCoverage> Kinds { get; }

    /// <summary>Stretches without any event, in time order.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; }

    /// <summary>The shortest stretch that counts as a gap, in days.</summary>
    public int LeastGapDays { get; }

    /// <summary>Looks at a trajectory. Birth is left out: between it and the first record lies no gap but a life.</summary>
    /// <param name="trajectory">The patient.</param>
    /// <param name="leastGapDays">The shortest stretch without events to list, in days.</param>
    public static TrajectoryCoverage Of(Trajectory trajectory, int leastGapDays = 30)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastGapDays);
        var times = new SortedDictionary<string, List<DateTime>>(StringComparer.Ordinal);
        var all = new List<DateTime>();
        foreach (ref readonly var e in trajectory.Timed)
        {
            if (e.Code != EventCodes.Birth)
            {
                var end = e.Code.IndexOf(EventCodes.Separator, StringComparison.Ordinal);
                var kind = end < 0 ? e.Code : e.Code[..end];
                (times.TryGetValue(kind, out var list) ? list : times[kind] = []).Add(e.Time!.Value);
                all.Add(e.Time!.Value);
            }
        }

        return new(
            [.. times.Select(t => KindCoverage.Of(t.Key, t.Value)).OrderByDescending(k => k.Events).ThenBy(k => k.Kind, StringComparer.Ordinal)],
            [.. all.Zip(all.Skip(1), (from, until) => new CoverageGap(from, until)).Where(g => g.Days >= leastGapDays)],
            leastGapDays);
    }

    /// <summary>The coverage as HTML tables.</summary>
    public string ToHtml() => KindTable().ToHtml() + GapTable().ToHtml();

    /// <summary>The coverage as text.</summary>
    public override string ToString() => $"{KindTable()}\n\n{GapTable()}";

    private Table KindTable()
    {
        var table = new Table("kind", "events", "days with events", "first", "last", "longest silence (days)");
        foreach (var kind in Kinds)
        {
            table.Add(kind.Kind, kind.Events, kind.Days, kind.First, kind.Last, Math.Round(kind.LongestSilence.TotalDays, 1));
        }

        return table;
    }

    private Table GapTable()
    {
        var table = new Table("nothing from", "until", "days") { Caption = Invariant($"Gaps of {LeastGapDays} days or more: {Gaps.Count}") };
        foreach (var gap in Gaps)
        {
            table.Add(gap.From, gap.Until, Math.Round(gap.Days, 1));
        }

        return table;
    }
}

/// <summary>What a trajectory holds of one kind of event.</summary>
/// <param name="Kind">The first part of the codes, as <c>LAB</c>.</param>
/// <param name="Events">How many there are.</param>
/// <param name="Days">On how many calendar days.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="LongestSilence">The longest time between two that follow each other.</param>
public sealed record KindCoverage(string Kind, int Events, int Days, DateTime First, DateTime Last, TimeSpan LongestSilence)
{
    internal static KindCoverage Of(string kind, List<DateTime> times) => new(
        kind,
        times.Count,
        times.Select(t => t.Date).Distinct().Count(),
        times[0],
        times[^1],
        times.Zip(times.Skip(1), (a, b) => b - a).DefaultIfEmpty().Max());
}

/// <summary>A stretch in which a trajectory has no event.</summary>
/// <param name="From">The last event before it.</param>
/// <param name="Until">The first event after it.</param>
public readonly record struct CoverageGap(DateTime From, DateTime Until)
{
    /// <summary>Its length in days.</summary>
    public double Days => (Until - From).TotalDays;
}
