using System.Runtime.InteropServices;
using System.Text;

namespace Mimic.Trajectories;

/// <summary>
/// Writes trajectories as a MEDS 0.4 data set (https://medical-event-data-standard.github.io): Parquet files sorted by patient
/// and time in <c>data/train</c>, <c>data/tuning</c> and <c>data/held_out</c>, and what is known about them in <c>metadata</c>.
/// It keeps some hundred thousand events in memory, however many patients there are.
/// </summary>
/// <remarks>
/// The store is made in a folder beside its place, <c>NAME.partial</c>, and moved there by <see cref="Complete"/>: whoever finds
/// it under its name finds it whole. MEDS keeps numbers in single precision; see <see cref="TrajectoryStore"/> for what that
/// means. Not safe for use by several threads.
/// </remarks>
public sealed class MedsStoreWriter : IDisposable
{
    private readonly MedsStoreInfo _info;
    private readonly ShardLimits _limits;
    private readonly StoreAssembler _store;
    private readonly RowGroupEncoder _encoder = new();
    private readonly EventNames _names = new();
    private readonly EventBatch _batch;
    private readonly List<(int Start, int End)>[] _rows = [.. Splits.All.Select(_ => new List<(int, int)>())];
    private readonly List<(int SubjectId, Split Split)> _patients = [];
    private byte[] _utf8 = new byte[256];
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
        (_info, _limits, _batch) = (info, limits, new(_names));
        _store = new(folder, info, limits);
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
        }

        var split = Splits.Of(trajectory.SubjectId, _info.Seed);
        _patients.Add((trajectory.SubjectId, split));
        var start = _batch.Count;
        foreach (ref readonly var e in trajectory.Span)
        {
            Add(e);
            if (_batch.Count >= 2 * _limits.GroupRows || _batch.OwnTextBytes >= _limits.GroupText)
            {
                _rows[(int)split].Add((start, _batch.Count));
                Flush();
                start = 0;
            }
        }

        if (start < _batch.Count)
        {
            _rows[(int)split].Add((start, _batch.Count));
        }

        if (_batch.Count >= _limits.GroupRows)
        {
            Flush();
        }

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
        Flush();
        _store.Complete(_patients, _names.Codes, codeDescriptions, reportJson);
    }

    /// <summary>Removes what was written, unless <see cref="Complete"/> was called.</summary>
    public void Dispose() => _store.Dispose();

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

    private static long Microseconds(DateTime? time) => time is { } t ? MedsValues.FromTime(t) : EventBatch.NoTime;

    private void Add(in TrajectoryEvent e)
    {
        var row = _batch.Count;
        _batch.Ensure(row + 1);
        _batch.Subject[row] = e.SubjectId;
        _batch.Time[row] = Microseconds(e.Time);
        _batch.Code[row] = _names.Codes.Add(Utf8(e.Code));
        _batch.Number[row] = e.NumericValue is { } number ? (float)number : float.NaN;
        _batch.Text[row] = e.TextValue is { } text ? _batch.AddText(Utf8(text)) : EventBatch.None;
        _batch.Unit[row] = e.Unit is { } unit ? _names.Units.Add(Utf8(unit)) : EventBatch.None;
        _batch.Hadm[row] = e.HadmId ?? EventBatch.None;
        _batch.Stay[row] = e.StayId ?? EventBatch.None;
        _batch.Table[row] = checked((byte)_names.Tables.Add(Utf8(e.Table)));
        _batch.Available[row] = Microseconds(e.AvailableTime);
        _batch.Count = row + 1;
    }

    // The lenient encoder: half a surrogate pair in a source becomes U+FFFD instead of ending the work.
    private ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
        {
            _utf8 = new byte[most];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }

    private void Flush()
    {
        foreach (var split in Splits.All)
        {
            var rows = _rows[(int)split];
            if (rows.Count > 0)
            {
                _store.Append(split, _encoder.Encode(_batch, CollectionsMarshal.AsSpan(rows)));
                rows.Clear();
            }
        }

        _batch.Clear();
    }
}
