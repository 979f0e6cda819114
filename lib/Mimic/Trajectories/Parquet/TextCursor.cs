using System.Buffers.Binary;
using System.Text.Unicode;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Reads a column of texts as numbers: those of a list of names that all row groups share, or, without one, those of
/// <see cref="Texts"/>, which hold for the current block.
/// </summary>
internal sealed class TextCursor(ParquetReader file, int readAhead, NameList? names) : ColumnCursor<int>(file, readAhead)
{
    private const int Batch = 1024;

    // A block of long notes ends early: so much text is about what a block of other columns takes.
    private const int LargestBlock = 1 << 24;

    private PageEncoding _encoding;
    private ArraySegment<byte> _values;
    private int _position;
    private RleDecoder _ids;
    private int[] _named = [];
    private int _dictionaryCount;
    private int[] _lengths = [];
    private int[] _prefixes = [];
    private int _nextLength;
    private int _lengthCount;
    private byte[] _composed = [];
    private int _composedLength;

    /// <summary>The texts of the current block: those of the dictionary of its row group, then those of its own rows.</summary>
    public Utf8Table Texts { get; } = new();

    /// <inheritdoc/>
    protected override bool Full => names is null && Texts.FreshBytes > LargestBlock;

    /// <inheritdoc/>
    protected override int LargestStep => names is null ? Batch : int.MaxValue;

    /// <summary>Forgets the texts of the block before; those of the dictionary stay.</summary>
    public void BeginBlock() => Texts.Restart();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Texts.Dispose();
        Pooled.Return(ref _named);
        Pooled.Return(ref _lengths);
        Pooled.Return(ref _prefixes);
        Pooled.Return(ref _composed);
    }

    protected override void BeginChunk() => Texts.Clear();

    protected override void BeginDictionary(ArraySegment<byte> values, int count)
    {
        if (count > values.Count / 4)
        {
            throw new ParquetDamageException("a dictionary is shorter than it says");
        }

        // In a chunk that begins with plain pages, the texts of this block stand before those of the dictionary.
        (_values, _position) = (values, 0);
        Pooled.Grow(ref _named, count);
        for (var i = 0; i < count; i++)
        {
            _named[i] = Number(NextPlain());
        }

        _dictionaryCount = count;
        if (names is null)
        {
            Texts.Keep();
        }
    }

    protected override void BeginValues(PageEncoding encoding, ArraySegment<byte> values)
    {
        (_encoding, _values, _position) = (encoding, values, 0);
        switch (encoding)
        {
            case PageEncoding.Plain:
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary:
                _encoding = PageEncoding.RleDictionary;
                _ids = new(values.Array!, values.Offset + 1, values.Count - 1, values[0]);
                break;
            case PageEncoding.DeltaLengthByteArray:
                _position = BeginLengths(0, ref _lengths);
                break;
            case PageEncoding.DeltaByteArray:
                _position = BeginLengths(0, ref _prefixes);
                var count = _lengthCount;
                _position = BeginLengths(_position, ref _lengths);
                _composedLength = 0;
                if (count != _lengthCount)
                {
                    throw new ParquetDamageException("a page ends in the middle of its texts");
                }

                break;
            default:
                throw new ParquetUnsupportedException($"the encoding {encoding}");
        }
    }

    protected override void Decode(Span<int> values)
    {
        if (_encoding != PageEncoding.RleDictionary)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Number(NextText());
            }

            return;
        }

        _ids.Read(values);
        var named = _named.AsSpan(0, _dictionaryCount);
        for (var i = 0; i < values.Length; i++)
        {
            var index = values[i];
            values[i] = (uint)index < (uint)named.Length
                ? named[index]
                : throw new ParquetDamageException("a page refers to a value that its dictionary lacks");
        }
    }

    protected override void SkipValues(int count)
    {
        if (_encoding == PageEncoding.RleDictionary)
        {
            _ids.Skip(count);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            NextText();
        }
    }

    private static ParquetDamageException Ends() => new("a page ends in the middle of a text");

    private int Number(ReadOnlySpan<byte> text)
    {
        if (names is not null && names.Find(text) is var known and >= 0)
        {
            return known;
        }

        if (!Utf8.IsValid(text))
        {
            throw new ParquetDamageException("a text in it is not UTF-8");
        }

        return names is not null ? names.Add(text) : Texts.Add(text);
    }

    private ReadOnlySpan<byte> NextText()
    {
        switch (_encoding)
        {
            case PageEncoding.DeltaLengthByteArray:
                return Take(NextLength(_lengths));
            case PageEncoding.DeltaByteArray:
                var prefix = _nextLength < _lengthCount ? _prefixes[_nextLength] : throw Ends();
                var suffix = Take(NextLength(_lengths));
                if ((uint)prefix > (uint)_composedLength)
                {
                    throw Ends();
                }

                Pooled.Grow(ref _composed, prefix + suffix.Length, prefix);
                suffix.CopyTo(_composed.AsSpan(prefix));
                _composedLength = prefix + suffix.Length;
                return _composed.AsSpan(0, _composedLength);
            default:
                return NextPlain();
        }
    }

    private ReadOnlySpan<byte> NextPlain() => _values.Count - _position >= 4
        ? Take(BinaryPrimitives.ReadInt32LittleEndian(_values.AsSpan((_position += 4) - 4, 4)))
        : throw Ends();

    private int NextLength(int[] lengths) => _nextLength < _lengthCount ? lengths[_nextLength++] : throw Ends();

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)(_values.Count - _position))
        {
            throw Ends();
        }

        _position += length;
        return _values.AsSpan(_position - length, length);
    }

    /// <summary>Reads all lengths of a page from a position; returns where they end.</summary>
    private int BeginLengths(int start, ref int[] lengths)
    {
        var decoder = new DeltaDecoder(_values.Array!, _values.Offset + start, _values.Count - start);
        (_nextLength, _lengthCount) = (0, 0);
        Span<long> batch = stackalloc long[64];
        while (decoder.Left > 0)
        {
            var some = batch[..Math.Min(batch.Length, decoder.Left)];
            decoder.Read(some);
            if (lengths.Length - _lengthCount < some.Length)
            {
                Pooled.Grow(ref lengths, 2 * (_lengthCount + some.Length), _lengthCount);
            }

            foreach (var length in some)
            {
                lengths[_lengthCount++] = (int)length;
            }
        }

        return decoder.EndOfLast() - _values.Offset;
    }
}
