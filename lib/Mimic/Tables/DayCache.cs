using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mimic.Tables;

/// <summary>The ten characters of the date that was read last, and the day they mean: most rows have the date of the row before.</summary>
internal struct DayCache
{
    private ulong _head;
    private ushort _tail;
    private long _ticks;

    /// <summary>The midnight of the date <c>yyyy-MM-dd</c> with which a text begins; false if it is none.</summary>
    /// <param name="bytes">At least ten.</param>
    /// <param name="ticks">As in <see cref="DateTime.Ticks"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ReadOnlySpan<byte> bytes, out long ticks)
    {
        var (head, tail) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        ticks = _ticks;
        return (head == _head && tail == _tail) || TryRead(head, tail, out ticks);
    }

    private bool TryRead(ulong head, ushort tail, out long ticks)
    {
        if (!Digits.TryDate(head, tail, out ticks))
        {
            return false;
        }

        (_head, _tail, _ticks) = (head, tail, ticks);
        return true;
    }
}
