using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Takes events in their final order and encodes them as row groups, one for each split whenever enough have come. One for each
/// thread.
/// </summary>
internal sealed class BatchFiller(KindBook book, int[] subjectIds, Split[] splits)
{
    /// <summary>A row group ends at so many events of all splits, even within a patient.</summary>
    private const int MostRows = 1 << 19;

    /// <summary>It also ends with the event that reaches so many bytes of text: notes are what makes a row group large.</summary>
    private const long MostTextBytes = 1 << 25;

    private readonly KindBook.Kind[] _kinds = [.. book.Kinds];
    private readonly EventBatch _batch = new(book.Names);
    private readonly RowGroupEncoder _encoder = new();
    private readonly List<(int Start, int End)>[] _ranges = [.. Splits.All.Select(_ => new List<(int, int)>())];
    private readonly List<(Split Split, EncodedRowGroup Group)> _groups = [];
    private readonly bool[] _used = new bool[book.Kinds.Count];
    private int _patient = -1;
    private int _start;

    /// <summary>Which kinds of event have come.</summary>
    public ReadOnlySpan<bool> UsedKinds => _used;

    /// <summary>Adds the next event.</summary>
    public void Add(in EventDraft e, EventDrafts texts)
    {
        if (e.Patient != _patient)
        {
            EndRange();
            _patient = e.Patient;
        }

        var i = _batch.Count;
        if (i == _batch.Subject.Length)
        {
            _batch.Ensure(i + 1);
        }

        ref readonly var kind = ref _kinds[e.Kind];
        _used[e.Kind] = true;
        _batch.Subject[i] = subjectIds[e.Patient];
        _batch.Time[i] = e.Time;
        _batch.Code[i] = kind.Code;
        _batch.Number[i] = e.Number;
        _batch.Text[i] = e.Text < EventDrafts.FirstText ? e.Text : _batch.AddText(texts.Text(e.Text));
        _batch.Unit[i] = float.IsNaN(e.Number) ? EventBatch.None : kind.Unit;
        _batch.Hadm[i] = e.HadmId;
        _batch.Stay[i] = e.StayId;
        _batch.Table[i] = (byte)kind.Table;
        _batch.Available[i] = e.Available;
        _batch.Count = i + 1;
        if (_batch.Count >= MostRows || _batch.OwnTextBytes >= MostTextBytes)
        {
            EndGroups();
        }
    }

    /// <summary>Ends the chunk.</summary>
    /// <returns>Its row groups in order.</returns>
    public IReadOnlyList<(Split Split, EncodedRowGroup Group)> Finish()
    {
        EndGroups();
        var groups = _groups.ToArray();
        _groups.Clear();
        return groups;
    }

    private void EndGroups()
    {
        EndRange();
        foreach (var split in Splits.All)
        {
            var ranges = _ranges[(int)split];
            if (ranges.Count > 0)
            {
                _groups.Add((split, _encoder.Encode(_batch, CollectionsMarshal.AsSpan(ranges))));
                ranges.Clear();
            }
        }

        _batch.Clear();
        _start = 0;
    }

    private void EndRange()
    {
        if (_batch.Count > _start)
        {
            _ranges[(int)splits[_patient]].Add((_start, _batch.Count));
            _start = _batch.Count;
        }
    }
}
