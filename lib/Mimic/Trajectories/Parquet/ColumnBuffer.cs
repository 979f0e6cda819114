namespace Mimic.Trajectories.Parquet;

/// <summary>The values of one column that wait for their row group to be written.</summary>
internal abstract class ColumnBuffer(ParquetColumn column)
{
    public ParquetColumn Column { get; } = column;

    /// <summary>The number of rows that wait.</summary>
    public abstract int Rows { get; }

    /// <summary>Writes the rows as a column chunk.</summary>
    public abstract ColumnChunkMetadata Write(PageWriter pages, Codec codec);

    /// <summary>Forgets the rows.</summary>
    public abstract void Clear();
}

/// <summary>A column with at most one value a row.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <typeparam name="TPlain">How it lies in the bytes.</typeparam>
internal sealed class ColumnBuffer<T, TPlain>(ParquetColumn column, bool dictionary) : ColumnBuffer(column)
    where T : notnull
    where TPlain : struct, IPlainValues<T>
{
    private readonly List<T> _values = [];
    private readonly List<int> _levels = [];

    public override int Rows => _levels.Count;

    public void Add(T value)
    {
        _values.Add(value);
        _levels.Add(1);
    }

    public void AddNull()
    {
        if (!Column.Optional)
        {
            throw new ArgumentException($"Column {Column.Name} must have a value in every row.");
        }

        _levels.Add(0);
    }

    public override ColumnChunkMetadata Write(PageWriter pages, Codec codec)
    {
        pages.BeginChunk(Column, codec);
        var indexes = dictionary ? WriteDictionary(pages) : null;
        var bitWidth = RleEncoder.BitWidth(Math.Max(0, (indexes?.Entries ?? 0) - 1));
        var levels = _levels.ToArray().AsSpan();
        int row = 0, value = 0;
        while (row < _levels.Count)
        {
            var output = pages.BeginPage();
            var (pageRows, pageValues) = PageExtent(row, value, indexes is null);
            if (Column.Optional)
            {
                pages.Levels(levels.Slice(row, pageRows), 1);
            }

            if (indexes is null)
            {
                for (var i = value; i < value + pageValues; i++)
                {
                    TPlain.Write(_values[i], output);
                }
            }
            else
            {
                output.GetSpan(1)[0] = (byte)bitWidth;
                output.Advance(1);
                RleEncoder.Encode(indexes.Of.AsSpan(value, pageValues), bitWidth, output);
            }

            pages.EndPage(PageType.Data, pageRows, indexes is null ? PageEncoding.Plain : PageEncoding.RleDictionary);
            row += pageRows;
            value += pageValues;
        }

        return pages.EndChunk(_levels.Count, Statistics());
    }

    public override void Clear()
    {
        _values.Clear();
        _levels.Clear();
    }

    // Pages stay small, so that the rows of one patient can be read without unpacking the whole chunk.
    private (int Rows, int Values) PageExtent(int row, int value, bool plain)
    {
        int rows = 0, values = 0;
        long bytes = 0;
        while (row + rows < _levels.Count && rows < PageWriter.MaximumRows && bytes < PageWriter.MaximumBytes)
        {
            if (_levels[row + rows++] == 1)
            {
                bytes += plain ? TPlain.Size(_values[value + values]) : 1;
                values++;
            }
        }

        return (rows, values);
    }

    private Indexes? WriteDictionary(PageWriter pages)
    {
        // A dictionary pays where values repeat; where most are new, or long, it only costs: it is unpacked for every page.
        var indexes = new int[_values.Count];
        long bytes = 0;
        var known = new Dictionary<T, int>();
        for (var i = 0; i < indexes.Length; i++)
        {
            if (!known.TryGetValue(_values[i], out var index))
            {
                index = known.Count;
                bytes += TPlain.Size(_values[i]);
                if (index > indexes.Length / 2 || bytes > PageWriter.MaximumBytes)
                {
                    return null;
                }

                known.Add(_values[i], index);
            }

            indexes[i] = index;
        }

        if (known.Count == 0)
        {
            return null;
        }

        var output = pages.BeginPage();
        foreach (var value in known.OrderBy(p => p.Value))
        {
            TPlain.Write(value.Key, output);
        }

        pages.EndPage(PageType.Dictionary, known.Count, PageEncoding.Plain);
        return new(indexes, known.Count);
    }

    private ChunkStatistics Statistics()
    {
        long? minimum = null, maximum = null;
        foreach (var value in _values)
        {
            var bound = TPlain.Bound(value);
            minimum = minimum < bound ? minimum : bound;
            maximum = maximum > bound ? maximum : bound;
        }

        return new(minimum, maximum, _levels.Count - _values.Count);
    }

    private sealed record Indexes(int[] Of, int Entries);
}
