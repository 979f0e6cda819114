using Mimic.Access;
using Mimic.Trajectories.Building;
using Mimic.Trajectories.Merging;

namespace Mimic.Trajectories;

/// <summary>
/// Builds the trajectories of all patients from the tables of a data set: every row of every time-stamped table becomes one
/// event, or is refused with a reason that the <see cref="BuildReport"/> counts.
/// </summary>
/// <remarks>
/// The tables are read several at a time and their events set aside in temporary files by group of patients; the groups are then
/// sorted and written, several at a time. Memory so stays below <see cref="TrajectoryOptions.Memory"/>, whatever the size of the
/// tables, the biggest patient included. The events of a store do not depend on the number of processors, on the memory, nor on
/// the order of rows in the files. A build that is killed leaves nothing that a later one trusts: that one starts anew.
/// </remarks>
public static class TrajectoryBuilder
{
    /// <summary>
    /// Opens the store of this version if it is complete and was built from the same tables with the same seed; else builds it.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Where to, which version.</param>
    /// <exception cref="MimicException">An option is not allowed, or a table is missing or damaged.</exception>
    public static TrajectoryStore OpenOrBuild(MimicDataset data, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return OpenIfCurrent(data, options) ?? Build(data, options);
    }

    /// <summary>
    /// Builds a store in <see cref="TrajectoryOptions.StoreFolder"/>; a store that is there is replaced when the new one is complete.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Where to, which version.</param>
    /// <returns>The finished store.</returns>
    /// <exception cref="MimicException">
    /// An option is not allowed, or a table is missing or damaged. Nothing is left behind then.
    /// </exception>
    public static TrajectoryStore Build(MimicDataset data, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (!options.IsWhole)
        {
            throw new MimicException("A part of a build is no store yet.", "Use BuildShard, and join the parts with TrajectoryMerge.");
        }

        new StoreBuild(data, options).Run(options.StoreFolder);
        return TrajectoryStore.Open(options.StoreFolder);
    }

    /// <summary>
    /// Builds one part of a store, <see cref="TrajectoryOptions.Shard"/>, in <see cref="TrajectoryOptions.PartFolder"/>. A part
    /// that stands there already, complete and from the same tables, is left as it is.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="options">Where to, which version, which part.</param>
    /// <returns>What became of the rows of its patients.</returns>
    /// <exception cref="MimicException">
    /// An option is not allowed, or a table is missing or damaged. Nothing is left behind then.
    /// </exception>
    public static BuildReport BuildShard(MimicDataset data, TrajectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return FinishedPart(data, options) ?? new StoreBuild(data, options).Run(options.PartFolder);
    }

    private static BuildReport? FinishedPart(MimicDataset data, TrajectoryOptions options)
    {
        StorePlace.Tidy(options.PartFolder);
        try
        {
            var part = StorePart.Open(options.PartFolder, options.Shard, StoreOpener.Rebuild);
            return part.Manifest.Seed == options.Seed && part.Manifest.TrajectoryVersion == options.Version
                && part.Manifest.InputFingerprint == StoreBuild.FingerprintOf(data)
                    ? part.Report
                    : null;
        }
        catch (MimicException)
        {
            // Not there, or not whole: it is built.
            return null;
        }
    }

    private static TrajectoryStore? OpenIfCurrent(MimicDataset data, TrajectoryOptions options)
    {
        StorePlace.Tidy(options.StoreFolder);
        try
        {
            var store = TrajectoryStore.Open(options.StoreFolder);
            return store.Version == options.Version && store.Seed == options.Seed && store.InputFingerprint == StoreBuild.FingerprintOf(data)
                ? store
                : null;
        }
        catch (MimicException)
        {
            // A store that does not open is built anew; if its folder holds something else, the build says so.
            return null;
        }
    }
}
