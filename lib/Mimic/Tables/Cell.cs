using System.Runtime.CompilerServices;

namespace Mimic.Tables;

/// <summary>How the usual form of a field is read; whatever has another form is looked at again, byte by byte.</summary>
internal interface ICell<T>
{
    /// <summary>So many bytes may be looked at, whatever the length.</summary>
    static abstract int Longest { get; }

    /// <summary>Stands for an empty field.</summary>
    static abstract T Empty { get; }

    /// <summary>Stands for a field that must be looked at again.</summary>
    static abstract T Unsure { get; }

    /// <summary>Reads a field.</summary>
    /// <param name="text">Its first byte, which may be a quotation mark.</param>
    /// <param name="length">Its length.</param>
    static abstract T Read(ref byte text, int length);
}

/// <summary>A whole number of up to eight digits.</summary>
internal readonly struct WholeCell : ICell<int>
{
    public static int Longest => sizeof(ulong);

    public static int Empty => int.MinValue;

    public static int Unsure => int.MinValue + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref byte text, int length) =>
        length == 0 ? Empty
        : length <= sizeof(ulong) && FieldParser.TryInt32(Digits.Cut(ref text, length), length, out var value) ? value
        : Unsure;
}

/// <summary>A number of up to seven digits, one of which may be a point.</summary>
internal readonly struct NumberCell : ICell<double>
{
    public static int Longest => sizeof(ulong);

    public static double Empty => double.NaN;

    public static double Unsure => double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Read(ref byte text, int length) =>
        length == 0 ? Empty
        : length < sizeof(ulong) && FieldParser.TryDouble(Digits.Cut(ref text, length), length, out var value) ? value
        : Unsure;
}

/// <summary>A time <c>yyyy-MM-dd HH:mm:ss</c>, in microseconds since 1970.</summary>
internal readonly struct TimeCell : ICell<long>
{
    private const int EpochDays = 719_162;

    public static int Longest => FieldParser.SecondLength;

    public static long Empty => long.MinValue;

    public static long Unsure => long.MinValue + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Read(ref byte text, int length) =>
        length == 0 ? Empty
        : length == FieldParser.SecondLength && FieldParser.TrySecond(ref text, out var days, out var seconds)
            ? ((days - EpochDays) * TimeSpan.MicrosecondsPerDay) + (seconds * TimeSpan.MicrosecondsPerSecond)
        : Unsure;
}
