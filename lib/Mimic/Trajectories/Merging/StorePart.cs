using Mimic.Display;

namespace Mimic.Trajectories.Merging;

/// <summary>A finished part of a store, opened and checked as a store is.</summary>
internal sealed class StorePart
{
    private readonly StoreOpener _opener;
    private readonly MedsDatasetJson _dataset;

    private StorePart(string folder, int index)
    {
        Index = index;
        _opener = new(folder);
        (Manifest, _dataset) = _opener.ReadManifest(part: true);
        var (subjects, splits) = _opener.ReadSplits(Manifest);
        Patients = [.. subjects.Zip(splits)];
        (Codes, Descriptions) = _opener.ReadCodes(Manifest);
        Report = BuildReport.FromJson(_opener.ReadReport() ?? string.Empty);
    }

    /// <summary>Which part it is, from 1.</summary>
    public int Index { get; }

    public StoreManifest Manifest { get; }

    public IReadOnlyList<(int SubjectId, Split Split)> Patients { get; }

    public IReadOnlyList<string> Codes { get; }

    public IReadOnlyDictionary<string, string> Descriptions { get; }

    public BuildReport Report { get; }

    public string? EtlVersion => _dataset.EtlVersion;

    /// <summary>The number of row groups in all of its files.</summary>
    public int RowGroups { get; private set; }

    /// <summary>What the joined store says about itself.</summary>
    public MedsStoreInfo Info => new()
    {
        Source = Manifest.Source,
        DatasetName = _dataset.DatasetName ?? string.Empty,
        DatasetVersion = _dataset.DatasetVersion,
        TrajectoryVersion = Manifest.TrajectoryVersion,
        Seed = Manifest.Seed,
        InputFingerprint = Manifest.InputFingerprint,
    };

    /// <summary>Opens a part.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="part">Which part it must be, and of how many.</param>
    /// <param name="remedy">How it is built again.</param>
    /// <exception cref="MimicException">It is another part, or not whole.</exception>
    public static StorePart Open(string folder, (int Index, int Count) part, string remedy)
    {
        StorePart opened;
        try
        {
            opened = new(folder, part.Index);
            opened.CountRowGroups();
        }
        catch (MimicException e)
        {
            throw new MimicException(e.Problem, remedy, e);
        }

        return (opened.Manifest.PartIndex ?? 1, opened.Manifest.PartCount ?? 1) == part
            ? opened
            : throw new MimicException($"{folder} does not hold the part that its name says.", remedy);
    }

    /// <summary>Whether it was made from the same files, as their checksums tell.</summary>
    public bool HasTablesOf(StorePart other) =>
        Report.Tables.Select(t => (t.Table, t.Sha256)).SequenceEqual(other.Report.Tables.Select(t => (t.Table, t.Sha256)));

    /// <summary>Appends its row groups, in order, to a store.</summary>
    public void CopyTo(StoreAssembler store, Progress progress)
    {
        foreach (var shard in Manifest.Shards)
        {
            using var file = _opener.Open(shard.File);
            for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
            {
                store.Append(shard.Split, EncodedRowGroup.Read(file, group));
                progress.Add();
            }
        }
    }

    private void CountRowGroups()
    {
        foreach (var shard in Manifest.Shards)
        {
            using var file = _opener.Open(shard.File);
            RowGroups += file.Metadata.RowGroups.Count;
        }
    }
}
