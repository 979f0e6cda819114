using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// A place in an array that moves as values are put or taken. It does not check bounds: who puts has made room, and who takes reads
/// back what this program has just written.
/// </summary>
internal ref struct ByteCursor(ref byte start)
{
    private ref byte _at = ref start;

    public void Put<T>(T value)
        where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref _at, value);
        _at = ref Unsafe.Add(ref _at, Unsafe.SizeOf<T>());
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void PutNumber(uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Put((byte)(value | 0x80));
        }

        Put((byte)value);
    }

    /// <summary>A number with a sign, short if it is near 0.</summary>
    public void PutSigned(int value) => PutNumber((uint)((value << 1) ^ (value >> 31)));

    public void PutBytes(ReadOnlySpan<byte> bytes)
    {
        Unsafe.CopyBlockUnaligned(ref _at, in bytes.GetPinnableReference(), (uint)bytes.Length);
        _at = ref Unsafe.Add(ref _at, bytes.Length);
    }

    public T Take<T>()
        where T : unmanaged
    {
        var value = Unsafe.ReadUnaligned<T>(ref _at);
        _at = ref Unsafe.Add(ref _at, Unsafe.SizeOf<T>());
        return value;
    }

    public uint TakeNumber()
    {
        uint value = Take<byte>();
        if (value < 0x80)
        {
            return value;
        }

        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint more = Take<byte>();
            value |= (more & 0x7F) << shift;
            if (more < 0x80)
            {
                return value;
            }
        }
    }

    public int TakeSigned()
    {
        var value = TakeNumber();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    public void Skip(int bytes) => _at = ref Unsafe.Add(ref _at, bytes);

    /// <summary>The bytes between the beginning of an array and here.</summary>
    public readonly int Since(ref readonly byte start) => (int)Unsafe.ByteOffset(in start, in _at);
}
