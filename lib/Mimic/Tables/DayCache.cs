using System.Runtime.CompilerServices;

namespace Mimic.Tables;

/// <summary>The ten characters of the date that was read last, and the day they mean: most rows have the date of the row before.</summary>
internal struct DayCache
{
    private ulong _head;
    private ushort _tail;
    private int _days;

    /// <summary>The day of the date <c>yyyy-MM-dd</c> with which a text begins; false if it is none.</summary>
    /// <param name="text">The first of at least ten bytes.</param>
    /// <param name="days">Since the first day of year 1, as <see cref="DateTime"/> counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ref byte text, out int days)
    {
        var (head, tail) = (Digits.Load64(ref text), (ushort)(Digits.Load64(ref Unsafe.Add(ref text, 2)) >> 48));
        days = _days;
        return (head == _head && tail == _tail) || TryRead(head, tail, out days);
    }

    private bool TryRead(ulong head, ushort tail, out int days)
    {
        if (!Digits.TryDate(head, tail, out days))
        {
            return false;
        }

        (_head, _tail, _days) = (head, tail, days);
        return true;
    }
}
