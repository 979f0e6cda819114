using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Which time of an event counts for the guard, and whether the ends of the window belong to it.</summary>
/// <remarks>
/// By default an event counts from when it could be seen in the record (MIMIC's storetime, the end of an interval, the discharge for
/// billing codes; <see cref="TrajectoryEvent.KnownFrom"/>), the prediction time itself is included, the start of a look-back is not.
/// </remarks>
public sealed record GuardRule
{
    /// <summary>
    /// The tables for which the charttime may count instead. The others are left out for a reason: the codes and the notes of
    /// a discharge are dated before they are written, intervals are only known when they end, cultures may have a day for a time.
    /// </summary>
    public static IReadOnlyList<string> TablesWithCharttime { get; } =
        ["hosp/emar", "hosp/labevents", "icu/chartevents", "icu/datetimeevents", "icu/outputevents", "note/radiology"];

    private readonly IReadOnlyList<string> _charttimeTables = [];

    /// <summary>
    /// Tables of which the charttime counts, as HAIM has it: a result is then used from the moment the sample was drawn, when nobody could
    /// see it yet. Empty by default.
    /// </summary>
    /// <exception cref="MimicException">A table is not among <see cref="TablesWithCharttime"/>.</exception>
    public IReadOnlyList<string> CharttimeTables
    {
        get => _charttimeTables;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _charttimeTables = value.FirstOrDefault(t => !TablesWithCharttime.Contains(t)) is not { } other
                ? value
                : throw new MimicException(
                    $"The charttime of table {other} cannot count: its rows speak of what was only known later.",
                    $"It can for {string.Join(", ", TablesWithCharttime)}.");
        }
    }

    /// <summary>Whether what became known at the very prediction time may be used; true by default, as in HAIM.</summary>
    public bool EndIsClosed { get; init; } = true;

    /// <summary>Whether what happened at the very start of a look-back is used; false by default.</summary>
    public bool StartIsClosed { get; init; }

    /// <summary>The first moment at which an event may be used under this rule; null if it has no time.</summary>
    internal DateTime? KnownFrom(in TrajectoryEvent e) =>
        _charttimeTables.Count > 0 && _charttimeTables.Contains(e.Table) ? e.Time : e.KnownFrom;

    /// <summary>Whether a moment is not after the end of the window.</summary>
    internal bool IsBy(DateTime known, DateTime end) => EndIsClosed ? known <= end : known < end;

    /// <summary>What is used, in words.</summary>
    internal string Describe(TimeSpan? lookback)
    {
        var known = $"known by the prediction time ({(EndIsClosed ? "included" : "excluded")})"
            + (CharttimeTables.Count > 0 ? $", by charttime in {string.Join(", ", CharttimeTables)}" : string.Empty);
        return lookback is { } span
            ? Invariant($"happened in the last {span.TotalHours:0.##} hours (start {(StartIsClosed ? "included" : "excluded")}) and ") + known
            : known + ", however long before";
    }
}
