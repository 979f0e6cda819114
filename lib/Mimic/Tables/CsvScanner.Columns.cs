using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Tables;

/// <summary>The values of one column in all rows of the current block.</summary>
internal struct BlockColumn<T>
{
    /// <summary>The block they belong to; 0 before the first.</summary>
    public int Block;

    /// <summary>As long as the block has rows, or longer.</summary>
    public T[] Values;
}

/// <summary>
/// Reads one column of a block after the other: the processor then works at several rows at once, where it would wait for each
/// field in turn if it took them row by row.
/// </summary>
internal sealed partial class CsvScanner
{
    /// <summary>The number of the current block, from 1; another one when there are no more.</summary>
    public int Block { get; private set; }

    /// <summary>The place of the current record in its block.</summary>
    public int RowOfBlock => _row - 1;

    /// <summary>Reads a field of every record of the block.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TCell">How a field is read.</typeparam>
    /// <param name="field">The field; below 0 for one that the table does not have.</param>
    /// <param name="column">Takes the values.</param>
    public void ReadColumn<T, TCell>(int field, ref BlockColumn<T> column)
        where TCell : struct, ICell<T>
    {
        ArgumentOutOfRangeException.ThrowIfZero(Count, nameof(field));
        column.Block = Block;
        if (column.Values is null || column.Values.Length < _rowCount)
        {
            column.Values = new T[_rowCount + (_rowCount / 4)];
        }

        var values = column.Values.AsSpan(0, _rowCount);
        if (field < 0)
        {
            values.Fill(TCell.Empty);
            return;
        }

        // The index is trusted: every row's mark lies within the marks, and every mark within the buffer.
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(_buffer);
        ref var marks = ref MemoryMarshal.GetArrayDataReference(_marks);
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_index.Rows);
        var last = _buffer.Length - TCell.Longest;
        var first = 0;
        for (var row = 0; row < values.Length; row++)
        {
            var (at, end) = (first + field, Unsafe.Add(ref rows, row).Mark);
            var value = TCell.Unsure;
            if (at + 1 < end && Unsafe.Add(ref marks, at) is var start && start < last)
            {
                value = TCell.Read(ref Unsafe.Add(ref buffer, start + 1), Unsafe.Add(ref marks, at + 1) - start - 1);
            }

            values[row] = value;
            first = end;
        }
    }
}
