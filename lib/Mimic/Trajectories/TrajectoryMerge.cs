using Mimic.Display;
using Mimic.Trajectories.Building;
using Mimic.Trajectories.Merging;

namespace Mimic.Trajectories;

/// <summary>
/// Joins the parts that <see cref="TrajectoryBuilder.BuildShard"/> made, on one machine or many, into the store that one build of all
/// patients gives, byte for byte but for what was measured (times, memory) and the time of making.
/// </summary>
/// <remarks>Row groups are copied as they are, each page checked against its checksum; nothing is unpacked or sorted again.</remarks>
public static class TrajectoryMerge
{
    /// <summary>Joins the parts of a version; they stay where they are.</summary>
    /// <param name="output">The folder for trajectories, as <see cref="TrajectoryOptions.Output"/>.</param>
    /// <param name="version">The trajectory version.</param>
    /// <returns>The finished store.</returns>
    /// <exception cref="MimicException">
    /// A part is missing, damaged, or from other tables, another seed or another version of the library; or the place of the store
    /// cannot be written. Nothing is left behind then.
    /// </exception>
    public static TrajectoryStore Merge(string output, string version)
    {
        var options = new TrajectoryOptions { Output = output, Version = version };
        options.Check();
        var parts = new PartsOfStore(options).Open();
        using var assembler = new StoreAssembler(options.StoreFolder, parts[0].Info);
        using (var progress = new Progress("row groups joined", parts.Sum(p => p.RowGroups)))
        {
            foreach (var part in parts)
            {
                part.CopyTo(assembler, progress);
            }
        }

        var codes = parts.SelectMany(p => p.Codes).ToHashSet(StringComparer.Ordinal);
        var descriptions = Descriptions(parts);
        var report = BuildReport.Merge([.. parts.Select(p => p.Report)], codes.Count, descriptions.Count);
        if (assembler.Events != report.Events)
        {
            throw new InvalidOperationException($"The reports of the parts tell of {report.Events} events, {assembler.Events} were joined.");
        }

        assembler.Complete([.. parts.SelectMany(p => p.Patients)], codes, descriptions, report.ToJson(), BuildPruning.Of(report).ToJson());
        return TrajectoryStore.Open(options.StoreFolder);
    }

    // Parts differ only where rows themselves name a code: the first words in ordinal order count then, as in one build, and our own
    // words only where no row of any part has any.
    private static Dictionary<string, string> Descriptions(IEnumerable<StorePart> parts) => parts
        .SelectMany(p => p.Descriptions)
        .GroupBy(d => d.Key, d => d.Value, StringComparer.Ordinal)
        .ToDictionary(
            d => d.Key,
            d => d.Where(words => words != FixedCodes.Describe(d.Key)).Min(StringComparer.Ordinal) ?? d.First(),
            StringComparer.Ordinal);
}
