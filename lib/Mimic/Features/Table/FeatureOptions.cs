namespace Mimic.Features;

/// <summary>What <see cref="FeatureBuilder"/> makes of a patient.</summary>
public sealed record FeatureOptions
{
    /// <summary>The kinds of data to use; all by default.</summary>
    public IReadOnlyList<Modality> Modalities { get; init; } = Enum.GetValues<Modality>();

    /// <summary>
    /// How the 11 statistics are defined. Without HAIM's appended 0 by default, so that a missing measurement stays missing.
    /// </summary>
    public SeriesVariant Statistics { get; init; } = SeriesVariant.Medprofiles;

    /// <summary>
    /// HAIM's names by position (<c>de_0</c>, <c>ts_ce_0</c>, <c>ts_le_0</c>, <c>ts_pe_0</c>) instead of names that say what is meant.
    /// </summary>
    public bool PositionalNames { get; init; }

    /// <summary>
    /// Which measurements make which series, in which units and limits. Null (the default) for <see cref="SeriesItems.Standard"/>; with
    /// positional names for <see cref="SeriesItems.Published"/>, which are the positions that the study counted.
    /// </summary>
    public SeriesItems? Items { get; init; }

    /// <summary>How far before the prediction measurements, notes and images are used; null (the default) for all of the past.</summary>
    public TimeSpan? Lookback { get; init; }

    /// <summary>
    /// Discharge and radiology notes as two documents instead of one. One is the default: fewer columns than two, which
    /// matters with a few hundred patients, and a patient without discharge note is not missing.
    /// </summary>
    public bool SeparateNotes { get; init; }

    /// <summary>Which radiographs are described.</summary>
    public ImageChoice Images { get; init; } = ImageChoice.LastFrontal;

    /// <summary>Extractors of your own; their columns stand last.</summary>
    public IReadOnlyList<IFeatureExtractor> Extra { get; init; } = [];

    /// <summary>What <see cref="PatientAsOf.Recent"/> holds under these options, in words, with its ends.</summary>
    internal string Window => Guard.Describe(Lookback);

    /// <summary>Which time of an event counts per table, and whether the ends of the window belong to it.</summary>
    public GuardRule Guard { get; init; } = new();

    /// <summary>Which age is the patient's age.</summary>
    public AgeRule Age { get; init; }

    /// <summary>
    /// Also what is known of the current hospital admission and ICU stay: type, hours since, how many before. For predictions during a
    /// stay; off by default, and not with <see cref="PositionalNames"/>.
    /// </summary>
    public bool AdmissionFacts { get; init; }

    /// <summary>
    /// WRONG, as published: procedure features see the whole ICU stay that the patient is in, also after the prediction time. To
    /// measure how much HAIM's leak flatters a model, for nothing else; the table carries a warning.
    /// </summary>
    public bool AsPublishedProcedureLeak { get; init; }

    /// <summary>The most processors to use; the result does not depend on it.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;
}
