using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories;

/// <summary>A dictionary of 32-bit values: whole numbers, or the bits of numbers of single precision.</summary>
/// <param name="wide">Whether the column is one of 64-bit whole numbers.</param>
/// <param name="whole">Whether the values are whole numbers, which have bounds.</param>
internal sealed class NumberDictionary(bool wide, bool whole) : ValueDictionary
{
    private const int Most = 1 << 16;
    private const int LeastSlots = 1 << 10;

    // A slot is a value in the upper half and its place plus one in the lower; 0 is free. At most half are taken.
    private long[] _slots = new long[LeastSlots];
    private int[] _entries = new int[LeastSlots / 2];
    private int _count;
    private int _shift = Shift(LeastSlots);
    private int _least = int.MaxValue;
    private int _most = int.MinValue;

    public override int Count => _count;

    public override bool IsFull => _count > Most;

    public override (long Least, long Most)? Bounds => whole && _count > 0 ? (_least, _most) : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Index(Span<int> values)
    {
        // Neighbours are often equal: the same patient, the same stay.
        var (last, place) = (0, -1);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value != last || place < 0)
            {
                (last, place) = (value, PlaceOf(value));
            }

            values[i] = place;
        }
    }

    public override void Cut(int count)
    {
        var kept = _entries.AsSpan(0, count).ToArray();
        Array.Clear(_slots);
        (_count, _least, _most) = (0, int.MaxValue, int.MinValue);
        foreach (var value in kept)
        {
            PlaceOf(value);
        }
    }

    public override void Write(ArrayBufferWriter<byte> output) => WritePlain(_entries.AsSpan(0, _count), output);

    public override void WritePlain(ReadOnlySpan<int> values, ArrayBufferWriter<byte> output)
    {
        if (!wide)
        {
            output.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        var bytes = output.GetSpan(8 * values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(8 * i)..], values[i]);
        }

        output.Advance(8 * values.Length);
    }

    private static int Shift(int slots) => 32 - int.Log2(slots);

    // Fibonacci hashing: the upper bits of the product depend on all bits of the value.
    private static int Start(int value, int shift) => (int)(unchecked((uint)value * 0x9E3779B9u) >> shift);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int PlaceOf(int value)
    {
        var slots = _slots;
        for (var at = Start(value, _shift); ; at = (at + 1) & (slots.Length - 1))
        {
            var slot = slots[at];
            if (slot == 0)
            {
                return Enter(value, at);
            }

            if ((int)(slot >> 32) == value)
            {
                return (int)slot - 1;
            }
        }
    }

    private int Enter(int value, int at)
    {
        var place = _count++;
        _slots[at] = Slot(value, place);
        _entries[place] = value;
        (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
        if (_count == _entries.Length)
        {
            Grow();
        }

        return place;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, 2 * _entries.Length);
        _slots = new long[2 * _slots.Length];
        _shift = Shift(_slots.Length);
        for (var place = 0; place < _count; place++)
        {
            var at = Start(_entries[place], _shift);
            while (_slots[at] != 0)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = Slot(_entries[place], place);
        }
    }

    private static long Slot(int value, int place) => ((long)value << 32) | (uint)(place + 1);
}
