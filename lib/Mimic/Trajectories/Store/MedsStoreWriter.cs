namespace Mimic.Trajectories;

/// <summary>
/// Writes trajectories as a MEDS 0.4 data set (https://medical-event-data-standard.github.io): Parquet files sorted by patient
/// and time in <c>data/train</c>, <c>data/tuning</c> and <c>data/held_out</c>, and what is known about them in <c>metadata</c>.
/// It keeps one row group per split in memory, however many patients there are.
/// </summary>
/// <remarks>
/// The store is made in a folder beside its place, <c>NAME.partial</c>, and moved there by <see cref="Complete"/>: whoever finds
/// it under its name finds it whole. MEDS keeps numbers in single precision; see <see cref="TrajectoryStore"/> for what that
/// means. Not safe for use by several threads.
/// </remarks>
public sealed class MedsStoreWriter : IDisposable
{
    private readonly string _folder;
    private readonly StorePlace _place;
    private readonly MedsStoreInfo _info;
    private readonly ShardWriter[] _shards;
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly List<(int SubjectId, Split Split)> _patients = [];
    private bool _completed;

    /// <summary>Begins a store.</summary>
    /// <param name="folder">Where it will stand; a store of ours that stands there already is replaced in the end.</param>
    /// <param name="info">What it says about itself.</param>
    /// <exception cref="MimicException">
    /// The folder holds something else than a store, another process is writing to it, or it cannot be written.
    /// </exception>
    public MedsStoreWriter(string folder, MedsStoreInfo info)
        : this(folder, info, new ShardLimits())
    {
    }

    internal MedsStoreWriter(string folder, MedsStoreInfo info, ShardLimits limits)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(info);
        _info = info;
        _place = StorePlace.Claim(folder);
        _folder = _place.PartialFolder;
        _shards = [.. Splits.All.Select(s => new ShardWriter(_folder, s, limits))];
    }

    /// <summary>The events written so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>The patients written so far.</summary>
    public int PatientCount => _patients.Count;

    /// <summary>Writes a patient.</summary>
    /// <param name="trajectory">Its subject_id above that of every earlier one.</param>
    /// <exception cref="ArgumentException">
    /// The patients do not ascend, the trajectory carries another source tag than the store, or an event has no code.
    /// </exception>
    /// <exception cref="MimicException">A number is not finite in single precision, or the disk is full.</exception>
    public void Add(Trajectory trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        ObjectDisposedException.ThrowIf(_completed, this);
        if (_patients.Count > 0 && _patients[^1].SubjectId >= trajectory.SubjectId)
        {
            throw new ArgumentException("Patients must be added once each, in ascending order of subject_id.", nameof(trajectory));
        }

        if (trajectory.Source != _info.Source)
        {
            throw new ArgumentException(
                $"The trajectory is tagged {trajectory.Source}, the store {_info.Source}.", nameof(trajectory));
        }

        foreach (ref readonly var e in trajectory.Span)
        {
            Check(e);
            _codes.Add(e.Code);
        }

        var split = Splits.Of(trajectory.SubjectId, _info.Seed);
        _patients.Add((trajectory.SubjectId, split));
        OnDisk(() => _shards[(int)split].Add(trajectory));
        EventCount += trajectory.Count;
    }

    /// <summary>Finishes the store and moves it to its place.</summary>
    /// <param name="codeDescriptions">What codes mean; those of codes that do not occur are left out.</param>
    /// <param name="reportJson">How the store was made, as JSON; kept word for word.</param>
    /// <exception cref="MimicException">The place was taken by something else in the meantime, or the disk is full.</exception>
    public void Complete(IReadOnlyDictionary<string, string> codeDescriptions, string reportJson)
    {
        ArgumentNullException.ThrowIfNull(codeDescriptions);
        ArgumentNullException.ThrowIfNull(reportJson);
        ObjectDisposedException.ThrowIf(_completed, this);
        _completed = true;
        OnDisk(() =>
        {
            Finish(codeDescriptions, reportJson);
            _place.Publish();
        });
    }

    /// <summary>Removes what was written, unless <see cref="Complete"/> was called.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }

        _place.Dispose();
    }

    private void Finish(IReadOnlyDictionary<string, string> codeDescriptions, string reportJson)
    {
        foreach (var shard in _shards)
        {
            shard.Complete();
        }

        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Directory.CreateDirectory(Path.Combine(_folder, "metadata"));
        var codes = StoreMetadataWriter.WriteCodes(_folder, _codes, codeDescriptions);
        var splits = StoreMetadataWriter.WriteSplits(_folder, _patients);
        StoreMetadataWriter.WriteDataset(_folder, _info);
        File.WriteAllText(Path.Combine(_folder, StoreMetadataWriter.ReportFileName), reportJson);
        StoreMetadataWriter.WriteJson(_folder, StoreManifest.FileName, new StoreManifest
        {
            Layout = StoreManifest.CurrentLayout,
            Source = _info.Source,
            TrajectoryVersion = _info.TrajectoryVersion,
            Seed = _info.Seed,
            InputFingerprint = _info.InputFingerprint,
            Patients = _patients.Count,
            Events = EventCount,
            Codes = _codes.Count,
            CodesFile = codes,
            SplitsFile = splits,
            Shards = [.. _shards.SelectMany(s => s.Shards)],
        });
    }

    private void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException(
                $"The trajectories cannot be written to {_folder}: {e.Message}",
                "Make room on the disk, or choose another output folder.",
                e);
        }
    }

    private static void Check(in TrajectoryEvent e)
    {
        if (string.IsNullOrEmpty(e.Code))
        {
            throw new ArgumentException($"An event of {e.Table} has no code.");
        }

        if (e.NumericValue is { } number && !float.IsFinite((float)number))
        {
            throw new MimicException(
                $"A number of an event of {e.Table} cannot be stored: MEDS keeps finite numbers up to 3.4e38.",
                "Look for impossible numbers in that table, and for the reader's refusals.");
        }
    }
}
