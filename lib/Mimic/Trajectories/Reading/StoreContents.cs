using Mimic.Access;

namespace Mimic.Trajectories;

/// <summary>What an open store knows without having read an event.</summary>
internal sealed record StoreContents
{
    public required SourceTag Source { get; init; }

    public required string Version { get; init; }

    public required string Dataset { get; init; }

    public required long Seed { get; init; }

    public required string InputFingerprint { get; init; }

    public required long Events { get; init; }

    /// <summary>The bytes of all shards.</summary>
    public required long Bytes { get; init; }

    /// <summary>The patients in ascending order.</summary>
    public required int[] Subjects { get; init; }

    /// <summary>The split of each.</summary>
    public required Split[] Splits { get; init; }

    /// <summary>Every code that occurs, in ordinal order; null where only the events know.</summary>
    public required IReadOnlyList<string>? Codes { get; init; }

    public required IReadOnlyDictionary<string, string> Descriptions { get; init; }

    /// <summary>The names of the events; codes have their places in <see cref="Codes"/> as numbers.</summary>
    public required StoreNames Names { get; init; }

    public required IReadOnlyList<ShardReader> Shards { get; init; }

    /// <summary>In a data set of another program: the shard of each patient, -1 for a patient without events.</summary>
    public int[]? ShardOf { get; init; }

    public string? ReportJson { get; init; }
}
