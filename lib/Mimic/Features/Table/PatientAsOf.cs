using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// A patient as the record showed them at a prediction time: the only view that feature extractors get. Later events, events
/// stored later and death are not there; an event that comes from elsewhere must pass <see cref="Check(in TrajectoryEvent)"/>.
/// </summary>
public sealed class PatientAsOf
{
    private readonly TrajectoryEvent[] _events;
    private readonly int _firstRecent;
    private readonly GuardRule _rule;
    private readonly int? _leakingStay;

    /// <summary>The view of a patient at a time.</summary>
    /// <param name="patient">The whole trajectory.</param>
    /// <param name="predictionTime">The moment of the prediction.</param>
    /// <param name="lookback">How far back <see cref="Recent"/> reaches; null for the whole past.</param>
    /// <param name="rule">
    /// Which time of an event counts, and whether the ends belong to the window; null for the default: the time from which it could be seen,
    /// the prediction time included, the start of the look-back not.
    /// </param>
    public PatientAsOf(Trajectory patient, DateTime predictionTime, TimeSpan? lookback = null, GuardRule? rule = null)
        : this(patient, predictionTime, lookback, rule ?? new(), leakingStay: null)
    {
    }

    private PatientAsOf(Trajectory patient, DateTime predictionTime, TimeSpan? lookback, GuardRule rule, int? leakingStay)
    {
        ArgumentNullException.ThrowIfNull(patient);
        (SubjectId, Source, PredictionTime) = (patient.SubjectId, patient.Source, predictionTime);
        (_rule, _leakingStay) = (rule, leakingStay);
        _events = [.. patient.Where(e => Leaks(e) || Guard.IsKnown(e, predictionTime, rule))];
        var earliest = lookback is { } span ? predictionTime - span : DateTime.MinValue;
        _firstRecent = Array.FindIndex(_events, e => e.Time > earliest || (rule.StartIsClosed && e.Time == earliest)) is var i and >= 0
            ? i : _events.Length;
    }

    /// <summary>The patient.</summary>
    public int SubjectId { get; }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The moment of the prediction.</summary>
    public DateTime PredictionTime { get; }

    /// <summary>The facts, then all events known at the prediction time by time.</summary>
    public ReadOnlySpan<TrajectoryEvent> Events => _events;

    /// <summary>Those of the events that lie within the look-back (its start excluded, unless the rule says otherwise).</summary>
    public ReadOnlySpan<TrajectoryEvent> Recent => _events.AsSpan(_firstRecent);

    /// <summary>The last known event of a kind; null if there is none.</summary>
    /// <param name="kind">The beginning of its code, ending at a part: <c>RACE</c>, <c>IMAGE//CXR</c>.</param>
    public TrajectoryEvent? Last(string kind)
    {
        for (var i = _events.Length - 1; i >= 0; i--)
        {
            if (EventCodes.Is(_events[i].Code, kind))
            {
                return _events[i];
            }
        }

        return null;
    }

    /// <summary>Throws unless an event is this patient's and was known at the prediction time.</summary>
    /// <param name="e">The event.</param>
    /// <exception cref="FutureEventException">It was not known yet.</exception>
    /// <exception cref="ArgumentException">It is another patient's.</exception>
    public void Check(in TrajectoryEvent e)
    {
        if (e.SubjectId != SubjectId)
        {
            throw new ArgumentException("The event belongs to another patient.", nameof(e));
        }

        if (!Leaks(e))
        {
            Guard.Check(e, PredictionTime, _rule);
        }
    }

    /// <summary>Throws unless all events are this patient's and were known at the prediction time.</summary>
    /// <param name="events">The events.</param>
    /// <exception cref="FutureEventException">One was not known yet.</exception>
    /// <exception cref="ArgumentException">One is another patient's.</exception>
    public void Check(ReadOnlySpan<TrajectoryEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            Check(e);
        }
    }

    /// <summary>WRONG, as published: the view that also holds the procedures of the current ICU stay that are yet to come.</summary>
    internal static PatientAsOf WithProcedureLeak(Trajectory patient, DateTime predictionTime, TimeSpan? lookback, GuardRule rule) =>
        new(patient, predictionTime, lookback, rule, ProcedureLeak.StayOf(patient, predictionTime));

    private bool Leaks(in TrajectoryEvent e) =>
        _leakingStay is { } stay && e.StayId == stay && EventCodes.Is(e.Code, EventCodes.Procedure);
}
