using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// The prediction-time guard: lets an event pass only if it was in the record at the prediction time, and throws otherwise.
/// </summary>
/// <remarks>
/// What counts is <see cref="TrajectoryEvent.KnownFrom"/>: a sample drawn before the prediction whose result was stored after it
/// is refused too. Death (<see cref="EventCodes.Death"/>, a discharge as DIED or EXPIRED) is an outcome and never passes. Of what has no time only the facts
/// of the table patients pass; a diagnosis without a time may be from years later.
/// </remarks>
public static class Guard
{
    private static readonly string[] Facts =
        [EventCodes.Gender, EventCodes.AnchorAge, EventCodes.AnchorYear, EventCodes.AnchorYearGroup];

    /// <summary>The code of a discharge that is a death; it may stand before the time of death.</summary>
    internal static readonly string DiedInHospital = EventCodes.Join(EventCodes.Discharge, "DIED");

    private static readonly GuardRule Usual = new();
    private static readonly string DiedInEd = EventCodes.Join(EventCodes.EdDischarge, "EXPIRED");

    /// <summary>Whether an event could be seen at a prediction time.</summary>
    /// <param name="e">The event.</param>
    /// <param name="predictionTime">The moment of the prediction.</param>
    /// <param name="rule">Which time counts, and whether the moment itself does; null for the default of both.</param>
    public static bool IsKnown(in TrajectoryEvent e, DateTime predictionTime, GuardRule? rule = null)
    {
        rule ??= Usual;
        return rule.KnownFrom(e) is { } known ? rule.IsBy(known, predictionTime) && !IsDeath(e.Code) : IsFact(e.Code);
    }

    /// <summary>Throws unless an event could be seen at a prediction time.</summary>
    /// <param name="e">The event.</param>
    /// <param name="predictionTime">The moment of the prediction.</param>
    /// <param name="rule">Which time counts, and whether the moment itself does; null for the default of both.</param>
    /// <exception cref="FutureEventException">The event is later, was stored later, is a death, or has no time and is no fact.</exception>
    public static void Check(in TrajectoryEvent e, DateTime predictionTime, GuardRule? rule = null)
    {
        if (!IsKnown(e, predictionTime, rule))
        {
            throw new FutureEventException(
                $"A feature was to be made of {Describe(e, predictionTime)}.",
                "Take events from PatientAsOf.Events, which holds only what was known at the prediction time.");
        }
    }

    private static bool IsDeath(string code) => code == EventCodes.Death || code == DiedInHospital || code == DiedInEd;

    private static bool IsFact(string code) => Array.Exists(Facts, f => EventCodes.Is(code, f));

    // Kind and distance only: code and time of the event are a patient's data.
    private static string Describe(in TrajectoryEvent e, DateTime predictionTime)
    {
        var kind = e.Code.Split(EventCodes.Separator)[0];
        var what = $"an event of kind {kind}{(e.Table.Length > 0 ? $" ({e.Table})" : string.Empty)}";
        return IsDeath(e.Code) ? "the death of the patient, which is an outcome at any time"
            : e.KnownFrom is not { } known ? $"{what} without a time"
            : known == predictionTime ? $"{what} that became known at the prediction time itself, which this rule excludes"
            : e.Time is { } time && time > predictionTime ? $"{what} that happened {Hours(time - predictionTime)} after the prediction time"
            : $"{what} that was stored {Hours(known - predictionTime)} after the prediction time";
    }

    private static string Hours(TimeSpan span) => Invariant($"{span.TotalHours:0.##} hours");
}
