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
    internal string Window => Lookback is { } span
        ? Invariant($"happened in the {span.TotalHours:0.##} hours before the prediction time (start excluded) and known by then (end included)")
        : "known by the prediction time (included), however long before";

    /// <summary>The most processors to use; the result does not depend on it.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;
}
