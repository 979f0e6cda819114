using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Puts the events of some patients in order: first by patient, then each patient for itself, whose keys fit into the fastest
/// memory. One for each thread.
/// </summary>
internal sealed class ChunkSorter(EventOrder order)
{
    private readonly RadixSort _radix = new();
    private PatientEvents[] _patients = new PatientEvents[64];
    private EventDrafts? _compared;
    private Comparison<int>? _comparison;
    private int _firstPatient;
    private ulong[] _keys = [];
    private int[] _places = [];
    private int[] _sorted = [];

    /// <summary>The positions of the events in their order, valid until the next call.</summary>
    public ReadOnlySpan<int> Sort(EventDrafts drafts)
    {
        var events = drafts.Events;
        if (_keys.Length < events.Length)
        {
            var length = Math.Max(events.Length, _keys.Length + (_keys.Length / 2));
            (_keys, _places, _sorted) = (new ulong[length], new int[length], new int[length]);
        }

        var patients = Survey(events);
        MakeKeys(events, patients);
        foreach (ref readonly var patient in patients)
        {
            Sort(drafts, patient);
        }

        return _sorted.AsSpan(0, events.Length);
    }

    /// <summary>Finds out which patients there are, how many events each has, and when.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<PatientEvents> Survey(ReadOnlySpan<EventDraft> events)
    {
        if (events.IsEmpty)
        {
            return [];
        }

        Array.Fill(_patients, PatientEvents.None);
        _firstPatient = events[0].Patient;
        var patients = _patients;
        foreach (ref readonly var e in events)
        {
            var index = e.Patient - _firstPatient;
            if ((uint)index >= (uint)patients.Length)
            {
                index = MakeRoom(e.Patient);
                patients = _patients;
            }

            ref var patient = ref patients[index];
            patient.First = Math.Min(patient.First, e.Time == EventBatch.NoTime ? long.MaxValue : e.Time);
            patient.Last = Math.Max(patient.Last, e.Time);
            patient.Count++;
        }

        var start = 0;
        foreach (ref var patient in patients.AsSpan())
        {
            patient.Start = start;
            start += patient.Count;
            patient.Layout = order.LayOut(patient.Count, patient.First, patient.Last);
        }

        return patients;
    }

    private int MakeRoom(int patient)
    {
        var (first, last) = (Math.Min(_firstPatient, patient), Math.Max(_firstPatient + _patients.Length - 1, patient));
        var larger = new PatientEvents[last - first + 1];
        Array.Fill(larger, PatientEvents.None);
        _patients.CopyTo(larger, _firstPatient - first);
        (_patients, _firstPatient) = (larger, first);
        return patient - first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MakeKeys(ReadOnlySpan<EventDraft> events, Span<PatientEvents> patients)
    {
        var (keys, places) = (_keys, _places);
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var e = ref events[i];
            ref var patient = ref patients[e.Patient - _firstPatient];
            var index = patient.Entered++;
            keys[patient.Start + index] = (order.Key(e, patient.Layout) << patient.Layout.IndexBits) | (uint)index;
            places[patient.Start + index] = i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(EventDrafts drafts, in PatientEvents patient)
    {
        var keys = _keys.AsSpan(patient.Start, patient.Count);
        var places = _places.AsSpan(patient.Start, patient.Count);
        var sorted = _sorted.AsSpan(patient.Start, patient.Count);
        var layout = patient.Layout;
        if (layout.KeyBits + layout.IndexBits > 64)
        {
            // Millions of events over millennia, which no sound table has.
            places.CopyTo(sorted);
            Settle(drafts, sorted);
            return;
        }

        _radix.Sort(keys, layout.IndexBits, layout.KeyBits);
        var mask = (1UL << layout.IndexBits) - 1;
        var (start, settled) = (0, 0UL);
        for (var i = 0; i < keys.Length; i++)
        {
            sorted[i] = places[(int)(keys[i] & mask)];
            var next = layout.Settled(keys[i] >> layout.IndexBits);
            if (next != settled)
            {
                if (i - start > 1)
                {
                    Settle(drafts, sorted[start..i]);
                }

                (start, settled) = (i, next);
            }
        }

        if (keys.Length - start > 1)
        {
            Settle(drafts, sorted[start..]);
        }
    }

    // What keys leave open is rare and short: the same item twice at one moment, fractions of a second.
    private void Settle(EventDrafts drafts, Span<int> places)
    {
        if (_comparison is not { } comparison || _compared != drafts)
        {
            _comparison = comparison = (x, y) => order.Compare(drafts.Events[x], drafts.Events[y], drafts, drafts);
            _compared = drafts;
        }

        places.Sort(comparison);
    }

    /// <summary>The events of a patient.</summary>
    private struct PatientEvents
    {
        public static readonly PatientEvents None = new() { First = long.MaxValue, Last = long.MinValue };

        /// <summary>The first and last time, if there is any.</summary>
        public long First, Last;

        /// <summary>How many there are, where they begin among those of all patients, and how many have their keys.</summary>
        public int Count, Start, Entered;

        public EventOrder.KeyLayout Layout;
    }
}
