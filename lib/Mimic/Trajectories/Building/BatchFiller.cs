using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

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

    /// <summary>Events lie anywhere in memory; so many ahead they are asked for.</summary>
    private const int Ahead = 12;

    private readonly KindBook.Kind[] _kinds = [.. book.Kinds];
    private readonly EventBatch[] _batches = [.. Splits.All.Select(_ => new EventBatch(book.Names))];
    private readonly RowGroupEncoder _encoder = new();
    private readonly List<(Split Split, EncodedRowGroup Group)> _groups = [];
    private readonly bool[] _used = new bool[book.Kinds.Count];
    private int _rows;
    private long _textBytes;

    /// <summary>Which kinds of event have come.</summary>
    public ReadOnlySpan<bool> UsedKinds => _used;

    /// <summary>Adds the next events.</summary>
    /// <param name="drafts">Where they are.</param>
    /// <param name="places">Their order.</param>
    public void Add(EventDrafts drafts, ReadOnlySpan<int> places)
    {
        var events = drafts.Events;
        while (!places.IsEmpty)
        {
            // Up to the next patient, in pieces that no row group has to be cut within.
            var most = Math.Min(places.Length, MostRows - _rows);
            var added = Append(drafts, places[..most]);
            places = places[added..];
            _rows += added;
            if (_rows >= MostRows || _textBytes >= MostTextBytes)
            {
                EndGroups();
            }
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

    /// <summary>Appends the events of the same patient as the first one, up to one whose text makes the row group full.</summary>
    /// <returns>How many these are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Append(EventDrafts drafts, ReadOnlySpan<int> places)
    {
        var events = drafts.Events;
        var patient = events[places[0]].Patient;
        var batch = _batches[(int)splits[patient]];
        ReadOnlySpan<KindBook.Kind> kinds = _kinds;
        Span<bool> used = _used;
        var (start, count) = (batch.Count, places.Length);
        batch.Ensure(start + count);
        var time = batch.Time.AsSpan(start, count);
        var code = batch.Code.AsSpan(start, count);
        var number = batch.Number.AsSpan(start, count);
        var text = batch.Text.AsSpan(start, count);
        var unit = batch.Unit.AsSpan(start, count);
        var hadm = batch.Hadm.AsSpan(start, count);
        var stay = batch.Stay.AsSpan(start, count);
        var table = batch.Table.AsSpan(start, count);
        var available = batch.Available.AsSpan(start, count);
        var i = 0;
        for (; i < count; i++)
        {
            if (i + Ahead < count)
            {
                Prefetch(in events[places[i + Ahead]]);
            }

            ref readonly var e = ref events[places[i]];
            if (e.Patient != patient)
            {
                break;
            }

            ref readonly var kind = ref kinds[e.Kind];
            used[e.Kind] = true;
            time[i] = e.Time;
            code[i] = kind.Code;
            number[i] = e.Number;
            unit[i] = float.IsNaN(e.Number) ? EventBatch.None : kind.Unit;
            hadm[i] = e.HadmId;
            stay[i] = e.StayId;
            table[i] = (byte)kind.Table;
            available[i] = e.Available;
            text[i] = e.Text;
            if (e.Text >= EventDrafts.FirstText)
            {
                _textBytes -= batch.OwnTextBytes;
                text[i] = batch.AddText(drafts.Text(e.Text));
                _textBytes += batch.OwnTextBytes;
                if (_textBytes >= MostTextBytes)
                {
                    i++;
                    break;
                }
            }
        }

        batch.Subject.AsSpan(start, i).Fill(subjectIds[patient]);
        batch.Count = start + i;
        return i;
    }

    private static unsafe void Prefetch(ref readonly EventDraft e)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in e)));
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in e)) + sizeof(EventDraft) - 1);
        }
    }

    private void EndGroups()
    {
        foreach (var split in Splits.All)
        {
            var batch = _batches[(int)split];
            if (batch.Count > 0)
            {
                _groups.Add((split, _encoder.Encode(batch, (0, batch.Count))));
                batch.Clear();
            }
        }

        (_rows, _textBytes) = (0, 0);
    }
}
