using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mimic.Tables;

/// <summary>The ten characters of a date that was read, and the day they mean.</summary>
internal struct DayCache
{
    private ulong _head;
    private ushort _tail;

    /// <summary>The midnight at which the day begins.</summary>
    public long Ticks { get; private set; }

    /// <summary>Whether a text begins with the same characters.</summary>
    /// <param name="bytes">At least ten.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Is(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes) == _head && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == _tail;

    /// <summary>Keeps the date of a time that was read from a text, unless blanks stand before it.</summary>
    public void Set(ReadOnlySpan<byte> bytes, DateTime time)
    {
        if (bytes[0] is not ((byte)' ' or (byte)'\t'))
        {
            (_head, _tail) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
            Ticks = time.Date.Ticks;
        }
    }
}
