using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Events of one partition in the form of the spill: what differs from the event before. An event takes 9 to 27 bytes.
/// </summary>
/// <remarks>
/// A record is a header of 16 bits (<see cref="Bits"/>), the kind, the patient within 256, and then what the header says is there, in
/// the order of the fields below and each of a width that the header tells: numbers of variable length took longer to write and read
/// than the bytes they saved. A block begins anew, with the 256 patients that it is about: it can be read without those before it.
/// </remarks>
internal sealed class SpillBlock
{
    /// <summary>No record is longer than this, without its text.</summary>
    private const int LongestRecord = 64;

    private const long MicrosPerSecond = 1_000_000;

    /// <summary>Kinds and shared texts are numbered from 0; there are far fewer than 16 million, and seldom more than 65,536 kinds.</summary>
    private const int NumberBytes = 3;

    /// <summary>The first moment of 2150, in seconds since 1970: the dates of MIMIC lie within 32 bits around it.</summary>
    private const long Middle = 5_680_281_600;

    /// <summary>The patients of a partition differ in no bit above these.</summary>
    private const int PatientMask = byte.MaxValue;

    private EventDraft _last;
    private byte[] _bytes;

    /// <param name="bytes">How many bytes a block holds before it is full.</param>
    public SpillBlock(int bytes)
    {
        Capacity = bytes;
        _bytes = new byte[bytes];
        Clear();
    }

    [Flags]
    private enum Bits : ushort
    {
        KindWide = 1, // three bytes; 0: two
        TimeNone = 1 << 1,
        TimeSame = 2 << 1,
        TimeSeconds = 3 << 1, // from the middle
        TimeMask = 3 << 1, // 0: eight bytes
        HadmNone = 1 << 3,
        HadmNew = 2 << 3,
        HadmMask = 3 << 3, // 0: as before
        StayNone = 1 << 5,
        StayNew = 2 << 5,
        StayMask = 3 << 5, // 0: as before
        AvailableNone = 1 << 7,
        AvailableSame = 2 << 7, // as before
        AvailableSoon = 3 << 7, // so many seconds after the time of the event, in 16 bits
        AvailableSeconds = 4 << 7, // the same in 32
        AvailableMask = 7 << 7, // 0: eight bytes
        Number = 1 << 10,
        TextShared = 1 << 11,
        TextHere = 2 << 11,
        TextMask = 3 << 11, // 0: none
    }

    /// <summary>The size at which a block is full.</summary>
    public int Capacity { get; }

    /// <summary>The bytes of the records.</summary>
    public int Length { get; private set; }

    /// <summary>The number of records.</summary>
    public int Events { get; private set; }

    /// <summary>The bytes of the texts in them.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The records.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Whether another record may make it longer than it should be.</summary>
    public bool IsFull => Length + LongestRecord > Capacity;

    /// <summary>Begins a new block.</summary>
    public void Clear()
    {
        (Length, Events, TextBytes) = (0, 0, 0);
        _last = new() { HadmId = EventDraft.None, StayId = EventDraft.None };
        if (_bytes.Length > Capacity)
        {
            _bytes = new byte[Capacity];
        }
    }

    /// <summary>Adds an event.</summary>
    /// <param name="e">The event; its text is the number of a shared one, or <see cref="EventDraft.None"/>.</param>
    /// <param name="text">A text that is not shared; empty for none.</param>
    public void Add(in EventDraft e, ReadOnlySpan<byte> text)
    {
        if (_bytes.Length - Length < LongestRecord + text.Length)
        {
            Array.Resize(ref _bytes, Length + LongestRecord + text.Length);
        }

        ref var block = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var to = new ByteCursor(ref Unsafe.Add(ref block, Length));
        if (Length == 0)
        {
            to.Put(e.Patient & ~PatientMask, sizeof(int));
        }

        var header = to;
        to.Skip(sizeof(ushort));
        var bits = e.Kind > ushort.MaxValue ? Bits.KindWide : 0;
        to.Put(e.Kind, sizeof(ushort) + (int)bits);
        to.Put((byte)(e.Patient & PatientMask), sizeof(byte));
        bits |= PutTime(ref to, e.Time);
        bits |= PutId(ref to, e.HadmId, ref _last.HadmId, Bits.HadmNone, Bits.HadmNew);
        bits |= PutId(ref to, e.StayId, ref _last.StayId, Bits.StayNone, Bits.StayNew);
        bits |= PutAvailable(ref to, e.Time, e.Available);
        var hasNumber = !float.IsNaN(e.Number);
        bits |= hasNumber ? Bits.Number : 0;
        to.Put(BitConverter.SingleToInt32Bits(e.Number), hasNumber ? sizeof(float) : 0);
        if (e.Text >= 0)
        {
            bits |= Bits.TextShared;
            to.Put(e.Text, NumberBytes);
        }
        else if (!text.IsEmpty)
        {
            bits |= Bits.TextHere;
            TextBytes += text.Length;
            to.Put(text.Length, sizeof(int));
            to.PutBytes(text);
        }

        header.Put((ushort)bits, sizeof(ushort));
        Length = to.Since(in block);
        Events++;
        _last.Time = e.Time;
        _last.Available = e.Available;
    }

    /// <summary>Reads the records of a block.</summary>
    /// <param name="bytes">The block as it was written.</param>
    /// <param name="target">Takes the events.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ReadOnlySpan<byte> bytes, EventDrafts target)
    {
        var (time, available, hadm, stay) = (0L, 0L, EventDraft.None, EventDraft.None);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var at = new ByteCursor(ref start);
        var patients = at.Take<int>();
        while (at.Since(in start) < bytes.Length)
        {
            // Field by field into its place: a whole event would be written singly and copied at once, for which a processor has to wait.
            ref var e = ref target.Add();
            var bits = (Bits)at.Take<ushort>();
            e.Kind = at.Take<ushort>() | ((bits & Bits.KindWide) != 0 ? at.Take<byte>() << 16 : 0);
            e.Patient = patients | at.Take<byte>();
            e.Time = time = (bits & Bits.TimeMask) switch
            {
                Bits.TimeSeconds => (Middle + at.Take<int>()) * MicrosPerSecond,
                Bits.TimeSame => time,
                Bits.TimeNone => EventBatch.NoTime,
                _ => at.Take<long>(),
            };
            e.HadmId = (bits & Bits.HadmMask) switch
            {
                Bits.HadmNone => EventDraft.None,
                Bits.HadmNew => hadm = at.Take<int>(),
                _ => hadm,
            };
            e.StayId = (bits & Bits.StayMask) switch
            {
                Bits.StayNone => EventDraft.None,
                Bits.StayNew => stay = at.Take<int>(),
                _ => stay,
            };
            e.Available = available = (bits & Bits.AvailableMask) switch
            {
                Bits.AvailableSoon => time + (at.Take<ushort>() * MicrosPerSecond),
                Bits.AvailableSame => available,
                Bits.AvailableNone => EventBatch.NoTime,
                Bits.AvailableSeconds => time + (at.Take<int>() * MicrosPerSecond),
                _ => at.Take<long>(),
            };
            e.Number = (bits & Bits.Number) != 0 ? at.Take<float>() : float.NaN;
            e.Text = EventDraft.None;
            if ((bits & Bits.TextMask) == Bits.TextShared)
            {
                e.Text = at.Take<ushort>() | (at.Take<byte>() << 16);
            }
            else if ((bits & Bits.TextMask) == Bits.TextHere)
            {
                var length = at.Take<int>();
                e.Text = target.AddText(bytes.Slice(at.Since(in start), length));
                at.Skip(length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Bits PutTime(ref ByteCursor to, long time)
    {
        if (time == _last.Time)
        {
            return Bits.TimeSame;
        }

        if (time == EventBatch.NoTime)
        {
            return Bits.TimeNone;
        }

        var seconds = (time / MicrosPerSecond) - Middle;
        if ((Middle + seconds) * MicrosPerSecond == time && (int)seconds == seconds)
        {
            to.Put((int)seconds, sizeof(int));
            return Bits.TimeSeconds;
        }

        to.Put(time, sizeof(long));
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Bits PutAvailable(ref ByteCursor to, long time, long available)
    {
        if (available == EventBatch.NoTime)
        {
            return Bits.AvailableNone;
        }

        if (available == _last.Available)
        {
            return Bits.AvailableSame;
        }

        var seconds = (available - time) / MicrosPerSecond;
        if (time == EventBatch.NoTime || time + (seconds * MicrosPerSecond) != available || (int)seconds != seconds)
        {
            to.Put(available, sizeof(long));
            return 0;
        }

        var isSoon = (ushort)seconds == seconds;
        to.Put((int)seconds, isSoon ? sizeof(ushort) : sizeof(int));
        return isSoon ? Bits.AvailableSoon : Bits.AvailableSeconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Bits PutId(ref ByteCursor to, int id, ref int last, Bits none, Bits isNew)
    {
        if (id == EventDraft.None)
        {
            return none;
        }

        var same = id == last;
        last = id;
        to.Put(id, same ? 0 : sizeof(int));
        return same ? 0 : isNew;
    }
}
