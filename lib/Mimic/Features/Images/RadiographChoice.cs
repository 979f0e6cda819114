using Mimic.Tables;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Which of a patient's films are used, in order of time.</summary>
internal static class RadiographChoice
{
    private static readonly string Kind = EventCodes.Join(EventCodes.Image, "CXR");
    private static readonly string ApView = EventCodes.Join(Kind, "AP");
    private static readonly string UnknownView = EventCodes.Join(Kind, EventCodes.NoUnit);

    /// <summary>Frontal films (AP or PA) of the look-back; without any, those whose view is not stated.</summary>
    /// <param name="patient">What was known at the prediction time.</param>
    /// <param name="from">The earliest time that counts.</param>
    public static List<TrajectoryEvent> Frontal(PatientAsOf patient, DateTime from)
    {
        var frontal = Films(patient, e => e.Time >= from && ViewOf(e) == RadiographView.Frontal);
        return frontal.Count > 0 ? frontal : Films(patient, e => e.Time >= from && !HasView(e));
    }

    /// <summary>All films of the look-back, lateral ones too.</summary>
    /// <param name="patient">What was known at the prediction time.</param>
    public static List<TrajectoryEvent> AnyView(PatientAsOf patient) => Films(patient, _ => true);

    /// <summary>Whether the film was taken from front to back, often at the bedside.</summary>
    public static bool IsAp(in TrajectoryEvent film) => EventCodes.Is(film.Code, ApView);

    /// <summary>Whether the film's view is stated.</summary>
    public static bool HasView(in TrajectoryEvent film) => film.Code != UnknownView && film.Code != Kind;

    private static RadiographView ViewOf(in TrajectoryEvent film) =>
        HasView(film) ? RadiographViews.Of(film.Code[(Kind.Length + EventCodes.Separator.Length)..]) : RadiographView.Unknown;

    // Several exposures may share one time: then the path decides, not the order of the rows in a file.
    private static List<TrajectoryEvent> Films(PatientAsOf patient, Func<TrajectoryEvent, bool> wanted) =>
    [
        .. patient.Recent.ToArray().Where(e => e.TextValue is not null && EventCodes.Is(e.Code, Kind) && wanted(e))
            .OrderBy(e => e.Time).ThenBy(e => e.TextValue, StringComparer.Ordinal),
    ];
}
