using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimic.Tables;

/// <summary>The fields of the current record.</summary>
internal sealed partial class CsvScanner
{
    /// <summary>A field of the current record, without its quotation marks.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var at = _first + field;
            var (start, end) = (_marks[at] + 1, _marks[at + 1]);
            return (uint)field + 1 >= (uint)Count || (start < end && _buffer[start] == (byte)'"')
                ? LastOrQuoted(field, start, end)
                : new ReadOnlySpan<byte>(_buffer, start, end - start);
        }
    }

    /// <summary>A field of up to eight bytes as one word, the first byte lowest and zeros above the last.</summary>
    /// <returns>False for a longer or quoted field, the last of its record, and the last bytes of a buffer: then look at the bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWord(int field, out ulong word, out int length)
    {
        var at = _first + field;
        var start = _marks[at] + 1;
        length = _marks[at + 1] - start;
        if ((uint)length > sizeof(ulong) || start + sizeof(ulong) > _buffer.Length || (uint)field + 1 >= (uint)Count)
        {
            word = 0;
            return false;
        }

        word = Digits.Cut(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), start), length);
        return (byte)word != (byte)'"';
    }

    private ReadOnlySpan<byte> LastOrQuoted(int field, int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)field, (uint)Count, nameof(field));
        end -= field == Count - 1 && end > start && _buffer[end - 1] == (byte)'\r' ? 1 : 0;
        if (start == end || _buffer[start] != (byte)'"')
        {
            return _buffer.AsSpan(start, end - start);
        }

        start++;
        end = (_extra & RowEnd.Doubled) != 0 ? _ends[field] : end - 1;
        return _buffer.AsSpan(start, end - start);
    }

    /// <summary>Closes up the quoted fields of the current record from the left.</summary>
    private void UndoubleQuotes()
    {
        if (_ends.Length < Count)
        {
            _ends = new int[Count * 2];
        }

        for (var field = 0; field < Count; field++)
        {
            var (start, end) = (_marks[_first + field] + 1, _marks[_first + field + 1]);
            if (start == end || _buffer[start] != (byte)'"')
            {
                continue;
            }

            var to = ++start;
            end -= _buffer[end - 1] == (byte)'\r' ? 2 : 1;
            for (var from = start; from < end; from++)
            {
                _buffer[to++] = _buffer[from];
                from += _buffer[from] == (byte)'"' ? 1 : 0;
            }

            _ends[field] = to;
        }
    }
}
