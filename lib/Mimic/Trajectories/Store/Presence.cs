using System.Runtime.CompilerServices;

namespace Mimic.Trajectories;

/// <summary>What stands for an absent value of a column of an <see cref="EventBatch"/>.</summary>
internal interface IAbsence<T>
{
    static abstract bool IsAbsent(T value);
}

/// <summary><see cref="EventBatch.NoTime"/>.</summary>
internal readonly struct NoTime : IAbsence<long>
{
    public static bool IsAbsent(long value) => value == EventBatch.NoTime;
}

/// <summary><see cref="EventBatch.None"/>.</summary>
internal readonly struct NoNumber : IAbsence<int>
{
    public static bool IsAbsent(int value) => value == EventBatch.None;
}

/// <summary>The bits of a number of single precision that is NaN.</summary>
internal readonly struct NotANumber : IAbsence<int>
{
    private const int Magnitude = 0x7FFFFFFF;
    private const int Infinity = 0x7F800000;

    public static bool IsAbsent(int value) => (value & Magnitude) > Infinity;
}

/// <summary>Parts the rows of a column into its values and which rows have one.</summary>
internal static class Presence
{
    private const int Bits = 64;

    /// <summary>The words that the bits of so many rows take.</summary>
    public static int Words(int rows) => (rows + Bits - 1) / Bits;

    /// <summary>Copies the values that are there, and sets a bit for each row that has one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="present">A bit a row, from the lowest up; those behind the last row become 0.</param>
    /// <param name="values">As long as the rows.</param>
    /// <returns>The number of values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Part<T, TAbsence>(ReadOnlySpan<T> rows, Span<ulong> present, Span<T> values)
        where TAbsence : struct, IAbsence<T>
    {
        // No branch depends on a value: each is stored, and the next one overwrites it if it was absent.
        var count = 0;
        for (var word = 0; word * Bits < rows.Length; word++)
        {
            var part = rows[(word * Bits)..Math.Min(rows.Length, (word + 1) * Bits)];
            ulong bits = 0;
            for (var i = 0; i < part.Length; i++)
            {
                var there = TAbsence.IsAbsent(part[i]) ? 0 : 1;
                values[count] = part[i];
                bits |= (ulong)there << i;
                count += there;
            }

            present[word] = bits;
        }

        return count;
    }
}
