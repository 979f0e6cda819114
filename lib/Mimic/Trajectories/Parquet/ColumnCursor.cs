namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Reads the rows of a column from first to last, many at a time, straight into the caller's array. One cursor reads the
/// chunks of many row groups, and keeps its memory between them.
/// </summary>
/// <typeparam name="T">What a row becomes: the value, or the number of a text.</typeparam>
internal abstract class ColumnCursor<T>(ParquetReader file, int readAhead) : IDisposable
    where T : unmanaged
{
    private const int Batch = 1024;

    private readonly PageSource _pages = new(file, readAhead);
    private readonly byte[] _present = new byte[Batch];
    private readonly int[] _places = new int[Batch];
    private readonly T[] _dense = new T[Batch];
    private RleDecoder _levels;
    private bool _optional;
    private bool _dictionaryRead;
    private bool _unpacked;
    private int _leftInPage;
    private long _leftInGroup;

    /// <summary>Goes to the first row of a row group.</summary>
    public void Begin(int group, int column)
    {
        var metadata = file.Metadata;
        _optional = metadata.Columns[column].Optional;
        (_leftInPage, _leftInGroup) = (0, metadata.RowGroups[group].Rows);
        (_dictionaryRead, _unpacked) = (false, false);
        _pages.Begin(metadata.RowGroups[group].Chunks[column], metadata.Columns[column]);
        BeginChunk();
    }

    /// <summary>Moves over rows. Pages of which no row is read are not unpacked.</summary>
    public void Skip(long rows)
    {
        while (rows > 0)
        {
            NextPageIfNeeded();
            var step = (int)Math.Min(rows, _leftInPage);
            if (_unpacked || step < _leftInPage)
            {
                Unpack();
                SkipInPage(step);
            }

            _leftInPage -= step;
            rows -= step;
        }
    }

    /// <summary>The next rows; <paramref name="none"/> where there is no value.</summary>
    /// <param name="rows">Filled from its beginning.</param>
    /// <param name="none">What stands for no value.</param>
    /// <param name="present">If it is not empty: 1 where there is a value, else 0.</param>
    /// <returns>How many were read: all, unless <see cref="Full"/> stopped it.</returns>
    public int Read(Span<T> rows, T none, Span<byte> present = default)
    {
        var read = 0;
        while (read < rows.Length && !(read > 0 && Full))
        {
            NextPageIfNeeded();
            Unpack();
            var step = Math.Min(rows.Length - read, _leftInPage);
            if (_optional)
            {
                step = Math.Min(step, Batch);
                ReadOptional(rows.Slice(read, step), none, present.IsEmpty ? _present.AsSpan(0, step) : present.Slice(read, step));
            }
            else
            {
                step = Math.Min(step, LargestStep);
                Decode(rows.Slice(read, step));
                if (!present.IsEmpty)
                {
                    present.Slice(read, step).Fill(1);
                }
            }

            _leftInPage -= step;
            read += step;
        }

        return read;
    }

    /// <summary>Throws if the row group has more values than rows; asked when all its rows were read.</summary>
    public void CheckEnd()
    {
        if (_leftInGroup != 0 || _leftInPage != 0 || _pages.Next())
        {
            throw new ParquetDamageException("a column has more values than its row group has rows");
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose() => _pages.Dispose();

    /// <summary>Whether a block should end here because its values take much memory.</summary>
    protected virtual bool Full => false;

    /// <summary>The most rows between two looks at <see cref="Full"/>.</summary>
    protected virtual int LargestStep => int.MaxValue;

    /// <summary>Forgets the dictionary of the chunk before.</summary>
    protected abstract void BeginChunk();

    /// <summary>Takes in the dictionary.</summary>
    protected abstract void BeginDictionary(ArraySegment<byte> values, int count);

    /// <summary>Goes to the first value of a page.</summary>
    protected abstract void BeginValues(PageEncoding encoding, ArraySegment<byte> values);

    /// <summary>The next values that are there.</summary>
    protected abstract void Decode(Span<T> values);

    /// <summary>Moves over values that are there.</summary>
    protected abstract void SkipValues(int count);

    private void NextPageIfNeeded()
    {
        while (_leftInPage == 0)
        {
            if (!_pages.Next())
            {
                throw new ParquetDamageException("a column has fewer values than its row group has rows");
            }

            _leftInPage = _pages.Header.Values;
            _leftInGroup -= _leftInPage;
            _unpacked = false;
            if (_leftInGroup < 0)
            {
                throw new ParquetDamageException("a column has more values than its row group has rows");
            }
        }
    }

    private void Unpack()
    {
        if (_unpacked)
        {
            return;
        }

        var encoding = _pages.Header.Encoding;
        if (encoding is PageEncoding.RleDictionary or PageEncoding.PlainDictionary && !_dictionaryRead && _pages.HasDictionary)
        {
            BeginDictionary(_pages.UnpackDictionary(out var count), count);
            _dictionaryRead = true;
        }

        var page = _pages.Unpack();
        if (_optional)
        {
            _levels = new(page.Levels.Array!, page.Levels.Offset, page.Levels.Count, 1);
        }

        // A page of absent values alone may lack all that belongs to values.
        BeginValues(page.Values.Count == 0 ? PageEncoding.Plain : encoding, page.Values);
        _unpacked = true;
    }

    private void SkipInPage(int rows)
    {
        if (!_optional)
        {
            SkipValues(rows);
            return;
        }

        while (rows > 0)
        {
            var step = Math.Min(rows, Batch);
            SkipValues(_levels.ReadBits(_present.AsSpan(0, step)));
            rows -= step;
        }
    }

    private void ReadOptional(Span<T> rows, T none, Span<byte> present)
    {
        var count = _levels.ReadBits(present);
        if (count == rows.Length)
        {
            Decode(rows);
            return;
        }

        rows.Fill(none);
        if (count == 0)
        {
            return;
        }

        // The places of the values first, without a branch; then each value to its place.
        var next = 0;
        for (var i = 0; i < present.Length; i++)
        {
            _places[next] = i;
            next += present[i];
        }

        var dense = _dense.AsSpan(0, count);
        Decode(dense);
        var places = _places.AsSpan(0, count);
        for (var i = 0; i < dense.Length; i++)
        {
            rows[places[i]] = dense[i];
        }
    }
}
