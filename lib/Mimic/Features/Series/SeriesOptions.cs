namespace Mimic.Features;

/// <summary>What one row of a table of series stands for.</summary>
public enum SeriesBy
{
    /// <summary>A patient.</summary>
    Patient,

    /// <summary>An admission (hadm_id); measurements outside of admissions are left out and counted.</summary>
    Admission,

    /// <summary>
    /// An ICU stay (stay_id). Measurements that name no stay, as those of the laboratory, belong to every stay of their admission, as in
    /// HAIM; those of admissions without a stay are left out and counted.
    /// </summary>
    IcuStay,

    /// <summary>
    /// A window of some hours: [t0 + k h, t0 + (k + 1) h), t0 the patient's first measurement of those asked for. A window without any
    /// has no row.
    /// </summary>
    Hours,
}

/// <summary>What <see cref="SeriesFeatures"/> makes of a store.</summary>
public sealed record SeriesOptions
{
    /// <summary>What a row stands for.</summary>
    public SeriesBy By { get; init; } = SeriesBy.Patient;

    /// <summary>The length of the windows of <see cref="SeriesBy.Hours"/>, at least 1.</summary>
    public int Hours { get; init; } = 24;

    /// <summary>Which statistics.</summary>
    public SeriesVariant Statistics { get; init; } = SeriesVariant.Medprofiles;

    /// <summary>Which measurements make which series; null for <see cref="SeriesItems.Standard"/>, with positional names for <see cref="SeriesItems.Published"/>.</summary>
    public SeriesItems? Items { get; init; }

    /// <summary>The kinds of events to use, as <see cref="Trajectories.EventCodes.Lab"/>; null for all that <see cref="Items"/> has.</summary>
    public IReadOnlyCollection<string>? Kinds { get; init; }

    /// <summary>HAIM's names by position, <c>ts_ce_0</c>, instead of <c>tschart_attr_Heart_Rate__max</c>.</summary>
    public bool PositionalNames { get; init; }

    /// <summary>What stands before <c>_attr_</c> in every name; null for <c>tschart</c>, <c>tslab</c>, <c>tsprocedure</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>Only these patients; null for all.</summary>
    public IReadOnlyCollection<int>? Patients { get; init; }
}

/// <summary>The statistics of one patient, admission, stay or window.</summary>
/// <param name="SubjectId">The patient.</param>
/// <param name="HadmId">The admission; null unless rows are admissions or stays.</param>
/// <param name="StayId">The ICU stay; null unless rows are stays.</param>
/// <param name="Start">The first measurement, or the beginning of the window (included).</param>
/// <param name="End">The last measurement, or the end of the window (excluded).</param>
/// <param name="Values">In the order of <see cref="SeriesFeatures.Features"/>; NaN where missing.</param>
public sealed record SeriesRow(int SubjectId, int? HadmId, int? StayId, DateTime Start, DateTime End, double[] Values);
