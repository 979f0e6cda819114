using System.Text;

namespace Mimic.Trajectories.Parquet;

/// <summary>Texts by number, as the bytes that they have in the file; a string is made only of what is asked for.</summary>
internal sealed class Utf8Table : IDisposable
{
    private byte[] _bytes = [];
    private int[] _ends = [];
    private string?[] _strings = [];
    private int _kept;

    /// <summary>The number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of the texts that were added since <see cref="Keep"/>.</summary>
    public int FreshBytes => End(Count) - End(_kept);

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[int id] => id < Count
        ? _bytes.AsSpan(End(id), End(id + 1) - End(id))
        : throw new ArgumentOutOfRangeException(nameof(id));

    /// <summary>A text as a string; of those that are kept each is made once.</summary>
    public string Text(int id) => id >= _kept ? Encoding.UTF8.GetString(this[id]) : _strings[id] ??= Encoding.UTF8.GetString(this[id]);

    /// <summary>Appends a text.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var start = End(Count);
        if (text.Length > Array.MaxLength - start)
        {
            throw new ParquetUnsupportedException("texts of more than 2 GB in a row group");
        }

        if (text.Length > _bytes.Length - start)
        {
            Pooled.Grow(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(start + (long)text.Length, 2L * _bytes.Length)), start);
        }

        if (Count == _ends.Length)
        {
            Pooled.Grow(ref _ends, Math.Max(64, 2 * Count), Count);
        }

        text.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = start + text.Length;
        return Count++;
    }

    /// <summary>Declares the texts so far those that <see cref="Restart"/> keeps.</summary>
    public void Keep()
    {
        _kept = Count;
        if (_strings.Length < _kept)
        {
            _strings = new string?[_kept];
        }
        else
        {
            Array.Clear(_strings);
        }
    }

    /// <summary>Forgets the texts that came after those to keep.</summary>
    public void Restart() => Count = _kept;

    /// <summary>Forgets all texts.</summary>
    public void Clear() => (Count, _kept) = (0, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        Pooled.Return(ref _bytes);
        Pooled.Return(ref _ends);
    }

    private int End(int count) => count == 0 ? 0 : _ends[count - 1];
}
