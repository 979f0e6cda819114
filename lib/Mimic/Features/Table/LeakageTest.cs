using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// Tries whether features see the future: each event known at the prediction time is moved past it, one by one, and the features must be
/// those of a patient without the event, or the guard must throw.
/// </summary>
/// <param name="Tried">How many events were moved.</param>
/// <param name="Mattered">How many of them the features depend on; with none, the test says nothing.</param>
/// <param name="Refused">How many were refused by the guard.</param>
/// <param name="Leaks">The columns that changed though the event was in the future; empty as it should be.</param>
public sealed record LeakageTest(int Tried, int Mattered, int Refused, IReadOnlyList<string> Leaks)
{
    /// <summary>Runs the test for one sample.</summary>
    /// <param name="options">The features, with any extractors of your own.</param>
    /// <param name="patient">The whole trajectory.</param>
    /// <param name="sample">For whom and when.</param>
    /// <param name="imageRoot">As for <see cref="FeatureBuilder.Build"/>.</param>
    /// <param name="shift">How far behind the prediction time the event is put; null for one second.</param>
    public static LeakageTest Run(FeatureOptions options, Trajectory patient, Sample sample, string? imageRoot = null, TimeSpan? shift = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(sample);
        var builder = new FeatureBuilder(options with { Cpus = 1 });
        Dictionary<string, string?> Values(IEnumerable<TrajectoryEvent> events) => builder
            .Build([(new(patient.SubjectId, patient.Source, events), sample)], imageRoot).Columns
            .Where(c => !c.IsMissing(0))
            .ToDictionary(c => c.Name, c => c.Kind == ColumnKind.Number ? FeatureTableCsv.Number(c.Numbers[0]) : c.Texts[0]);

        var later = sample.PredictionTime + (shift ?? TimeSpan.FromSeconds(1));
        var events = patient.ToArray();
        var original = Values(events);
        var (tried, mattered, refused) = (0, 0, 0);
        var leaks = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Time is null || !Guard.IsKnown(events[i], sample.PredictionTime, options.Guard))
            {
                continue;
            }

            tried++;
            try
            {
                var without = Values([.. events[..i], .. events[(i + 1)..]]);
                mattered += Changed(original, without).Any() ? 1 : 0;
                var moved = events[i] with { Time = later, AvailableTime = null };
                leaks.UnionWith(Changed(without, Values([.. events[..i], .. events[(i + 1)..], moved])));
            }
            catch (FutureEventException)
            {
                refused++;
            }
        }

        return new(tried, mattered, refused, [.. leaks]);
    }

    /// <summary>The counts, and whether anything leaked.</summary>
    public override string ToString() => Invariant($"{Tried:#,0} events moved past the prediction time, {Mattered:#,0} of which the features use: ")
        + (Leaks.Count == 0 ? Invariant($"all vanished or were refused ({Refused:#,0}).")
            : Invariant($"{Leaks.Count:#,0} columns see the future, first {Leaks[0]}."));

    private static IEnumerable<string> Changed(Dictionary<string, string?> one, Dictionary<string, string?> other) =>
        one.Keys.Union(other.Keys).Where(k => one.GetValueOrDefault(k) != other.GetValueOrDefault(k));
}
