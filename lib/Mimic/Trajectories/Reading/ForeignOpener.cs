using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mimic.Access;
using Mimic.Tables;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>
/// Opens a MEDS data set that another program wrote. What a store of ours states about itself is found by reading here: which
/// patients are in which file, and that the rows of each stand together.
/// </summary>
internal sealed class ForeignOpener(string folder)
{
    private const string Remedy = "Get the data set again, or have its program write it as MEDS 0.4 asks.";
    private const string SplitsName = "metadata/subject_splits.parquet";
    private const string CodesName = "metadata/codes.parquet";

    private static readonly string SplitNames = string.Join(", ", Splits.All.Select(s => s.Name()));

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Whether the folder holds events, but nothing that says that they are ours.</summary>
    public bool Fits => !File.Exists(PathOf(StoreManifest.FileName)) && !File.Exists(PathOf(StorePlace.LockName)) && Files().Any();

    /// <summary>All that is known before events are asked for.</summary>
    public StoreContents Read()
    {
        var dataset = ReadDataset();
        var paths = Files().Order(StringComparer.Ordinal).ToArray();
        var shards = new ShardReader[paths.Length];
        var indexes = new SubjectIndex[paths.Length];
        var footers = new uint[paths.Length];
        OnAllCpus(paths.Length, i =>
        {
            var footer = ParquetReader.ReadFooter(paths[i], Remedy, null);
            footers[i] = Crc32.Append(0, footer.Bytes);
            using var file = ParquetReader.Reopen(paths[i], Remedy, ParquetReader.Parse(paths[i], Remedy, footer), new());
            var columns = ShardColumns.In(file);
            indexes[i] = SubjectIndex.Read(new(paths[i], Remedy, footer, columns, null), Remedy);
            shards[i] = new(paths[i], Remedy, footer, columns, indexes[i]);
        });

        var patients = Patients(paths, indexes);
        var (subjects, splits) = ReadSplits(patients, paths);
        for (var i = 0; i < shards.Length; i++)
        {
            shards[i].Split = Uniform(indexes[i].Subjects.Select(s => splits[Array.BinarySearch(subjects, s)]));
        }

        var names = new StoreNames();
        return new()
        {
            Source = SourceTag.Credentialed,
            Version = dataset.DatasetVersion ?? "unknown",
            Dataset = $"{dataset.DatasetName ?? Path.GetFileName(_folder)} {dataset.DatasetVersion}".TrimEnd(),
            Seed = 0,
            InputFingerprint = Fingerprint(paths, footers),
            Events = shards.Sum(s => s.Metadata.Rows),
            Bytes = paths.Sum(p => new FileInfo(p).Length),
            Subjects = subjects,
            Splits = splits,
            Codes = null,
            Descriptions = ReadDescriptions(),
            Names = names,
            Shards = shards,
            ShardOf = [.. subjects.Select(s => patients.GetValueOrDefault(s, -1))],
        };
    }

    private static Split? Uniform(IEnumerable<Split> splits) => splits.Distinct().ToList() is [var only] ? only : null;

    private static Dictionary<int, int> Patients(string[] paths, SubjectIndex[] indexes)
    {
        var patients = new Dictionary<int, int>();
        for (var i = 0; i < indexes.Length; i++)
        {
            foreach (var subject in indexes[i].Subjects)
            {
                if (!patients.TryAdd(subject, i))
                {
                    throw new MimicException(
                        $"{paths[i]} has rows of a patient who is also in {paths[patients[subject]]}. In MEDS a patient is in one file.",
                        Remedy);
                }
            }
        }

        return patients;
    }

    private static void OnAllCpus(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<MimicException>().FirstOrDefault() is { } first)
        {
            throw first;
        }
    }

    private IEnumerable<string> Files() => Directory.Exists(PathOf("data"))
        ? Directory.EnumerateFiles(PathOf("data"), "*.parquet", SearchOption.AllDirectories)
        : [];

    private MedsDatasetJson ReadDataset()
    {
        var path = PathOf(MedsDatasetJson.FileName);
        if (!File.Exists(path))
        {
            return new();
        }

        MedsDatasetJson dataset;
        try
        {
            dataset = JsonSerializer.Deserialize<MedsDatasetJson>(File.ReadAllText(path), StoreManifest.Json) ?? new();
        }
        catch (JsonException)
        {
            throw new MimicException($"{path} is not the JSON that MEDS asks for.", Remedy);
        }

        if (dataset.EtlName == MedsDatasetJson.OurEtlName)
        {
            throw new MimicException(
                $"{_folder} was written by this library, but lacks {StoreManifest.FileName}.",
                "Copy the folder whole, or build the trajectories again: mimic trajectories build.");
        }

        // The columns of the events are the same in 0.3 and 0.4.
        return dataset.MedsVersion is not { } version || version.StartsWith("0.4", StringComparison.Ordinal)
            || version.StartsWith("0.3", StringComparison.Ordinal)
            ? dataset
            : throw new MimicException($"{_folder} is a data set of MEDS {version}; this library reads 0.3 and 0.4.", Remedy);
    }

    /// <summary>The splits that the data set states; else those of the folders of its shards; else all is for training.</summary>
    private (int[] Subjects, Split[] Splits) ReadSplits(Dictionary<int, int> patients, string[] paths)
    {
        var path = PathOf(SplitsName);
        if (!File.Exists(path))
        {
            var all = patients.Keys.Order().ToArray();
            var folders = paths.Select(p => Path.GetRelativePath(PathOf("data"), p).Split(Path.DirectorySeparatorChar)
                .Select(Splits.Parse).FirstOrDefault(s => s is not null) ?? Split.Train).ToArray();
            return (all, [.. all.Select(s => folders[patients[s]])]);
        }

        var splits = new SortedDictionary<int, Split>();
        using var file = ParquetReader.Open(path, Remedy);
        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
        {
            var ids = file.ReadWholeNumbers(group, "subject_id");
            var names = file.Read<string>(group, file.Column("split", ColumnKind.String));
            for (var i = 0; i < ids.Length; i++)
            {
                var split = names.Has(i) ? Splits.Parse(names.Values[i]) : null;
                if (split is null || ids[i] != (int)ids[i] || (splits.TryGetValue((int)ids[i], out var other) && other != split))
                {
                    throw new MimicException(
                        Invariant($"{path}, row group {group}: a patient has no split, two of them, or another than {SplitNames}."),
                        "Give every patient one of these splits, or remove the file: then the folders of the shards name the split.");
                }

                splits[(int)ids[i]] = split.Value;
            }
        }

        var missing = patients.Keys.Count(s => !splits.ContainsKey(s));
        return missing == 0
            ? ([.. splits.Keys], [.. splits.Values])
            : throw new MimicException(
                Invariant($"{path} does not say to which split {missing:#,0} patients belong."),
                "Add them, or remove the file: then the folders of the shards name the split.");
    }

    private Dictionary<string, string> ReadDescriptions()
    {
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = PathOf(CodesName);
        if (!File.Exists(path))
        {
            return descriptions;
        }

        using var file = ParquetReader.Open(path, Remedy);
        var description = file.Find("description");
        if (description < 0 || file.Metadata.Columns[description].Kind != ColumnKind.String)
        {
            return descriptions;
        }

        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
        {
            var codes = file.Read<string>(group, file.Column("code", ColumnKind.String));
            var texts = file.Read<string>(group, description);
            for (var i = 0; i < codes.Values.Length; i++)
            {
                if (codes.Has(i) && texts.Has(i))
                {
                    descriptions.TryAdd(codes.Values[i], texts.Values[i]);
                }
            }
        }

        return descriptions;
    }

    // Which bytes they are: every footer says where all pages lie and how large they are.
    private string Fingerprint(string[] paths, uint[] footers)
    {
        var lines = paths.Select((p, i) => Invariant($"{Path.GetRelativePath(_folder, p)} {new FileInfo(p).Length} {footers[i]:x8}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private string PathOf(string file) => Path.Combine(_folder, file);
}
