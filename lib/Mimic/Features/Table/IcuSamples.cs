using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Samples within ICU stays: what is known some hours after the patient came predicts death in hospital.</summary>
public static class IcuSamples
{
    /// <summary>One sample per ICU stay that lasts until the prediction time.</summary>
    /// <param name="patients">Whole trajectories; read once.</param>
    /// <param name="after">How long after the start of the stay the prediction is made, above 0.</param>
    /// <returns>
    /// Outcome: whether the hospital admission ended with death (discharge location DIED). Stays of an admission without a
    /// discharge, and those that ended by then, by leaving the unit or by death, have no sample.
    /// </returns>
    public static IEnumerable<Sample> After(IEnumerable<Trajectory> patients, TimeSpan after) =>
        WithPatients(patients, after).Select(s => s.Sample);

    /// <summary>The same with the patients, for those who go on with them: the patients are read once.</summary>
    /// <param name="patients">Whole trajectories; read once.</param>
    /// <param name="after">How long after the start of the stay the prediction is made, above 0.</param>
    /// <returns>As <see cref="After"/>.</returns>
    public static IEnumerable<(Trajectory Patient, Sample Sample)> WithPatients(IEnumerable<Trajectory> patients, TimeSpan after) =>
        WithPatients(patients, after, new());

    /// <summary>The same, and counts the stays that are left out.</summary>
    /// <param name="patients">Whole trajectories; read once.</param>
    /// <param name="after">How long after the start of the stay the prediction is made, above 0.</param>
    /// <param name="counts">Takes the counts; they are complete when the samples have been read.</param>
    /// <returns>As <see cref="After"/>.</returns>
    public static IEnumerable<(Trajectory Patient, Sample Sample)> WithPatients(IEnumerable<Trajectory> patients, TimeSpan after, IcuStayCounts counts)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after, TimeSpan.Zero);
        return patients.SelectMany(p => Of(p, after, counts).Select(s => (p, s)));
    }

    private static List<Sample> Of(Trajectory patient, TimeSpan after, IcuStayCounts counts)
    {
        var all = patient.ToArray();
        var samples = new List<Sample>();
        foreach (var stay in all.Where(e => e.StayId is not null && EventCodes.Is(e.Code, EventCodes.IcuAdmission)))
        {
            var time = stay.Time!.Value + after;
            var left = all.Any(e => e.StayId == stay.StayId && e.Time <= time && EventCodes.Is(e.Code, EventCodes.IcuDischarge));
            var discharge = all.Where(e => e.HadmId is not null && e.HadmId == stay.HadmId && EventCodes.Is(e.Code, EventCodes.Discharge))
                .Select(e => e as TrajectoryEvent?).FirstOrDefault();
            if (counts.Count(!left, discharge?.Time > time, !(patient.Death <= time)))
            {
                samples.Add(new(patient.SubjectId, time, discharge!.Value.Code == Guard.DiedInHospital));
            }
        }

        return samples;
    }
}
