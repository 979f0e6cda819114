using System.Text.Json;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Opens the folder of a store: every check that needs no event to be read.</summary>
internal sealed class StoreOpener(string folder)
{
    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>What a user does about a store that is not whole.</summary>
    public static string Rebuild => "Build the trajectories again: mimic trajectories build.";

    /// <summary>The store's own description, after a look at what the folder is at all.</summary>
    /// <param name="part">Whether it may be one of several parts, which are to be joined.</param>
    public (StoreManifest Manifest, MedsDatasetJson Dataset) ReadManifest(bool part = false)
    {
        StorePlace.Repair(_folder);
        if (!Directory.Exists(_folder))
        {
            throw Directory.Exists(StorePlace.PartialOf(_folder))
                ? new MimicException($"{_folder} does not exist, only the unfinished work of a run that was stopped.", Rebuild)
                : new MimicException($"There is no folder {_folder}.", Rebuild);
        }

        if (!File.Exists(PathOf(MedsDatasetJson.FileName)))
        {
            var stores = Directory.EnumerateDirectories(_folder)
                .Where(d => File.Exists(Path.Combine(d, StoreManifest.FileName)))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
                .ToList();
            throw new MimicException(
                $"{_folder} is not a MEDS data set: it has no {MedsDatasetJson.FileName}.",
                stores.Count > 0 ? $"Open a folder in it that is one: {string.Join(", ", stores)}." : Rebuild);
        }

        var dataset = ReadJson<MedsDatasetJson>(MedsDatasetJson.FileName);
        if (dataset.MedsVersion?.StartsWith("0.4.", StringComparison.Ordinal) != true)
        {
            throw new MimicException(
                $"{_folder} is a data set of MEDS {dataset.MedsVersion ?? "without a version"}; this library reads 0.4.", Rebuild);
        }

        if (!File.Exists(PathOf(StoreManifest.FileName)))
        {
            throw new MimicException(
                $"{_folder} is a MEDS data set of another program: it has no {StoreManifest.FileName}, and lacks our columns.", Rebuild);
        }

        var manifest = ReadJson<StoreManifest>(StoreManifest.FileName);
        if (manifest.Layout != StoreManifest.CurrentLayout)
        {
            throw new MimicException(
                $"{_folder} was written in layout {manifest.Layout}; this library reads {StoreManifest.CurrentLayout}.", Rebuild);
        }

        return part || manifest.PartIndex is null
            ? (manifest, dataset)
            : throw new MimicException(
                $"{_folder} is part {manifest.PartIndex} of {manifest.PartCount} of a store.",
                "Build the other parts, then join them: mimic trajectories merge.");
    }

    /// <summary>All that is known before an event is read.</summary>
    public StoreContents Read()
    {
        var (manifest, dataset) = ReadManifest();
        var (subjects, splits) = ReadSplits(manifest);
        var names = new StoreNames();
        var (codes, descriptions) = ReadCodes(manifest);
        foreach (var code in codes)
        {
            names.Codes.Add(code);
        }

        if (manifest.Shards.Sum(s => s.File.Rows) != manifest.Events)
        {
            throw TrajectoryStore.Damaged(PathOf(StoreManifest.FileName), "its shards do not add up");
        }

        return new()
        {
            Source = manifest.Source,
            Version = manifest.TrajectoryVersion,
            Dataset = $"{dataset.DatasetName} {dataset.DatasetVersion}".TrimEnd(),
            Seed = manifest.Seed,
            InputFingerprint = manifest.InputFingerprint,
            Events = manifest.Events,
            Bytes = manifest.Shards.Sum(s => s.File.Bytes),
            Subjects = subjects,
            Splits = splits,
            Codes = codes,
            Descriptions = descriptions,
            Names = names,
            ReportJson = ReadReport(),
            Shards = [.. manifest.Shards.Select(shard => new ShardReader(PathOf(shard.File.Path), Rebuild, ReadFooter(shard.File), shard))],
        };
    }

    /// <summary>The footer of a file of the store; the file and it must be those that were written.</summary>
    public ParquetFooter ReadFooter(StoreFile file)
    {
        var path = PathOf(file.Path);
        if (File.Exists(path) && new FileInfo(path).Length != file.Bytes)
        {
            throw TrajectoryStore.Damaged(path, "its length is not that which was written");
        }

        return ParquetReader.ReadFooter(path, Rebuild, file.FooterCrc32);
    }

    /// <summary>Opens a Parquet file of the store, whose length and footer must be those that were written.</summary>
    public ParquetReader Open(StoreFile file)
    {
        var path = PathOf(file.Path);
        var reader = ParquetReader.Reopen(path, Rebuild, ParquetReader.Parse(path, Rebuild, ReadFooter(file)), new());
        if (reader.Metadata.Rows != file.Rows)
        {
            reader.Dispose();
            throw TrajectoryStore.Damaged(path, "its number of rows is not that which was written");
        }

        return reader;
    }

    /// <summary>The patients in ascending order, and their splits.</summary>
    public (int[] Subjects, Split[] Splits) ReadSplits(StoreManifest manifest)
    {
        using var file = Open(manifest.SplitsFile);
        var (subjects, splits) = SplitColumn.Read(file);
        for (var i = 1; i < subjects.Length; i++)
        {
            if (subjects[i - 1] >= subjects[i])
            {
                throw TrajectoryStore.Damaged(file.Path, "its patients are not in order");
            }
        }

        return subjects.Length == manifest.Patients
            ? (subjects, splits)
            : throw TrajectoryStore.Damaged(file.Path, "it does not list all patients");
    }

    /// <summary>Every code, and the descriptions of those that have one.</summary>
    public (List<string> Codes, Dictionary<string, string> Descriptions) ReadCodes(StoreManifest manifest)
    {
        using var file = Open(manifest.CodesFile);
        var codes = new List<string>();
        var descriptions = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
        {
            var names = file.Read<string>(group, file.Column("code", ColumnKind.String)).Values;
            var texts = file.Read<string>(group, file.Column("description", ColumnKind.String));
            codes.AddRange(names);
            for (var i = 0; i < names.Length; i++)
            {
                if (texts.Has(i))
                {
                    descriptions[names[i]] = texts.Values[i];
                }
            }
        }

        return (codes, descriptions);
    }

    /// <summary>The report of the build, as it was handed in; null if the file is gone.</summary>
    public string? ReadReport()
    {
        var path = PathOf(StoreMetadataWriter.ReportFileName);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private T ReadJson<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(file)), StoreManifest.Json)
                ?? throw TrajectoryStore.Damaged(PathOf(file), "it is empty");
        }
        catch (JsonException)
        {
            // The message of a JsonException may quote the file; it is left out.
            throw TrajectoryStore.Damaged(PathOf(file), "it is not the JSON that was written");
        }
    }
}
