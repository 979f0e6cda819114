using System.Globalization;

namespace Mimic.Trajectories;

/// <summary>
/// Joins the parts of a build (<see cref="TrajectoryBuilder.BuildShard"/>), made on one machine or on many, to one store: the same,
/// byte for byte, as a single build would have made, but for its report and date.
/// </summary>
public static class TrajectoryMerge
{
    /// <summary>Joins the parts of a version.</summary>
    /// <param name="output">The folder for trajectories, as <see cref="TrajectoryOptions.Output"/>.</param>
    /// <param name="version">The trajectory version.</param>
    /// <returns>The finished store; the parts stay where they are.</returns>
    /// <exception cref="MimicException">
    /// A part is missing, unfinished or damaged, or the parts do not come from the same tables, seed and version.
    /// </exception>
    public static TrajectoryStore Merge(string output, string version)
    {
        ArgumentNullException.ThrowIfNull(output);
        var options = new TrajectoryOptions { Output = output, Version = version };
        options.Check();
        var parts = FindParts(options).Select(Part.Read).ToList();
        foreach (var part in parts)
        {
            CheckAlike(parts[0], part, parts.Count);
        }

        var first = parts[0];
        using (var assembler = new StoreAssembler(options.StoreFolder, new()
        {
            Source = first.Manifest.Source,
            DatasetName = first.Dataset.DatasetName ?? string.Empty,
            DatasetVersion = first.Dataset.DatasetVersion,
            TrajectoryVersion = version,
            Seed = first.Manifest.Seed,
            InputFingerprint = first.Manifest.InputFingerprint,
        }))
        {
            Join(parts, assembler);
        }

        return TrajectoryStore.Open(options.StoreFolder);
    }

    private static List<string> FindParts(TrajectoryOptions options)
    {
        var found = !Directory.Exists(options.PartsFolder) ? []
            : Directory.EnumerateDirectories(options.PartsFolder, "*-of-*").Select(d => Path.GetFileName(d).Split("-of-"))
                .Where(n => n.Length == 2 && int.TryParse(n[0], CultureInfo.InvariantCulture, out _) && int.TryParse(n[1], CultureInfo.InvariantCulture, out _))
                .Select(n => (Index: int.Parse(n[0], CultureInfo.InvariantCulture), Count: int.Parse(n[1], CultureInfo.InvariantCulture)))
                .ToList();
        var counts = found.Select(p => p.Count).Distinct().Order().ToList();
        if (counts.Count != 1)
        {
            throw counts.Count == 0
                ? new MimicException(
                    $"{options.PartsFolder} holds no part of a build.", "Build the parts first: mimic trajectories build --shard 1/4 and so on.")
                : new MimicException(
                    $"{options.PartsFolder} holds parts of different builds: some of {string.Join(", some of ", counts)}.",
                    "Remove the parts that you do not want.");
        }

        var missing = Enumerable.Range(1, counts[0]).Except(found.Select(p => p.Index)).ToList();
        return missing.Count == 0
            ? [.. Enumerable.Range(1, counts[0]).Select(i => (options with { Shard = (i, counts[0]) }).PartFolder)]
            : throw new MimicException(
                $"{options.PartsFolder} lacks part {string.Join(", ", missing)} of {counts[0]}.",
                $"Build it, from the same data: mimic trajectories build --shard {missing[0]}/{counts[0]}.");
    }

    private static void CheckAlike(Part first, Part part, int count)
    {
        var difference = (part.Manifest.PartCount ?? 1) != count ? "is not of so many parts as its name says"
            : part.Manifest.InputFingerprint != first.Manifest.InputFingerprint ? "was built from other tables, or by another version of this program"
            : part.Manifest.Seed != first.Manifest.Seed ? "was built with another seed"
            : part.Manifest.TrajectoryVersion != first.Manifest.TrajectoryVersion ? "is of another trajectory version"
            : part.Manifest.Source != first.Manifest.Source ? "carries another source tag"
            : null;
        if (difference is not null)
        {
            throw new MimicException(
                $"{part.Folder} {difference} than {first.Folder}: they do not belong together.", "Remove the one that is wrong and build it again.");
        }
    }

    private static void Join(List<Part> parts, StoreAssembler assembler)
    {
        var patients = new List<(int SubjectId, Split Split)>();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            patients.AddRange(part.Patients());
            var (names, words) = part.Opener.ReadCodes(part.Manifest);
            codes.UnionWith(names);
            foreach (var (code, text) in words)
            {
                // Parts differ only where the rows themselves name a code; then the first in ordinal order counts, as in one build.
                if (!descriptions.TryGetValue(code, out var other) || string.CompareOrdinal(text, other) < 0)
                {
                    descriptions[code] = text;
                }
            }

            foreach (var shard in part.Manifest.Shards)
            {
                using var file = part.Opener.Open(shard.File);
                for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
                {
                    assembler.Append(shard.Split, EncodedRowGroup.Read(file, group));
                }
            }
        }

        var report = BuildReport.Merge([.. parts.Select(p => p.Report)], codes.Count, descriptions.Count);
        if (report.Events != assembler.Events)
        {
            throw new MimicException(
                $"The parts report {report.Events} events but hold {assembler.Events}.", "Build the parts again: mimic trajectories build --shard.");
        }

        assembler.Complete(patients, codes, descriptions, report.ToJson());
    }

    private sealed record Part(string Folder, StoreOpener Opener, StoreManifest Manifest, MedsDatasetJson Dataset, BuildReport Report)
    {
        public static Part Read(string folder)
        {
            var opener = new StoreOpener(folder);
            var (manifest, dataset) = opener.ReadManifest(part: true);
            var report = opener.ReadReport() ?? throw new MimicException($"{folder} has lost its report.", "Build this part again.");
            return new(folder, opener, manifest, dataset, BuildReport.FromJson(report));
        }

        public IEnumerable<(int SubjectId, Split Split)> Patients()
        {
            var (subjects, splits) = Opener.ReadSplits(Manifest);
            return subjects.Zip(splits);
        }
    }
}
