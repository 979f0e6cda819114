using System.Buffers;

namespace Mimic.Trajectories.Parquet;

/// <summary>Arrays that are borrowed, grow as needed, and are given back.</summary>
internal static class Pooled
{
    /// <summary>Makes an array at least so long, and keeps its first elements.</summary>
    public static void Grow<T>(ref T[] array, int length, int keep = 0)
    {
        if (length <= array.Length)
        {
            return;
        }

        var larger = ArrayPool<T>.Shared.Rent(length);
        array.AsSpan(0, keep).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    /// <summary>Gives an array back.</summary>
    public static void Return<T>(ref T[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
            array = [];
        }
    }
}
