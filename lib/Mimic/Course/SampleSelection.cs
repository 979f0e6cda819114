using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Display;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Course;

/// <summary>The samples of a cohort, and how many patients fell away since nothing was known of them in time.</summary>
[TypeFormatterSource]
public sealed class SampleSelection
{
    private readonly EntropyCohort _cohort;
    private readonly int _monthsBeforeEnd;

    private SampleSelection(IReadOnlyList<Sample> samples, Attrition attrition, EntropyCohort cohort, int monthsBeforeEnd) =>
        (Samples, Attrition, _cohort, _monthsBeforeEnd) = (samples, attrition, cohort, monthsBeforeEnd);

    /// <summary>For whom, when, and what came of it; ordered by patient.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>How many patients were left at each step.</summary>
    public Attrition Attrition { get; }

    /// <summary>
    /// One sample per selected patient: the prediction is made some months before the end of the patient's window. Who has no
    /// item of any counted data type by then is left out: a prediction without a record would only tell how long the record is.
    /// </summary>
    /// <param name="cohort">The selected patients.</param>
    /// <param name="store">Their trajectories.</param>
    /// <param name="monthsBeforeEnd">Calendar months, 0 or more.</param>
    public static SampleSelection From(EntropyCohort cohort, TrajectoryStore store, int monthsBeforeEnd)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfNegative(monthsBeforeEnd);
        var all = cohort.Patients.OrderBy(p => p.SubjectId)
            .Select(p => new Sample(p.SubjectId, p.WindowEnd.AddMonths(-monthsBeforeEnd), p.Dead)).ToArray();
        var attrition = new Attrition("selected patients", all.Length);
        var known = attrition.Apply(all, $"known {monthsBeforeEnd} months before the end", s => IsKnown(store.Read(s.SubjectId), s.PredictionTime));
        return new(known, attrition, cohort, monthsBeforeEnd);
    }

    /// <summary>How the samples came about, without any patient.</summary>
    /// <param name="earlier">How the cohort came about; null for what the cohort itself knows.</param>
    public PruningRecord ToPruning(PruningRecord? earlier = null) => new()
    {
        Result = "Samples",
        Source = _cohort.Source,
        Population = "Selected patients, one prediction each",
        Unit = "samples",
        Count = Attrition.Count,
        Steps = Attrition.ToSteps(),
        Parameters = new Dictionary<string, string> { ["months between the prediction and the end of the window"] = Invariant($"{_monthsBeforeEnd}") },
        Inputs = _cohort.Fingerprint is { } tables ? new Dictionary<string, string> { ["tables"] = tables } : [],
        Earlier = earlier ?? _cohort.ToPruning(),
    };

    /// <summary>The counts as HTML.</summary>
    public string ToHtml() => Attrition.ToHtml();

    /// <summary>The counts as text.</summary>
    public override string ToString() => Attrition.ToString();

    private static bool IsKnown(Trajectory patient, DateTime time)
    {
        foreach (ref readonly var e in patient.Timed)
        {
            if (e.Time > time)
            {
                return false;
            }

            if (DataTypes.Of(e) is not null && Guard.IsKnown(e, time))
            {
                return true;
            }
        }

        return false;
    }
}
