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
    private int[] _tables = [];

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
        (int, int)[] all = [(0, count)];
        ColumnChunkMetadata[] chunks =
        [
            _columns.Values<NoNumber>(StoreColumns.Subject, new(batch.Subject, rows), count, _subjects),
            _columns.Times(StoreColumns.Time, new(batch.Time, rows), count),
            _columns.Values<NoNumber>(StoreColumns.Code, new(batch.Code, rows), count, _names.Of(names.Codes)),
            _columns.Values<NotANumber>(
                StoreColumns.Number, new(MemoryMarshal.Cast<float, int>(batch.Number), rows), count, _numbers),
            _columns.Values<NoNumber>(StoreColumns.Text, new(batch.Text, rows), count, _names.Of(batch)),
            _columns.Values<NoNumber>(StoreColumns.Unit, new(batch.Unit, rows), count, _names.Of(names.Units)),
            _columns.Values<NoNumber>(StoreColumns.Hadm, new(batch.Hadm, rows), count, _stays),
            _columns.Values<NoNumber>(StoreColumns.Stay, new(batch.Stay, rows), count, _stays),
            _columns.Values<NoNumber>(StoreColumns.Table, new(Widened(batch.Table, rows, count), all), count, _names.Of(names.Tables)),
            _columns.Times(StoreColumns.Available, new(batch.Available, rows), count),
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

    private ReadOnlySpan<int> Widened(ReadOnlySpan<byte> column, ReadOnlySpan<(int Start, int End)> rows, int count)
    {
        if (_tables.Length < count)
        {
            _tables = new int[count];
        }

        var row = 0;
        foreach (var (start, end) in rows)
        {
            foreach (var value in column[start..end])
            {
                _tables[row++] = value;
            }
        }

        return _tables;
    }
}
