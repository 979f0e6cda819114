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

    /// <summary>
    /// How many bytes of packed tables share a group of patients that is sorted in memory at once. Gzip packs these tables about six
    /// to one, and an event takes up twice the bytes of its row: so about 200 MB a group. The result does not depend on it.
    /// </summary>
    internal long BytesPerPartition { get; init; } = 16L << 20;

    /// <summary>The folder of the store.</summary>
    public string StoreFolder => Path.Combine(Output, Version);

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

        if (Cpus < 1)
        {
            throw new MimicException($"{Cpus} processors cannot build anything.", "Give a number from 1.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex FolderName();
}
