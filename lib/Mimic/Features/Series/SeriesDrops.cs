namespace Mimic.Features;

/// <summary>Says which measurements were left out, and how many.</summary>
internal static class SeriesDrops
{
    /// <summary>A sentence per reason, ordered by reason.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<KeyValuePair<string, int>> dropped) => dropped
        .GroupBy(d => d.Key, d => (long)d.Value, (reason, counts) => (Reason: reason, Count: counts.Sum()))
        .OrderBy(d => d.Reason, StringComparer.Ordinal)
        .Select(d => Invariant($"{d.Count:#,0} {(d.Count == 1 ? "measurement was" : "measurements were")} left out: {d.Reason}."));
}
