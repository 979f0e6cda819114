using System.Buffers;
using System.Runtime.InteropServices;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>
/// Encodes events as row groups. One for each thread: it keeps its memory from group to group. The bytes depend on the events
/// alone, not on the numbers that their names have.
/// </summary>
internal sealed class RowGroupEncoder
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 16);
    private readonly ColumnEncoder _columns;
    private readonly NumberDictionary _subjects = new(wide: true, whole: true);
    private readonly NumberDictionary _numbers = new(wide: false, whole: false);
    private readonly NumberDictionary _stays = new(wide: false, whole: true);
    private readonly NameDictionary _names = new();
    private int[] _rows = [];
    private long[] _times = [];

    public RowGroupEncoder() => _columns = new(new(_output));

    /// <summary>Encodes some events as one row group.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="rows">Which of them, in ascending order; at least one.</param>
    public EncodedRowGroup Encode(EventBatch batch, params ReadOnlySpan<(int Start, int End)> rows)
    {
        var count = 0;
        foreach (var (start, end) in rows)
        {
            count += end - start;
        }

        if (count == 0)
        {
            throw new ArgumentException("A row group has at least one row.", nameof(rows));
        }

        _output.ResetWrittenCount();
        var names = batch.Names;
        ColumnChunkMetadata[] chunks =
        [
            _columns.Values<NoNumber>(StoreColumns.Subject, Gather(batch.Subject, rows), _subjects),
            _columns.Times(StoreColumns.Time, Gather(batch.Time, rows)),
            _columns.Values<NoNumber>(StoreColumns.Code, Gather(batch.Code, rows), _names.Of(names.Codes)),
            _columns.Values<NotANumber>(
                StoreColumns.Number, Gather(MemoryMarshal.Cast<float, int>(batch.Number), rows), _numbers),
            _columns.Values<NoNumber>(StoreColumns.Text, Gather(batch.Text, rows), _names.Of(batch)),
            _columns.Values<NoNumber>(StoreColumns.Unit, Gather(batch.Unit, rows), _names.Of(names.Units)),
            _columns.Values<NoNumber>(StoreColumns.Hadm, Gather(batch.Hadm, rows), _stays),
            _columns.Values<NoNumber>(StoreColumns.Stay, Gather(batch.Stay, rows), _stays),
            _columns.Values<NoNumber>(StoreColumns.Table, GatherBytes(batch.Table, rows), _names.Of(names.Tables)),
            _columns.Times(StoreColumns.Available, Gather(batch.Available, rows)),
        ];
        var (first, last) = Bounds(batch.Subject, rows);
        return new(new(count, chunks), _output.WrittenSpan, first, last);
    }

    private static (int First, int Last) Bounds(int[] subjects, ReadOnlySpan<(int Start, int End)> rows)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var (start, end) in rows)
        {
            if (start < end)
            {
                (first, last) = (Math.Min(first, subjects[start]), Math.Max(last, subjects[end - 1]));
            }
        }

        return (first, last);
    }

    private static ReadOnlySpan<T> Gather<T>(ReadOnlySpan<T> column, ReadOnlySpan<(int Start, int End)> rows, ref T[] memory)
    {
        if (rows.Length == 1)
        {
            return column[rows[0].Start..rows[0].End];
        }

        var count = 0;
        foreach (var (start, end) in rows)
        {
            if (count + end - start > memory.Length)
            {
                Array.Resize(ref memory, Math.Max(count + end - start, 2 * memory.Length));
            }

            column[start..end].CopyTo(memory.AsSpan(count));
            count += end - start;
        }

        return memory.AsSpan(0, count);
    }

    private ReadOnlySpan<int> Gather(ReadOnlySpan<int> column, ReadOnlySpan<(int Start, int End)> rows) =>
        Gather(column, rows, ref _rows);

    private ReadOnlySpan<long> Gather(ReadOnlySpan<long> column, ReadOnlySpan<(int Start, int End)> rows) =>
        Gather(column, rows, ref _times);

    private ReadOnlySpan<int> GatherBytes(ReadOnlySpan<byte> column, ReadOnlySpan<(int Start, int End)> rows)
    {
        var count = 0;
        foreach (var (start, end) in rows)
        {
            if (count + end - start > _rows.Length)
            {
                Array.Resize(ref _rows, Math.Max(count + end - start, 2 * _rows.Length));
            }

            foreach (var value in column[start..end])
            {
                _rows[count++] = value;
            }
        }

        return _rows.AsSpan(0, count);
    }
}
