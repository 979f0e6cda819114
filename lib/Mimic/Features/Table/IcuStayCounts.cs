using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Counts which ICU stays give a sample and why others do not; see <see cref="IcuSamples"/>. Not safe for use by several threads.</summary>
public sealed class IcuStayCounts
{
    private long _inUnit;
    private long _inHospital;

    /// <summary>All ICU stays that were looked at.</summary>
    public long Stays { get; private set; }

    /// <summary>Those that gave a sample.</summary>
    public long Samples { get; private set; }

    /// <summary>How the samples came about.</summary>
    /// <param name="store">The trajectories of which they are.</param>
    /// <param name="after">How long after the start of the stay the prediction is made.</param>
    public PruningRecord ToPruning(TrajectoryStore store, TimeSpan after)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new()
        {
            Result = "Samples",
            Source = store.Source,
            Population = "ICU stays",
            Unit = "stays",
            Count = Stays,
            Steps =
            [
                new("still in the unit at the prediction", PruningKind.Inclusion, Stays, _inUnit),
                new("with a discharge from hospital after the prediction", PruningKind.Inclusion, _inUnit, _inHospital),
                new("alive at the prediction", PruningKind.Inclusion, _inHospital, Samples),
            ],
            Parameters = new Dictionary<string, string> { ["hours from the start of the stay to the prediction"] = Invariant($"{after.TotalHours:0.##}") },
            Inputs = new Dictionary<string, string> { ["tables"] = store.InputFingerprint },
            Earlier = store.Pruning,
        };
    }

    /// <summary>Counts a stay; whether it gives a sample.</summary>
    internal bool Count(bool inUnit, bool inHospital, bool alive)
    {
        Stays++;
        if (inUnit)
        {
            _inUnit++;
        }

        if (inUnit && inHospital)
        {
            _inHospital++;
        }

        var gives = inUnit && inHospital && alive;
        Samples += gives ? 1 : 0;
        return gives;
    }
}
