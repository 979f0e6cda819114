using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mimic.Tables;

/// <summary>What 64 bytes of CSV hold, a bit for each byte, the first lowest.</summary>
/// <param name="Commas">Commas.</param>
/// <param name="Breaks">Line feeds.</param>
/// <param name="Quotes">Quotation marks.</param>
/// <param name="Odd">Not zero if there is a zero byte or one beyond ASCII.</param>
internal readonly record struct ByteMasks(ulong Commas, ulong Breaks, ulong Quotes, ulong Odd);

/// <summary>A way of looking at 64 bytes.</summary>
internal interface IByteMasks
{
    /// <summary>Looks at 64 bytes.</summary>
    static abstract ByteMasks Of(ref byte bytes);
}

/// <summary>All 64 bytes at once.</summary>
internal readonly struct Masks512 : IByteMasks
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteMasks Of(ref byte bytes)
    {
        var v = Vector512.LoadUnsafe(ref bytes);
        return new ByteMasks(
            Vector512.Equals(v, Vector512.Create((byte)',')).ExtractMostSignificantBits(),
            Vector512.Equals(v, Vector512.Create((byte)'\n')).ExtractMostSignificantBits(),
            Vector512.Equals(v, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector512.LessThanOrEqual(v.AsSByte(), Vector512<sbyte>.Zero).ExtractMostSignificantBits());
    }
}

/// <summary>Twice 32 bytes.</summary>
internal readonly struct Masks256 : IByteMasks
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteMasks Of(ref byte bytes)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 32));
        return new ByteMasks(
            Find(a, b, (byte)','),
            Find(a, b, (byte)'\n'),
            Find(a, b, (byte)'"'),
            Vector256.LessThanOrEqual(Vector256.Min(a.AsSByte(), b.AsSByte()), Vector256<sbyte>.Zero).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(Vector256<byte> a, Vector256<byte> b, byte value) =>
        Vector256.Equals(a, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(b, Vector256.Create(value)).ExtractMostSignificantBits() << 32);
}

/// <summary>Four times 16 bytes.</summary>
internal readonly struct Masks128 : IByteMasks
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteMasks Of(ref byte bytes)
    {
        var (a, b) = (Vector128.LoadUnsafe(ref bytes), Vector128.LoadUnsafe(ref bytes, 16));
        var (c, d) = (Vector128.LoadUnsafe(ref bytes, 32), Vector128.LoadUnsafe(ref bytes, 48));
        var least = Vector128.Min(Vector128.Min(a.AsSByte(), b.AsSByte()), Vector128.Min(c.AsSByte(), d.AsSByte()));
        return new ByteMasks(
            Find(a, b, c, d, (byte)','),
            Find(a, b, c, d, (byte)'\n'),
            Find(a, b, c, d, (byte)'"'),
            Vector128.LessThanOrEqualAny(least, Vector128<sbyte>.Zero) ? 1UL : 0UL);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d, byte value)
    {
        var v = Vector128.Create(value);
        return Vector128.Equals(a, v).ExtractMostSignificantBits()
            | (Vector128.Equals(b, v).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(c, v).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(d, v).ExtractMostSignificantBits() << 48);
    }
}

/// <summary>One byte after the other, for processors without vectors.</summary>
internal readonly struct Masks8 : IByteMasks
{
    /// <inheritdoc/>
    public static ByteMasks Of(ref byte bytes)
    {
        var (commas, breaks, quotes, odd) = (0UL, 0UL, 0UL, 0UL);
        for (var i = 0; i < 64; i++)
        {
            var b = Unsafe.Add(ref bytes, i);
            var bit = 1UL << i;
            commas |= b == (byte)',' ? bit : 0;
            breaks |= b == (byte)'\n' ? bit : 0;
            quotes |= b == (byte)'"' ? bit : 0;
            odd |= b is 0 or > 127 ? bit : 0;
        }

        return new ByteMasks(commas, breaks, quotes, odd);
    }
}
