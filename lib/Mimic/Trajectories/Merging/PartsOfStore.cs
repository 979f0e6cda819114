using System.Globalization;
using System.Text.RegularExpressions;

namespace Mimic.Trajectories.Merging;

/// <summary>Finds the parts of a store and checks that all are there and fit together.</summary>
internal sealed partial class PartsOfStore(TrajectoryOptions options)
{
    private readonly string _folder = options.PartsFolder;

    /// <summary>The parts in the order of their patients.</summary>
    /// <exception cref="MimicException">One is missing, damaged or from another build.</exception>
    public IReadOnlyList<StorePart> Open()
    {
        var found = Find();
        var count = found[0].Count;
        if (found.FirstOrDefault(f => f.Count != count) is { Count: > 0 } other)
        {
            throw new MimicException(
                $"{_folder} holds parts of two divisions, into {count} and into {other.Count}.",
                $"Remove the folders of the one that you do not want, as {count}-of-{count} or {other.Count}-of-{other.Count}.");
        }

        var missing = Enumerable.Range(1, count).Except(found.Select(f => f.Index)).ToList();
        if (missing.Count > 0)
        {
            var stopped = missing.Where(i => Directory.Exists(StorePlace.PartialOf(FolderOf(i, count)))).ToList();
            throw new MimicException(
                $"{Parts(missing)} of {count} {(missing.Count == 1 ? "is" : "are")} missing in {_folder}"
                + (stopped.Count == 0 ? "." : $"; the work on {Parts(stopped).ToLowerInvariant()} is not finished."),
                BuildThem(missing, count, SeedOf(found[0].Index, count)));
        }

        var parts = Enumerable.Range(1, count).Select(i => StorePart.Open(FolderOf(i, count), (i, count), BuildThem([i], count, null))).ToList();
        foreach (var part in parts)
        {
            Compare(parts[0], part, count);
        }

        CheckPatients(parts, count);
        return parts;
    }

    private static string Parts(IReadOnlyList<int> parts) =>
        $"{(parts.Count == 1 ? "Part" : "Parts")} {string.Join(", ", parts)}";

    private static void CheckPatients(List<StorePart> parts, int count)
    {
        var last = int.MinValue;
        foreach (var part in parts.Where(p => p.Patients.Count > 0))
        {
            if (part.Patients[0].SubjectId <= last)
            {
                throw new MimicException(
                    $"The patients of part {part.Index} of {count} do not come after those of the parts before it.",
                    "The parts were made by different versions of the library; remove them and build all of them again.");
            }

            last = part.Patients[^1].SubjectId;
        }
    }

    private List<(int Index, int Count)> Find()
    {
        var found = Directory.Exists(_folder)
            ? Directory.EnumerateDirectories(_folder)
                .Select(d => PartName().Match(Path.GetFileName(d)))
                .Where(m => m.Success)
                .Select(m => (Number(m.Groups[1]), Number(m.Groups[2])))
                .Where(p => p.Item1 >= 1 && p.Item1 <= p.Item2)
                .Order()
                .ToList()
            : [];
        return found.Count > 0
            ? found
            : throw new MimicException($"There are no parts to join in {_folder}.", BuildThem([1], 4, null));

        static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
    }

    private void Compare(StorePart first, StorePart part, int count)
    {
        var difference =
            part.Manifest.TrajectoryVersion != options.Version ? $"is of trajectory version {part.Manifest.TrajectoryVersion}, not {options.Version}"
            : part.Manifest.Source != first.Manifest.Source ? $"is made from {part.Manifest.Source} data, part 1 from {first.Manifest.Source} data"
            : part.Manifest.InputFingerprint != first.Manifest.InputFingerprint || !part.HasTablesOf(first)
                ? "is made from other tables than part 1, or in another way"
            : part.Manifest.Seed != first.Manifest.Seed ? Invariant($"splits the patients with seed {part.Manifest.Seed}, part 1 with {first.Manifest.Seed}")
            : part.Info.DatasetName != first.Info.DatasetName || part.Info.DatasetVersion != first.Info.DatasetVersion ? "is of another data set than part 1"
            : part.EtlVersion != first.EtlVersion ? $"was made by version {part.EtlVersion} of the library, part 1 by {first.EtlVersion}"
            : null;
        if (difference is not null)
        {
            throw new MimicException(
                $"Part {part.Index} of {count} {difference}.",
                $"Parts of different builds cannot be joined. {BuildThem([part.Index], count, first.Manifest.Seed)} If part 1 is the wrong one, build that again.");
        }
    }

    private string FolderOf(int index, int count) => (options with { Shard = (index, count) }).PartFolder;

    private long? SeedOf(int index, int count)
    {
        try
        {
            return new StoreOpener(FolderOf(index, count)).ReadManifest(part: true).Manifest.Seed;
        }
        catch (MimicException)
        {
            // A part that cannot be read is told of once all are there.
            return null;
        }
    }

    private string BuildThem(IReadOnlyList<int> parts, int count, long? seed)
    {
        var which = parts.Count == 1 ? Invariant($"{parts[0]}/{count}") : Invariant($"I/{count}");
        var build = Invariant($"mimic trajectories build --data DIR --out {options.Output} --version {options.Version}")
            + (seed is null or 0 ? string.Empty : Invariant($" --seed {seed}")) + $" --shard {which}";
        return parts.Count == 1 ? $"Build it: {build}." : $"Build them: {build}, for I = {string.Join(", ", parts)}.";
    }

    [GeneratedRegex(@"^([0-9]{1,6})-of-([0-9]{1,6})$")]
    private static partial Regex PartName();
}
