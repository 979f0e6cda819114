using System.Runtime.CompilerServices;

namespace Mimic.Trajectories.Building;

/// <summary>
/// A place in an array that moves as values are put or taken. It does not check bounds: who puts has made room, and who takes reads
/// back what this program has just written, on a processor that keeps the lowest byte of a number first, as all those of .NET do.
/// </summary>
internal ref struct ByteCursor(ref byte start)
{
    private ref byte _at = ref start;

    /// <summary>Puts the lowest bytes of a number; those above them are written too, and overwritten by what comes next.</summary>
    /// <param name="value">The number.</param>
    /// <param name="bytes">How many count; at most as many as the number has.</param>
    public void Put<T>(T value, int bytes)
        where T : unmanaged
    {
        Unsafe.WriteUnaligned(ref _at, value);
        Skip(bytes);
    }

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

    public void Skip(int bytes) => _at = ref Unsafe.Add(ref _at, bytes);

    /// <summary>The bytes between the beginning of an array and here.</summary>
    public readonly int Since(ref readonly byte start) => (int)Unsafe.ByteOffset(in start, in _at);
}
