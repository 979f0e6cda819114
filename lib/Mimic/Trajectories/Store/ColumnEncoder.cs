using System.Numerics;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Encodes the rows of one column of a row group after the other; what it needs for that is used again.</summary>
internal sealed class ColumnEncoder(PageWriter pages)
{
    private const int Word = 64;

    private readonly int[] _page = new int[PageWriter.MaximumRows];
    private readonly long[] _timePage = new long[PageWriter.MaximumRows];
    private readonly long[] _times = new long[PageWriter.MaximumRows];
    private ulong[] _present = new ulong[Presence.Words(PageWriter.MaximumRows)];
    private int[] _values = [];

    /// <summary>Encodes times: as differences, which are small and often equal.</summary>
    public ColumnChunkMetadata Times(ParquetColumn column, RowSource<long> source, int rows)
    {
        pages.BeginChunk(column, StoreColumns.CodecOf(column));
        var (least, most, nulls) = (long.MaxValue, long.MinValue, rows);
        for (var row = 0; row < rows; row += PageWriter.MaximumRows)
        {
            var page = source.Take(_timePage);
            var count = Presence.Part<long, NoTime>(page, _present, _times);
            var values = _times.AsSpan(0, count);
            if (count > 0)
            {
                var bounds = DeltaEncoder.Bounds(values);
                (least, most) = (Math.Min(least, bounds.Least), Math.Max(most, bounds.Most));
                nulls -= count;
            }

            var output = pages.BeginPage();
            pages.Levels(_present.AsSpan(0, Presence.Words(page.Length)), page.Length);
            DeltaEncoder.Encode(values, output, pages.Parts);
            pages.EndPage(PageType.Data, page.Length, PageEncoding.DeltaBinaryPacked);
        }

        return pages.EndChunk(rows, nulls == rows ? new(null, null, nulls) : new(least, most, nulls));
    }

    /// <summary>
    /// Encodes values with a dictionary, as far as it pays: where most values are new, and from where it is full, they are
    /// written plain.
    /// </summary>
    public ColumnChunkMetadata Values<TAbsence>(ParquetColumn column, RowSource<int> source, int rows, ValueDictionary dictionary)
        where TAbsence : struct, IAbsence<int>
    {
        if (_values.Length < rows)
        {
            _values = new int[rows];
            _present = new ulong[Presence.Words(Math.Max(rows, PageWriter.MaximumRows))];
        }

        var rest = source;
        var (indexed, count, whole) = Index<TAbsence>(column, ref rest, rows, dictionary);
        var bounds = whole ? dictionary.Bounds : null;
        if (dictionary.Count > count / 2)
        {
            dictionary.Cut(0);
        }

        // Indexes of numbers look like chance to a compressor: packed at their width in bits they are small enough as they are.
        var packed = column == StoreColumns.Number && indexed == rows && dictionary.Count > 0;
        pages.BeginChunk(column, packed ? Codec.Uncompressed : StoreColumns.CodecOf(column));
        if (dictionary.Count > 0)
        {
            dictionary.Write(pages.BeginPage());
            pages.EndPage(PageType.Dictionary, dictionary.Count, PageEncoding.Plain);
            var most = dictionary.Count - 1;
            IndexPages(column, indexed, packed ? RleEncoder.BitWidth(most) : RunEncoder.WholeBytes(most));
        }
        else
        {
            rest = source;
            (indexed, count) = (0, 0);
        }

        count += PlainPages<TAbsence>(column, ref rest, rows - indexed, dictionary);
        dictionary.Cut(0);
        return pages.EndChunk(rows, new(bounds?.Least, bounds?.Most, rows - count));
    }

    /// <summary>Replaces values by their indexes, page by page until the dictionary is full.</summary>
    /// <returns>The rows of the pages that were, their values, and whether that were all; the source stands behind them.</returns>
    private (int Rows, int Values, bool Whole) Index<TAbsence>(
        ParquetColumn column, ref RowSource<int> source, int rows, ValueDictionary dictionary)
        where TAbsence : struct, IAbsence<int>
    {
        var (row, value) = (0, 0);
        while (row < rows)
        {
            var before = source;
            var page = source.Take(_page);
            var count = page.Length;
            if (column.Optional)
            {
                count = Presence.Part<int, TAbsence>(page, _present.AsSpan(row / Word), _values.AsSpan(value));
            }
            else
            {
                page.CopyTo(_values.AsSpan(value));
            }

            var entries = dictionary.Count;
            dictionary.Index(_values.AsSpan(value, count));
            if (dictionary.IsFull)
            {
                dictionary.Cut(entries);
                source = before;
                return (row, value, false);
            }

            row += page.Length;
            value += count;
        }

        return (row, value, true);
    }

    private void IndexPages(ParquetColumn column, int rows, int bitWidth)
    {
        for (int row = 0, value = 0; row < rows;)
        {
            var pageRows = Math.Min(PageWriter.MaximumRows, rows - row);
            var pageValues = pageRows;
            var output = pages.BeginPage();
            if (column.Optional)
            {
                var present = _present.AsSpan(row / Word, Presence.Words(pageRows));
                pages.Levels(present, pageRows);
                pageValues = 0;
                foreach (var word in present)
                {
                    pageValues += BitOperations.PopCount(word);
                }
            }

            output.GetSpan(1)[0] = (byte)bitWidth;
            output.Advance(1);
            var start = output.WrittenCount;
            RunEncoder.Indexes(_values.AsSpan(value, pageValues), bitWidth, output);
            if (bitWidth is 16 or 24)
            {
                pages.Parts.Add(new(0, start, 1));
                pages.Parts.Add(new(start, (output.WrittenCount - start) / (bitWidth / 8), bitWidth / 8));
            }

            pages.EndPage(PageType.Data, pageRows, PageEncoding.RleDictionary);
            row += pageRows;
            value += pageValues;
        }
    }

    /// <summary>Writes the rows that are left as plain pages; the result is how many values they have.</summary>
    private int PlainPages<TAbsence>(ParquetColumn column, ref RowSource<int> source, int rows, ValueDictionary dictionary)
        where TAbsence : struct, IAbsence<int>
    {
        var count = 0;
        while (rows > 0)
        {
            var left = source.Take(_page);
            rows -= left.Length;
            while (!left.IsEmpty)
            {
                var page = left[..dictionary.PlainRows(left)];
                var values = page;
                var output = pages.BeginPage();
                if (column.Optional)
                {
                    values = _values.AsSpan(0, Presence.Part<int, TAbsence>(page, _present, _values));
                    pages.Levels(_present.AsSpan(0, Presence.Words(page.Length)), page.Length);
                }

                dictionary.WritePlain(values, output);
                pages.EndPage(PageType.Data, page.Length, PageEncoding.Plain);
                count += values.Length;
                left = left[page.Length..];
            }
        }

        return count;
    }
}
