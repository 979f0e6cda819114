namespace Mimic.Trajectories;

/// <summary>Where row groups and shards end. The defaults suit real data; tests use smaller ones.</summary>
internal sealed record ShardLimits
{
    /// <summary>
    /// A batch of events, which gives a row group for each split, ends with the patient who reaches so many events, at the
    /// latest at twice as many.
    /// </summary>
    public int GroupRows { get; init; } = 1 << 18;

    /// <summary>A batch ends with the event that reaches so many bytes of text.</summary>
    public long GroupText { get; init; } = 1 << 25;

    /// <summary>A shard ends with the patient who reaches so many rows.</summary>
    public long ShardRows { get; init; } = 8_000_000;
}
