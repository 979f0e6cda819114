using System.Buffers;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>
/// The dictionary of a column of a row group. Its entries stand in the order in which they first occur, so that the bytes do
/// not depend on the numbers that names have in memory.
/// </summary>
internal abstract class ValueDictionary
{
    /// <summary>The number of entries.</summary>
    public abstract int Count { get; }

    /// <summary>Whether it is too large to pay.</summary>
    public abstract bool IsFull { get; }

    /// <summary>The smallest and largest entry, of whole numbers.</summary>
    public virtual (long Least, long Most)? Bounds => null;

    /// <summary>Replaces values by their places in the dictionary; new ones are entered.</summary>
    public abstract void Index(Span<int> values);

    /// <summary>Forgets the entries from a place on.</summary>
    public abstract void Cut(int count);

    /// <summary>Appends the entries as a plain page.</summary>
    public abstract void Write(ArrayBufferWriter<byte> output);

    /// <summary>How many of the rows a plain page can take.</summary>
    public virtual int PlainRows(ReadOnlySpan<int> rows) => Math.Min(rows.Length, PageWriter.MaximumRows);

    /// <summary>Appends values as a plain page.</summary>
    public abstract void WritePlain(ReadOnlySpan<int> values, ArrayBufferWriter<byte> output);
}
