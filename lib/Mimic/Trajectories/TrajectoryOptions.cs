using System.Text.RegularExpressions;

namespace Mimic.Trajectories;

/// <summary>How trajectories are built, as the tutorials name it: where to, which version, how many processors.</summary>
public sealed partial record TrajectoryOptions
{
    /// <summary>The folder that holds the stores; each version has a folder of its own below it.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// The trajectory version: a tag of your choice that tells stores of the same data apart, and the name of the store's folder.
    /// </summary>
    public string Version { get; init; } = "1.0";

    /// <summary>How many tables are read, and groups of patients sorted, at the same time. The result does not depend on it.</summary>
    public int Cpus { get; init; } = Environment.ProcessorCount;

    /// <summary>The seed of the split into training, tuning and held-out patients.</summary>
    public long Seed { get; init; }

    /// <summary>What <see cref="Memory"/> is if nothing is said: 1 GiB.</summary>
    public const long UsualMemory = 1L << 30;

    /// <summary>
    /// The most memory that the build should take, in bytes, however large the tables and the biggest patient are. What does not fit
    /// waits in temporary files beside the store. The result does not depend on it.
    /// </summary>
    public long Memory { get; init; } = UsualMemory;

    /// <summary>
    /// Which part of the build to make, from 1, and of how many: a range of patients. All parts together give the store that one
    /// build gives. 1 of 1 is the whole.
    /// </summary>
    public (int Index, int Count) Shard { get; init; } = (1, 1);

    /// <summary>The bytes that chunks share; null for what <see cref="Memory"/> leaves. For tests.</summary>
    internal long? ChunkMemory { get; init; }

    /// <summary>The folder of the store.</summary>
    public string StoreFolder => Path.Combine(Output, Version);

    /// <summary>The folder in which the parts of a build in parts stand, each in a folder of its own.</summary>
    public string PartsFolder => $"{StoreFolder}.parts";

    /// <summary>The folder of the part that <see cref="Shard"/> names.</summary>
    public string PartFolder => Path.Combine(PartsFolder, Invariant($"{Shard.Index}-of-{Shard.Count}"));

    /// <summary>Whether the whole is built at once.</summary>
    public bool IsWhole => Shard.Count == 1;

    /// <summary>Checks what a user may have mistyped.</summary>
    /// <exception cref="MimicException">A value is not allowed.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Output))
        {
            throw new MimicException("No output folder is given.", "Name a folder for the trajectories, for instance out/trajectories.");
        }

        if (!FolderName().IsMatch(Version))
        {
            throw new MimicException(
                "The trajectory version is the name of a folder and cannot hold what you gave.",
                "Use letters, digits, dots, dashes and underscores, beginning with a letter or digit, as in 1.0 or 2024-demo.");
        }

        if (Memory < Building.BuildMemory.Smallest)
        {
            throw new MimicException(
                Invariant($"{Memory / 1048576:#,0} MB of memory are too little to build trajectories."),
                Invariant($"Give at least {Building.BuildMemory.Smallest / 1048576} MB; 1GB is a good choice."));
        }

        if (Shard.Count < 1 || Shard.Index < 1 || Shard.Index > Shard.Count)
        {
            throw new MimicException(
                Invariant($"There is no part {Shard.Index} of {Shard.Count}."), "Parts are counted from 1: --shard 1/4 to --shard 4/4.");
        }

        if (Cpus < 1)
        {
            throw new MimicException($"{Cpus} processors cannot build anything.", "Give a number from 1.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex FolderName();
}
