using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Events of one partition in the form of the spill: each as its difference from the one before it. The rows of a table mostly stand
/// together by patient and moment, so an event takes 6 to 12 bytes.
/// </summary>
/// <remarks>
/// A record is a header of 16 bits (<see cref="Bits"/>), the kind as a variable-length number, and then what the header says
/// is there, in the order of the fields below. A block begins anew: it can be read without those before it.
/// </remarks>
internal sealed class SpillBlock
{
    /// <summary>No record is longer than this, without its text.</summary>
    private const int LongestRecord = 64;

    private const long MicrosPerSecond = 1_000_000;

    private EventDraft _last;
    private long _lastAvailable;
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
        Patient = 1,
        TimeNone = 1 << 1,
        TimeSame = 2 << 1,
        TimeSeconds = 3 << 1,
        TimeMask = 3 << 1, // 0: eight bytes
        HadmNone = 1 << 3,
        HadmNew = 2 << 3,
        HadmMask = 3 << 3, // 0: as before
        StayNone = 1 << 5,
        StayNew = 2 << 5,
        StayMask = 3 << 5, // 0: as before
        AvailableNone = 1 << 7,
        AvailableSame = 2 << 7, // as before
        AvailableSeconds = 3 << 7, // after the time of the event
        AvailableWhole = 4 << 7,
        AvailableMask = 7 << 7,
        NumberByte = 1 << 10,
        NumberTenths = 2 << 10,
        NumberFloat = 3 << 10,
        NumberMask = 3 << 10, // 0: none
        TextShared = 1 << 12,
        TextHere = 2 << 12,
        TextMask = 3 << 12, // 0: none
    }

    /// <summary>The size at which a block is full.</summary>
    public int Capacity { get; }

    /// <summary>The bytes of the records.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Whether another record may make it longer than it should be.</summary>
    public bool IsFull => Length + LongestRecord > Capacity;

    /// <summary>Begins a new block.</summary>
    public void Clear()
    {
        Length = 0;
        _last = new() { Patient = -1, HadmId = EventDraft.None, StayId = EventDraft.None };
        _lastAvailable = EventBatch.NoTime;
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

        ref var start = ref _bytes[Length];
        var to = new ByteCursor(ref start);
        to.Skip(sizeof(ushort));
        Bits bits = 0;
        to.PutNumber((uint)e.Kind);
        if (e.Patient != _last.Patient)
        {
            bits |= Bits.Patient;
            to.PutNumber((uint)e.Patient);
        }

        bits |= PutTime(ref to, e.Time);
        bits |= PutId(ref to, e.HadmId, ref _last.HadmId, Bits.HadmNone, Bits.HadmNew);
        bits |= PutId(ref to, e.StayId, ref _last.StayId, Bits.StayNone, Bits.StayNew);
        bits |= PutAvailable(ref to, e.Time, e.Available);
        bits |= PutFloat(ref to, e.Number);
        if (e.Text >= 0)
        {
            bits |= Bits.TextShared;
            to.PutNumber((uint)e.Text);
        }
        else if (!text.IsEmpty)
        {
            bits |= Bits.TextHere;
            to.PutNumber((uint)text.Length);
            to.PutBytes(text);
        }

        Unsafe.WriteUnaligned(ref start, (ushort)bits);
        Length += to.Since(in start);
        _last.Patient = e.Patient;
        _last.Time = e.Time;
        _lastAvailable = e.Available;
    }

    /// <summary>Reads the records of a block.</summary>
    /// <param name="bytes">The block as it was written.</param>
    /// <param name="target">Takes the events.</param>
    public static void Read(ReadOnlySpan<byte> bytes, EventDrafts target)
    {
        var last = new EventDraft { Patient = -1, HadmId = EventDraft.None, StayId = EventDraft.None };
        var (hadm, stay, available) = (EventDraft.None, EventDraft.None, EventBatch.NoTime);
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var at = new ByteCursor(ref start);
        while (at.Since(in start) < bytes.Length)
        {
            var bits = (Bits)at.Take<ushort>();
            last.Kind = (int)at.TakeNumber();
            last.Patient = (bits & Bits.Patient) != 0 ? (int)at.TakeNumber() : last.Patient;
            last.Time = (bits & Bits.TimeMask) switch
            {
                Bits.TimeNone => EventBatch.NoTime,
                Bits.TimeSame => last.Time,
                Bits.TimeSeconds => last.Time + (at.TakeSigned() * MicrosPerSecond),
                _ => at.Take<long>(),
            };
            last.HadmId = (bits & Bits.HadmMask) switch
            {
                Bits.HadmNone => EventDraft.None,
                Bits.HadmNew => hadm = at.Take<int>(),
                _ => hadm,
            };
            last.StayId = (bits & Bits.StayMask) switch
            {
                Bits.StayNone => EventDraft.None,
                Bits.StayNew => stay = at.Take<int>(),
                _ => stay,
            };
            last.Available = available = (bits & Bits.AvailableMask) switch
            {
                Bits.AvailableNone => EventBatch.NoTime,
                Bits.AvailableSame => available,
                Bits.AvailableSeconds => last.Time + (at.TakeSigned() * MicrosPerSecond),
                _ => at.Take<long>(),
            };
            last.Number = (bits & Bits.NumberMask) switch
            {
                Bits.NumberByte => at.Take<byte>(),
                Bits.NumberTenths => at.Take<ushort>() / 10f,
                Bits.NumberFloat => at.Take<float>(),
                _ => float.NaN,
            };
            last.Text = EventDraft.None;
            if ((bits & Bits.TextMask) == Bits.TextShared)
            {
                last.Text = (int)at.TakeNumber();
            }
            else if ((bits & Bits.TextMask) == Bits.TextHere)
            {
                var length = (int)at.TakeNumber();
                last.Text = target.AddText(bytes.Slice(at.Since(in start), length));
                at.Skip(length);
            }

            target.Add(last);
        }
    }

    private Bits PutTime(ref ByteCursor to, long time)
    {
        if (time == _last.Time)
        {
            return time == EventBatch.NoTime ? Bits.TimeNone : Bits.TimeSame;
        }

        if (time == EventBatch.NoTime)
        {
            return Bits.TimeNone;
        }

        if (TryPutSeconds(ref to, time, _last.Time))
        {
            return Bits.TimeSeconds;
        }

        to.Put(time);
        return 0;
    }

    private Bits PutAvailable(ref ByteCursor to, long time, long available)
    {
        if (available == EventBatch.NoTime)
        {
            return Bits.AvailableNone;
        }

        if (available == _lastAvailable)
        {
            return Bits.AvailableSame;
        }

        if (TryPutSeconds(ref to, available, time))
        {
            return Bits.AvailableSeconds;
        }

        to.Put(available);
        return Bits.AvailableWhole;
    }

    private static bool TryPutSeconds(ref ByteCursor to, long time, long from)
    {
        if (from == EventBatch.NoTime)
        {
            return false;
        }

        var seconds = (time - from) / MicrosPerSecond;
        if (seconds * MicrosPerSecond != time - from || Math.Abs(seconds) > int.MaxValue)
        {
            return false;
        }

        to.PutSigned((int)seconds);
        return true;
    }

    private static Bits PutId(ref ByteCursor to, int id, ref int last, Bits none, Bits isNew)
    {
        if (id == EventDraft.None)
        {
            return none;
        }

        if (id == last)
        {
            return 0;
        }

        to.Put(last = id);
        return isNew;
    }

    private static Bits PutFloat(ref ByteCursor to, float number)
    {
        if (float.IsNaN(number))
        {
            return 0;
        }

        // The way back must give the same bits, so that -0 is not taken for 0.
        var tenths = number is >= 0 and <= ushort.MaxValue / 10 ? (int)MathF.Round(number * 10) : 0;
        if (tenths % 10 == 0 && tenths <= byte.MaxValue * 10 && Same(tenths / 10, number))
        {
            to.Put((byte)(tenths / 10));
            return Bits.NumberByte;
        }

        if (Same(tenths / 10f, number))
        {
            to.Put((ushort)tenths);
            return Bits.NumberTenths;
        }

        to.Put(number);
        return Bits.NumberFloat;
    }

    private static bool Same(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);
}
