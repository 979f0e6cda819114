using System.Collections;
using Mimic.Access;

namespace Mimic.Trajectories;

/// <summary>
/// Everything known of one patient, in order: first the facts without a time, then the events by time; events of equal time
/// stay in the order in which they were given.
/// </summary>
public sealed class Trajectory : IReadOnlyList<TrajectoryEvent>
{
    private readonly TrajectoryEvent[] _events;

    /// <summary>A trajectory of the given events, which are put in order.</summary>
    /// <param name="subjectId">The patient.</param>
    /// <param name="source">Where the data come from.</param>
    /// <param name="events">Events of this patient, in any order.</param>
    /// <exception cref="ArgumentException">An event belongs to another patient.</exception>
    public Trajectory(int subjectId, SourceTag source, IEnumerable<TrajectoryEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        SubjectId = subjectId;
        Source = source;
        _events = [.. events.OrderBy(e => e.Time ?? DateTime.MinValue)];
        if (Array.Exists(_events, e => e.SubjectId != subjectId))
        {
            throw new ArgumentException("An event of another patient is among the events of this trajectory.", nameof(events));
        }

        FirstTimed = CountFacts(_events);
    }

    private Trajectory(SourceTag source, int subjectId, TrajectoryEvent[] ordered)
    {
        (SubjectId, Source, _events) = (subjectId, source, ordered);
        FirstTimed = CountFacts(ordered);
    }

    /// <summary>The patient.</summary>
    public int SubjectId { get; }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The number of facts and events.</summary>
    public int Count => _events.Length;

    /// <summary>All facts and events without a copy.</summary>
    public ReadOnlySpan<TrajectoryEvent> Span => _events;

    /// <summary>The facts without a time.</summary>
    public ReadOnlySpan<TrajectoryEvent> Facts => _events.AsSpan(0, FirstTimed);

    /// <summary>The events with a time, in time order.</summary>
    public ReadOnlySpan<TrajectoryEvent> Timed => _events.AsSpan(FirstTimed);

    /// <summary>When the patient died (<see cref="EventCodes.Death"/>); null if no death is known.</summary>
    public DateTime? Death => FirstTime(EventCodes.Death);

    /// <summary>The first of January of the year of birth (<see cref="EventCodes.Birth"/>); MIMIC has no closer date.</summary>
    public DateTime? Birth => FirstTime(EventCodes.Birth);

    private int FirstTimed { get; }

    /// <summary>The fact or event at a position.</summary>
    /// <param name="index">From 0.</param>
    public TrajectoryEvent this[int index] => _events[index];

    /// <summary>The events with <paramref name="after"/> &lt; time &lt;= <paramref name="until"/>, in time order.</summary>
    /// <param name="after">Left end, not included.</param>
    /// <param name="until">Right end, included.</param>
    public ReadOnlySpan<TrajectoryEvent> Between(DateTime after, DateTime until)
    {
        var start = FirstLaterThan(after);
        return _events.AsSpan(start, Math.Max(0, FirstLaterThan(until) - start));
    }

    /// <inheritdoc/>
    public IEnumerator<TrajectoryEvent> GetEnumerator() => ((IEnumerable<TrajectoryEvent>)_events).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _events.GetEnumerator();

    /// <summary>A trajectory of events that a store has in order, which is checked; where they are not, they are put in order.</summary>
    /// <param name="subjectId">The patient of all the events.</param>
    /// <param name="source">Where the data come from.</param>
    /// <param name="events">Kept, not copied.</param>
    internal static Trajectory OfOrdered(int subjectId, SourceTag source, TrajectoryEvent[] events)
    {
        var last = DateTime.MinValue;
        var timed = false;
        foreach (ref readonly var e in events.AsSpan())
        {
            if (e.Time is not { } time)
            {
                if (timed)
                {
                    return new(subjectId, source, events);
                }

                continue;
            }

            if (time < last)
            {
                return new(subjectId, source, events);
            }

            (timed, last) = (true, time);
        }

        return new(source, subjectId, events);
    }

    private static int CountFacts(TrajectoryEvent[] events) =>
        Array.FindIndex(events, e => e.Time is not null) is var i and >= 0 ? i : events.Length;

    private DateTime? FirstTime(string code)
    {
        foreach (ref readonly var e in Timed)
        {
            if (e.Code == code)
            {
                return e.Time;
            }
        }

        return null;
    }

    private int FirstLaterThan(DateTime time)
    {
        int low = FirstTimed, high = _events.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Time <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
