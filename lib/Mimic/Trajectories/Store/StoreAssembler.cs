namespace Mimic.Trajectories;

/// <summary>
/// Puts a store together from encoded row groups, in a folder beside its place, <c>NAME.partial</c>, which becomes the store
/// in the end. The same row groups in the same order give the same files.
/// </summary>
internal sealed class StoreAssembler : IDisposable
{
    private readonly StorePlace _place;
    private readonly MedsStoreInfo _info;
    private readonly ShardFiles[] _shards;
    private bool _completed;

    /// <summary>Takes the place of a store.</summary>
    /// <param name="folder">Where it will stand; a store of ours that stands there already is replaced in the end.</param>
    /// <param name="info">What it says about itself.</param>
    /// <param name="limits">Where shards end; null for the usual.</param>
    /// <exception cref="MimicException">
    /// The folder holds something else than a store, another process is writing to it, or it cannot be written.
    /// </exception>
    public StoreAssembler(string folder, MedsStoreInfo info, ShardLimits? limits = null)
        : this(StorePlace.Claim(folder), info, limits)
    {
    }

    /// <summary>Writes to a place that is claimed already, which then belongs to the assembler.</summary>
    public StoreAssembler(StorePlace place, MedsStoreInfo info, ShardLimits? limits = null)
    {
        (_place, _info) = (place, info);
        _shards = [.. Splits.All.Select(s => new ShardFiles(Folder, s, (limits ?? new()).ShardRows))];
    }

    /// <summary>Where the store is made.</summary>
    public string Folder => _place.PartialFolder;

    /// <summary>The events so far.</summary>
    public long Events { get; private set; }

    /// <summary>The bytes of the events so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>If the store holds some patients only, to be joined with others: which part it is, from 1, and of how many.</summary>
    public (int Index, int Count)? Part { get; init; }

    /// <summary>Appends a row group to a split and disposes of it. Not for several threads at once.</summary>
    /// <exception cref="ArgumentException">Its patients lie before those that were appended.</exception>
    /// <exception cref="MimicException">The disk is full, or cannot be written.</exception>
    public void Append(Split split, EncodedRowGroup group)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        using (group)
        {
            OnDisk(() => _shards[(int)split].Append(group));
            Events += group.Rows;
            Bytes += group.Bytes.Length;
        }
    }

    /// <summary>Finishes the store and moves it to its place.</summary>
    /// <param name="patients">All patients, also those without events, in ascending order.</param>
    /// <param name="codes">Every code that occurs.</param>
    /// <param name="descriptions">What codes mean; those of codes that do not occur are left out.</param>
    /// <param name="reportJson">How the store was made, as JSON; kept word for word.</param>
    /// <param name="pruningJson">What was left out on the way, as JSON; null if nobody says.</param>
    /// <exception cref="MimicException">The place was taken by something else in the meantime, or the disk is full.</exception>
    public void Complete(
        IReadOnlyList<(int SubjectId, Split Split)> patients, NameList codes, IReadOnlyDictionary<string, string> descriptions,
        string reportJson, string? pruningJson = null) =>
        Complete(patients, [.. Enumerable.Range(0, codes.Count).Select(codes.Text)], descriptions, reportJson, pruningJson);

    /// <inheritdoc cref="Complete(IReadOnlyList{ValueTuple{int, Split}}, NameList, IReadOnlyDictionary{string, string}, string, string?)"/>
    public void Complete(
        IReadOnlyList<(int SubjectId, Split Split)> patients, IReadOnlyCollection<string> codes,
        IReadOnlyDictionary<string, string> descriptions, string reportJson, string? pruningJson = null)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _completed = true;
        OnDisk(() =>
        {
            Finish(patients, codes, descriptions, reportJson, pruningJson);
            _place.Publish();
        });
    }

    /// <summary>Removes what was written, unless the store was completed.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }

        _place.Dispose();
    }

    private void Finish(
        IReadOnlyList<(int SubjectId, Split Split)> patients, IReadOnlyCollection<string> codes,
        IReadOnlyDictionary<string, string> descriptions, string reportJson, string? pruningJson)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data"));
        Directory.CreateDirectory(Path.Combine(Folder, "metadata"));
        Array.ForEach(_shards, shard => shard.End());
        var codesFile = StoreMetadataWriter.WriteCodes(Folder, codes, descriptions);
        var splitsFile = StoreMetadataWriter.WriteSplits(Folder, patients);
        StoreMetadataWriter.WriteDataset(Folder, _info);
        StoreMetadataWriter.WriteText(Folder, StoreMetadataWriter.ReportFileName, reportJson);
        if (pruningJson is not null)
        {
            StoreMetadataWriter.WriteText(Folder, StoreMetadataWriter.PruningFileName, pruningJson);
        }

        StoreMetadataWriter.WriteJson(Folder, StoreManifest.FileName, new StoreManifest
        {
            Layout = StoreManifest.CurrentLayout,
            Source = _info.Source,
            TrajectoryVersion = _info.TrajectoryVersion,
            Seed = _info.Seed,
            InputFingerprint = _info.InputFingerprint,
            Patients = patients.Count,
            Events = Events,
            Codes = codes.Count,
            CodesFile = codesFile,
            SplitsFile = splitsFile,
            PartIndex = Part?.Index,
            PartCount = Part?.Count,
            Shards = [.. _shards.SelectMany(s => s.Shards)],
        });
        Array.ForEach(_shards, shard => shard.Flush());
    }

    private void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw DiskFile.Failure(Folder, e);
        }
    }
}
