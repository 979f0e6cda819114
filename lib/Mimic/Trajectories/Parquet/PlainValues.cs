using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mimic.Trajectories.Parquet;

/// <summary>How values of a type lie in the bytes of a plain page or of a dictionary.</summary>
/// <typeparam name="T">The type in memory.</typeparam>
internal interface IPlainValues<T>
{
    /// <summary>Appends a value.</summary>
    static abstract void Write(T value, ArrayBufferWriter<byte> output);

    /// <summary>About how many bytes a value takes.</summary>
    static abstract int Size(T value);

    /// <summary>A value as a bound of statistics; null for types whose bounds are not kept.</summary>
    static abstract long? Bound(T value);
}

/// <summary>64-bit whole numbers, and times as microseconds.</summary>
internal readonly struct Int64Values : IPlainValues<long>
{
    public static void Write(long value, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }

    public static int Size(long value) => 8;

    public static long? Bound(long value) => value;
}

/// <summary>Text in UTF-8, its length before it.</summary>
internal readonly struct StringValues : IPlainValues<string>
{
    public static void Write(string value, ArrayBufferWriter<byte> output)
    {
        // The lenient encoder: half a surrogate pair in a source becomes U+FFFD instead of ending the work.
        var span = output.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        output.Advance(4 + length);
    }

    public static int Size(string value) => 4 + value.Length;

    public static long? Bound(string value) => null;
}
