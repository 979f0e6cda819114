using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Parquet;

/// <summary>Reads a column of numbers or times of fixed width.</summary>
/// <typeparam name="T">int, long, float or double, as the column has it.</typeparam>
internal sealed class FixedCursor<T>(ParquetReader file, int readAhead) : ColumnCursor<T>(file, readAhead)
    where T : unmanaged
{
    private const int Batch = 1024;

    private T[] _dictionary = [];
    private int _dictionaryCount;
    private int[] _indexes = [];
    private long[] _wide = [];
    private PageEncoding _encoding;
    private ArraySegment<byte> _values;
    private int _position;
    private RleDecoder _ids;
    private DeltaDecoder _deltas;

    private static int Width => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Pooled.Return(ref _dictionary);
        Pooled.Return(ref _indexes);
        Pooled.Return(ref _wide);
    }

    protected override void BeginChunk() => _dictionaryCount = 0;

    protected override void BeginDictionary(ArraySegment<byte> values, int count)
    {
        if (count > values.Count / Width)
        {
            throw new ParquetDamageException("a dictionary is shorter than it says");
        }

        Pooled.Grow(ref _dictionary, count);
        MemoryMarshal.Cast<byte, T>(values.AsSpan(0, count * Width)).CopyTo(_dictionary);
        _dictionaryCount = count;
    }

    protected override void BeginValues(PageEncoding encoding, ArraySegment<byte> values)
    {
        (_encoding, _values, _position) = (encoding, values, 0);
        switch (encoding)
        {
            case PageEncoding.Plain:
            case PageEncoding.ByteStreamSplit:
                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary:
                _encoding = PageEncoding.RleDictionary;
                _ids = new(values.Array!, values.Offset + 1, values.Count - 1, values[0]);
                Pooled.Grow(ref _indexes, Batch);
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(T) == typeof(long) || typeof(T) == typeof(int):
                _deltas = new(values.Array!, values.Offset, values.Count);
                Pooled.Grow(ref _wide, Batch);
                break;
            default:
                throw new ParquetUnsupportedException($"the encoding {encoding}");
        }
    }

    protected override void Decode(Span<T> values)
    {
        switch (_encoding)
        {
            case PageEncoding.Plain:
                MemoryMarshal.Cast<byte, T>(Take(values.Length)).CopyTo(values);
                break;
            case PageEncoding.ByteStreamSplit:
                Join(values);
                break;
            case PageEncoding.RleDictionary:
                for (; values.Length > 0; values = values[Math.Min(values.Length, Batch)..])
                {
                    LookUp(values[..Math.Min(values.Length, Batch)]);
                }

                break;
            default:
                Sum(values);
                break;
        }
    }

    protected override void SkipValues(int count)
    {
        switch (_encoding)
        {
            case PageEncoding.Plain or PageEncoding.ByteStreamSplit:
                Take(count);
                break;
            case PageEncoding.RleDictionary:
                _ids.Skip(count);
                break;
            default:
                for (; count > 0; count -= Math.Min(count, Batch))
                {
                    _deltas.Read(_wide.AsSpan(0, Math.Min(count, Batch)));
                }

                break;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((long)count * Width > _values.Count - _position)
        {
            throw new ParquetDamageException("a page ends in the middle of its values");
        }

        var bytes = _values.AsSpan(_position, count * Width);
        _position += count * Width;
        return bytes;
    }

    private void LookUp(Span<T> values)
    {
        var indexes = _indexes.AsSpan(0, values.Length);
        _ids.Read(indexes);
        var dictionary = _dictionary.AsSpan(0, _dictionaryCount);
        for (var i = 0; i < indexes.Length; i++)
        {
            var index = indexes[i];
            values[i] = (uint)index < (uint)dictionary.Length
                ? dictionary[index]
                : throw new ParquetDamageException("a page refers to a value that its dictionary lacks");
        }
    }

    private void Sum(Span<T> values)
    {
        if (typeof(T) == typeof(long))
        {
            _deltas.Read(MemoryMarshal.Cast<T, long>(values));
            return;
        }

        var narrow = MemoryMarshal.Cast<T, int>(values);
        while (narrow.Length > 0)
        {
            var wide = _wide.AsSpan(0, Math.Min(narrow.Length, Batch));
            _deltas.Read(wide);
            for (var i = 0; i < wide.Length; i++)
            {
                narrow[i] = (int)wide[i];
            }

            narrow = narrow[wide.Length..];
        }
    }

    /// <summary>The first bytes of all values of the page stand first, then the second bytes, and so on.</summary>
    private void Join(Span<T> values)
    {
        var all = _values.Count / Width;
        var first = _position / Width;
        Take(values.Length);
        var bytes = MemoryMarshal.AsBytes(values);
        for (var b = 0; b < Width; b++)
        {
            var stream = _values.AsSpan((b * all) + first, values.Length);
            for (var i = 0; i < stream.Length; i++)
            {
                bytes[(i * Width) + b] = stream[i];
            }
        }
    }
}
