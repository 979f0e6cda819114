using Mimic.Access;

namespace Mimic.Trajectories;

/// <summary>What a store says about itself.</summary>
public sealed record MedsStoreInfo
{
    /// <summary>Where the data come from; every trajectory in the store carries it.</summary>
    public required SourceTag Source { get; init; }

    /// <summary>The data set that the trajectories were made from, as <c>mimic-iv-demo</c>.</summary>
    public required string DatasetName { get; init; }

    /// <summary>Its version, as <c>2.2</c>; null if it is not known.</summary>
    public string? DatasetVersion { get; init; }

    /// <summary>The user's own tag of this set of trajectories, as <c>1.0</c>.</summary>
    public string TrajectoryVersion { get; init; } = "1.0";

    /// <summary>The seed that the splits come from.</summary>
    public long Seed { get; init; }

    /// <summary>A fingerprint of the input tables, so that a later run can see whether the store still fits them.</summary>
    public required string InputFingerprint { get; init; }

    /// <summary>
    /// When the store was made, in UTC; null for now. It is written to <c>metadata/dataset.json</c> alone, so that every other
    /// file of two stores made from the same tables with the same seed is the same byte for byte; but for the report of the
    /// build, where it says how long the work took.
    /// </summary>
    public DateTime? CreatedAt { get; init; }
}
