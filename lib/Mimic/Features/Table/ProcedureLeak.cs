using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>
/// WRONG, as published: HAIM cuts the procedures of a stay at no time, so they tell what is done to the patient after the prediction.
/// Wraps the extractor of procedures so that it sees all procedures of the ICU stay.
/// </summary>
internal sealed class ProcedureLeak(IFeatureExtractor procedures) : IFeatureExtractor
{
    public const string Warning =
        "Procedure features see the whole ICU stay, also after the prediction time (HAIM's published leak): no honest result comes of them.";

    private const string Window = "WRONG, as published: the whole ICU stay, also after the prediction time";

    public IReadOnlyList<FeatureDefinition> Features { get; } =
        [.. procedures.Features.Select(f => f with { Origin = f.Origin with { Window = Window } })];

    public void Extract(PatientAsOf patient, FeatureRow row) => procedures.Extract(patient, row);

    /// <summary>The last ICU stay that had begun by the prediction time; null if there is none.</summary>
    public static int? StayOf(Trajectory patient, DateTime predictionTime)
    {
        int? stay = null;
        foreach (ref readonly var e in patient.Timed)
        {
            stay = e.Time <= predictionTime && EventCodes.Is(e.Code, EventCodes.IcuAdmission) ? e.StayId : stay;
        }

        return stay;
    }
}
