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

    /// <summary>The value that begins at a position, which moves behind it.</summary>
    static abstract T Read(ReadOnlySpan<byte> bytes, ref int position);

    /// <summary>Moves a position behind so many values.</summary>
    static abstract void Skip(ReadOnlySpan<byte> bytes, ref int position, int count);

    /// <summary>About how many bytes a value takes.</summary>
    static abstract int Size(T value);

    /// <summary>A value as a bound of statistics; null for types whose bounds are not kept.</summary>
    static abstract long? Bound(T value);
}

/// <summary>Shared by the values of fixed width.</summary>
internal static class FixedWidth
{
    public static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, ref int position, int width)
    {
        Skip(bytes, ref position, 1, width);
        return bytes.Slice(position - width, width);
    }

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count, int width)
    {
        if ((long)count * width > bytes.Length - position)
        {
            throw new ParquetDamageException("a page ends in the middle of its values");
        }

        position += count * width;
    }
}

/// <summary>32-bit whole numbers.</summary>
internal readonly struct Int32Values : IPlainValues<int>
{
    public static void Write(int value, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    public static int Read(ReadOnlySpan<byte> bytes, ref int position) =>
        BinaryPrimitives.ReadInt32LittleEndian(FixedWidth.Take(bytes, ref position, 4));

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count) => FixedWidth.Skip(bytes, ref position, count, 4);

    public static int Size(int value) => 4;

    public static long? Bound(int value) => value;
}

/// <summary>64-bit whole numbers, and times as microseconds.</summary>
internal readonly struct Int64Values : IPlainValues<long>
{
    public static void Write(long value, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }

    public static long Read(ReadOnlySpan<byte> bytes, ref int position) =>
        BinaryPrimitives.ReadInt64LittleEndian(FixedWidth.Take(bytes, ref position, 8));

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count) => FixedWidth.Skip(bytes, ref position, count, 8);

    public static int Size(long value) => 8;

    public static long? Bound(long value) => value;
}

/// <summary>32-bit floating-point numbers.</summary>
internal readonly struct FloatValues : IPlainValues<float>
{
    public static void Write(float value, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteSingleLittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    public static float Read(ReadOnlySpan<byte> bytes, ref int position) =>
        BinaryPrimitives.ReadSingleLittleEndian(FixedWidth.Take(bytes, ref position, 4));

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count) => FixedWidth.Skip(bytes, ref position, count, 4);

    public static int Size(float value) => 4;

    public static long? Bound(float value) => null;
}

/// <summary>64-bit floating-point numbers.</summary>
internal readonly struct DoubleValues : IPlainValues<double>
{
    public static void Write(double value, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(8), value);
        output.Advance(8);
    }

    public static double Read(ReadOnlySpan<byte> bytes, ref int position) =>
        BinaryPrimitives.ReadDoubleLittleEndian(FixedWidth.Take(bytes, ref position, 8));

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count) => FixedWidth.Skip(bytes, ref position, count, 8);

    public static int Size(double value) => 8;

    public static long? Bound(double value) => null;
}

/// <summary>Text in UTF-8, its length before it. Bytes that are not UTF-8 are damage.</summary>
internal readonly struct StringValues : IPlainValues<string>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(string value, ArrayBufferWriter<byte> output)
    {
        // The lenient encoder: half a surrogate pair in a source becomes U+FFFD instead of ending the work.
        var span = output.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, span[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        output.Advance(4 + length);
    }

    public static string Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var length = Length(bytes, ref position);
        position += length;
        try
        {
            return Strict.GetString(bytes.Slice(position - length, length));
        }
        catch (DecoderFallbackException)
        {
            throw new ParquetDamageException("a text in it is not UTF-8");
        }
    }

    public static void Skip(ReadOnlySpan<byte> bytes, ref int position, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = Length(bytes, ref position);
            position += length;
        }
    }

    public static int Size(string value) => 4 + value.Length;

    public static long? Bound(string value) => null;

    private static int Length(ReadOnlySpan<byte> bytes, ref int position)
    {
        var length = Int32Values.Read(bytes, ref position);
        return length >= 0 && length <= bytes.Length - position
            ? length
            : throw new ParquetDamageException("a page ends in the middle of a text");
    }
}
