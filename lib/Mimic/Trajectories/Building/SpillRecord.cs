using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Mimic.Trajectories.Building;

/// <summary>The form of an event in a spill file: fixed fields, flags for those that may be absent, then the text.</summary>
internal static class SpillRecord
{
    [Flags]
    private enum Has : byte
    {
        None = 0,
        Time = 1,
        Available = 2,
        Number = 4,
        Unit = 8,
        Hadm = 16,
        Stay = 32,
        Text = 64,
    }

    public static void Write(ArrayBufferWriter<byte> buffer, in SpilledEvent e, ReadOnlySpan<byte> text)
    {
        var has = (e.Time is null ? Has.None : Has.Time)
            | (e.Available is null ? Has.None : Has.Available)
            | (e.Number is null ? Has.None : Has.Number)
            | (e.Unit < 0 ? Has.None : Has.Unit)
            | (e.HadmId is null ? Has.None : Has.Hadm)
            | (e.StayId is null ? Has.None : Has.Stay)
            | (text.IsEmpty ? Has.None : Has.Text);
        Put(buffer, (byte)has);
        Put(buffer, (byte)e.Table);
        Put(buffer, e.SubjectId);
        Put(buffer, e.Code);
        PutIf(buffer, e.Time?.Ticks);
        PutIf(buffer, e.Available?.Ticks);
        PutIf(buffer, e.Number);
        PutIf<int>(buffer, e.Unit < 0 ? null : e.Unit);
        PutIf(buffer, e.HadmId);
        PutIf(buffer, e.StayId);
        if (!text.IsEmpty)
        {
            Put(buffer, text.Length);
            buffer.Write(text);
        }
    }

    /// <summary>Reads the next event and moves on.</summary>
    public static SpilledEvent Read(ref ReadOnlySpan<byte> records)
    {
        var has = (Has)Get<byte>(ref records);
        var e = new SpilledEvent
        {
            Table = Get<byte>(ref records),
            SubjectId = Get<int>(ref records),
            Code = Get<int>(ref records),
            Time = has.HasFlag(Has.Time) ? new DateTime(Get<long>(ref records)) : null,
            Available = has.HasFlag(Has.Available) ? new DateTime(Get<long>(ref records)) : null,
            Number = has.HasFlag(Has.Number) ? Get<double>(ref records) : null,
            Unit = has.HasFlag(Has.Unit) ? Get<int>(ref records) : -1,
            HadmId = has.HasFlag(Has.Hadm) ? Get<int>(ref records) : null,
            StayId = has.HasFlag(Has.Stay) ? Get<int>(ref records) : null,
        };
        if (has.HasFlag(Has.Text))
        {
            var length = Get<int>(ref records);
            e.Text = Encoding.UTF8.GetString(records[..length]);
            records = records[length..];
        }

        return e;
    }

    private static void PutIf<T>(ArrayBufferWriter<byte> buffer, T? value)
        where T : unmanaged
    {
        if (value is { } present)
        {
            Put(buffer, present);
        }
    }

    private static void Put<T>(ArrayBufferWriter<byte> buffer, T value)
        where T : unmanaged => buffer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    private static T Get<T>(ref ReadOnlySpan<byte> records)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        var value = MemoryMarshal.Read<T>(records);
        records = records[size..];
        return value;
    }
}
