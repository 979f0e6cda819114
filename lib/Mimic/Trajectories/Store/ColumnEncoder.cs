using System.Numerics;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Encodes the rows of one column of a row group after the other; what it needs for that is used again.</summary>
internal sealed class ColumnEncoder(PageWriter pages)
{
    private ulong[] _present = [];
    private int[] _values = [];
    private long[] _times = [];

    /// <summary>Encodes times: as differences, which are small and often equal.</summary>
    public ColumnChunkMetadata Times(ParquetColumn column, ReadOnlySpan<long> rows)
    {
        Grow(ref _present, Presence.Words(PageWriter.MaximumRows));
        Grow(ref _times, PageWriter.MaximumRows);
        pages.BeginChunk(column, StoreColumns.CodecOf(column));
        var (least, most, nulls) = (long.MaxValue, long.MinValue, rows.Length);
        for (var from = 0; from < rows.Length; from += PageWriter.MaximumRows)
        {
            var page = rows[from..Math.Min(rows.Length, from + PageWriter.MaximumRows)];
            var count = Presence.Part<long, NoTime>(page, _present, _times);
            var values = _times.AsSpan(0, count);
            foreach (var value in values)
            {
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }

            nulls -= count;
            var output = pages.BeginPage();
            pages.Levels(_present.AsSpan(0, Presence.Words(page.Length)), page.Length);
            DeltaEncoder.Encode(values, output);
            pages.EndPage(PageType.Data, page.Length, PageEncoding.DeltaBinaryPacked);
        }

        return pages.EndChunk(rows.Length, nulls == rows.Length ? new(null, null, nulls) : new(least, most, nulls));
    }

    /// <summary>
    /// Encodes values with a dictionary, as far as it pays: where most values are new, and from where it is full, they are
    /// written plain.
    /// </summary>
    public ColumnChunkMetadata Values<TAbsence>(ParquetColumn column, ReadOnlySpan<int> rows, ValueDictionary dictionary)
        where TAbsence : struct, IAbsence<int>
    {
        Grow(ref _present, Presence.Words(rows.Length));
        Grow(ref _values, rows.Length);
        var (total, count) = (rows.Length, rows.Length);
        if (column.Optional)
        {
            count = Presence.Part<int, TAbsence>(rows, _present, _values);
        }
        else
        {
            rows.CopyTo(_values);
        }

        var indexed = Index(column, rows.Length, count, dictionary, out var whole);
        var bounds = whole ? dictionary.Bounds : null;
        if (dictionary.Count > count / 2)
        {
            dictionary.Cut(0);
        }

        // Indexes of numbers look like chance to a compressor: packed at their width in bits they are small enough as they are.
        var packed = column == StoreColumns.Number && indexed == total && dictionary.Count > 0;
        pages.BeginChunk(column, packed ? Codec.Uncompressed : StoreColumns.CodecOf(column));
        if (dictionary.Count > 0)
        {
            dictionary.Write(pages.BeginPage());
            pages.EndPage(PageType.Dictionary, dictionary.Count, PageEncoding.Plain);
            var most = dictionary.Count - 1;
            IndexPages(column, indexed, packed ? RleEncoder.BitWidth(most) : RunEncoder.WholeBytes(most));
            rows = rows[indexed..];
        }

        PlainPages<TAbsence>(column, rows, dictionary);
        dictionary.Cut(0);
        return pages.EndChunk(total, new(bounds?.Least, bounds?.Most, total - count));
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }

    /// <summary>Replaces values by their indexes, page by page until the dictionary is full.</summary>
    /// <returns>The rows of the pages that were.</returns>
    private int Index(ParquetColumn column, int rows, int count, ValueDictionary dictionary, out bool whole)
    {
        var (row, value) = (0, 0);
        while (row < rows)
        {
            var before = dictionary.Count;
            var (pageRows, pageValues) = Page(column, row, rows);
            dictionary.Index(_values.AsSpan(value, pageValues));
            if (dictionary.IsFull)
            {
                dictionary.Cut(before);
                whole = false;
                return row;
            }

            row += pageRows;
            value += pageValues;
        }

        whole = value == count;
        return row;
    }

    private void IndexPages(ParquetColumn column, int rows, int bitWidth)
    {
        for (int row = 0, value = 0; row < rows;)
        {
            var (pageRows, pageValues) = Page(column, row, rows);
            var output = pages.BeginPage();
            if (column.Optional)
            {
                pages.Levels(_present.AsSpan(row / 64, Presence.Words(pageRows)), pageRows);
            }

            output.GetSpan(1)[0] = (byte)bitWidth;
            output.Advance(1);
            RunEncoder.Indexes(_values.AsSpan(value, pageValues), bitWidth, output);
            pages.EndPage(PageType.Data, pageRows, PageEncoding.RleDictionary);
            row += pageRows;
            value += pageValues;
        }
    }

    private void PlainPages<TAbsence>(ParquetColumn column, ReadOnlySpan<int> rows, ValueDictionary dictionary)
        where TAbsence : struct, IAbsence<int>
    {
        while (!rows.IsEmpty)
        {
            var page = rows[..dictionary.PlainRows(rows)];
            var values = page;
            var output = pages.BeginPage();
            if (column.Optional)
            {
                values = _values.AsSpan(0, Presence.Part<int, TAbsence>(page, _present, _values));
                pages.Levels(_present.AsSpan(0, Presence.Words(page.Length)), page.Length);
            }

            dictionary.WritePlain(values, output);
            pages.EndPage(PageType.Data, page.Length, PageEncoding.Plain);
            rows = rows[page.Length..];
        }
    }

    /// <summary>The rows of the page that begins at a row, and the values that it has.</summary>
    private (int Rows, int Values) Page(ParquetColumn column, int row, int rows)
    {
        var pageRows = Math.Min(PageWriter.MaximumRows, rows - row);
        if (!column.Optional)
        {
            return (pageRows, pageRows);
        }

        var values = 0;
        foreach (var word in _present.AsSpan(row / 64, Presence.Words(pageRows)))
        {
            values += BitOperations.PopCount(word);
        }

        return (pageRows, values);
    }
}
