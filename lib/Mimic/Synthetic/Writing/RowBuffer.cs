using System.Buffers.Text;
using System.Text;

namespace Mimic.Synthetic.Writing;

/// <summary>Rows of one table as CSV bytes, kept apart so that they can be put into another order.</summary>
internal sealed class RowBuffer
{
    private readonly TableLayout _layout;
    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[512];
    private int _count;
    private int _cells;

    /// <summary>An empty buffer for a table.</summary>
    public RowBuffer(TableLayout layout) => _layout = layout;

    /// <summary>The number of whole rows.</summary>
    public int Rows => _ends.Count;

    /// <summary>The bytes of a row with its line feed.</summary>
    public ReadOnlySpan<byte> Row(int i)
    {
        var start = i == 0 ? 0 : _ends[i - 1];
        return _bytes.AsSpan(start, _ends[i] - start);
    }

    /// <summary>Adds a text cell, quoted where it must be; null is an empty cell.</summary>
    public RowBuffer Text(string? value)
    {
        Separate();
        if (string.IsNullOrEmpty(value))
        {
            return this;
        }

        var quoted = value.AsSpan().ContainsAny(",\"\n\r");
        var text = quoted ? string.Concat("\"", value.Replace("\"", "\"\"", StringComparison.Ordinal), "\"") : value;
        Reserve(text.Length * 3);
        _count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_count));
        return this;
    }

    /// <summary>Adds a whole number; null is an empty cell.</summary>
    public RowBuffer Number(long? value)
    {
        Separate();
        if (value is { } number)
        {
            Reserve(24);
            _ = Utf8Formatter.TryFormat(number, _bytes.AsSpan(_count), out var written);
            _count += written;
        }

        return this;
    }

    /// <summary>Adds a time as MIMIC writes it; null is an empty cell.</summary>
    public RowBuffer Time(DateTime? value)
    {
        Separate();
        if (value is { } time)
        {
            Reserve(24);
            _ = time.TryFormat(_bytes.AsSpan(_count), out var written, "yyyy-MM-dd HH:mm:ss");
            _count += written;
        }

        return this;
    }

    /// <summary>Adds a date without time of day; null is an empty cell.</summary>
    public RowBuffer Date(DateTime? value)
    {
        Separate();
        if (value is { } time)
        {
            Reserve(16);
            _ = time.TryFormat(_bytes.AsSpan(_count), out var written, "yyyy-MM-dd");
            _count += written;
        }

        return this;
    }

    /// <summary>Adds empty cells.</summary>
    public RowBuffer Empty(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Separate();
        }

        return this;
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">The row has more or fewer cells than the table has columns.</exception>
    public void End()
    {
        if (_cells != _layout.Columns)
        {
            throw new InvalidOperationException($"A row of {_layout.Table} has {_cells} cells for {_layout.Columns} columns.");
        }

        Reserve(1);
        _bytes[_count++] = (byte)'\n';
        _ends.Add(_count);
        _cells = 0;
    }

    private void Separate()
    {
        if (_cells++ > 0)
        {
            Reserve(1);
            _bytes[_count++] = (byte)',';
        }
    }

    private void Reserve(int more)
    {
        if (_count + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _count + more));
        }
    }
}
