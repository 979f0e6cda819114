using System.Text.Unicode;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Cuts a stream of CSV bytes into records and fields in one reused buffer. Quoted fields may hold commas, line breaks and
/// doubled quotation marks (RFC 4180); lines end with LF or CRLF; a byte order mark is skipped.
/// </summary>
internal sealed class CsvScanner : IDisposable
{
    private const int FirstBuffer = 1 << 18;

    /// <summary>No row of MIMIC comes near it; a quotation mark that is never closed would otherwise take the whole file.</summary>
    private const int LongestRecord = 1 << 26;

    private readonly TableBlocks _blocks;
    private Block _block;
    private readonly string _path;
    private byte[] _buffer = new byte[FirstBuffer];
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private bool[] _doubled = new bool[64];
    private int _start;
    private int _end;
    private bool _streamEnded;
    private long _nextLine = 1;

    /// <summary>Reads a stream, which is disposed together with this.</summary>
    public CsvScanner(TableBlocks blocks, string path)
    {
        (_blocks, _path) = (blocks, path);
        while (_end < 3 && Fill())
        {
            // A byte order mark is three bytes long.
        }

        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            _start = 3;
        }
    }

    /// <summary>The number of fields of the current record.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the stream ended without a line break after the current record.</summary>
    public bool EndsWithoutBreak { get; private set; }

    /// <summary>A field of the current record, without its quotation marks.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_starts[field], _ends[field] - _starts[field]);

    /// <summary>Goes to the next record; false at the end of the stream.</summary>
    public bool Next()
    {
        Line = _nextLine;
        while (_start < _end || !_streamEnded)
        {
            if (_start < _end && Scan())
            {
                return true;
            }

            if (!Fill() && _start == _end)
            {
                break;
            }
        }

        Count = 0;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _blocks.Dispose();

    /// <summary>The first bytes that have not been read as a record yet.</summary>
    public ReadOnlySpan<byte> Peek() => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Cuts the record at the start of the buffer; false if it is not there as a whole yet.</summary>
    private bool Scan()
    {
        var bytes = _buffer.AsSpan(0, _end);
        var (at, lines, doubled) = (_start, 0L, false);
        Count = 0;
        while (true)
        {
            int length;
            if (at < _end && bytes[at] == (byte)'"')
            {
                length = QuotedLength(bytes[(at + 1)..], ref lines, out var hasDoubled);
                if (length < 0)
                {
                    return false;
                }

                AddField(at + 1, at + 1 + length, hasDoubled);
                doubled |= hasDoubled;
                at += length + 2;
                if (at == _end && !_streamEnded)
                {
                    return false;
                }
            }
            else
            {
                length = bytes[at..].IndexOfAny((byte)',', (byte)'\n');
                if (length < 0 && !_streamEnded)
                {
                    return false;
                }

                length = length < 0 ? _end - at : length;
                AddField(at, at + length, false);
                at += length;
            }

            if (at < _end && bytes[at] == (byte)',')
            {
                at++;
                continue;
            }

            if (at < _end && bytes[at] == (byte)'\r' && at + 1 == _end && !_streamEnded)
            {
                return false;
            }

            Finish(at, lines, doubled);
            return true;
        }
    }

    /// <summary>The length up to the closing quotation mark; -1 if it may follow in bytes to come.</summary>
    private int QuotedLength(ReadOnlySpan<byte> bytes, ref long lines, out bool doubled)
    {
        doubled = false;
        for (var at = 0; bytes[at..].IndexOfAny((byte)'"', (byte)'\n') is var i and >= 0; at++)
        {
            at += i;
            if (bytes[at] == (byte)'\n')
            {
                lines++;
            }
            else if (at + 1 < bytes.Length && bytes[at + 1] == (byte)'"')
            {
                doubled = true;
                at++;
            }
            else if (at + 1 < bytes.Length || _streamEnded)
            {
                return at;
            }
            else
            {
                return -1;
            }
        }

        return _streamEnded
            ? throw Error($"a quotation mark opens in column {Count + 1} of the row that begins here and is never closed.")
            : -1;
    }

    private void Finish(int at, long lines, bool doubled)
    {
        var record = _buffer.AsSpan(_start, at - _start);
        if (record.Contains((byte)0))
        {
            throw Error("the row that begins here holds a zero byte, which no text has.");
        }

        if (!Utf8.IsValid(record))
        {
            throw Error("the row that begins here is not valid UTF-8 text.");
        }

        var last = Count - 1;
        if (at < _end && _buffer[at] == (byte)'\r')
        {
            at++;
        }
        else if (_ends[last] > _starts[last] && _ends[last] == at && _buffer[at - 1] == (byte)'\r')
        {
            _ends[last]--;
        }

        if (at < _end && _buffer[at] != (byte)'\n')
        {
            throw Error($"in column {Count} of the row that begins here, text follows a closing quotation mark.");
        }

        if (doubled)
        {
            UndoubleQuotes();
        }

        EndsWithoutBreak = at >= _end;
        _start = Math.Min(at + 1, _end);
        _nextLine = Line + lines + 1;
    }

    private void UndoubleQuotes()
    {
        for (var field = 0; field < Count; field++)
        {
            if (!_doubled[field])
            {
                continue;
            }

            var to = _starts[field];
            for (var from = to; from < _ends[field]; from++)
            {
                _buffer[to++] = _buffer[from];
                from += _buffer[from] == (byte)'"' ? 1 : 0;
            }

            _ends[field] = to;
        }
    }

    private void AddField(int start, int end, bool doubled)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _doubled, Count * 2);
        }

        (_starts[Count], _ends[Count], _doubled[Count]) = (start, end, doubled);
        Count++;
    }

    /// <summary>Reads more behind what is there; false if the stream has ended.</summary>
    private bool Fill()
    {
        if (_streamEnded)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestRecord)
            {
                throw Error("the row that begins here is longer than 64 MB; probably a quotation mark is never closed.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        if (_block.Bytes is null && !_blocks.TryTake(out _block))
        {
            _streamEnded = true;
            return false;
        }

        var count = Math.Min(_buffer.Length - _end, _block.End - _block.Start);
        _block.Bytes.AsSpan(_block.Start, count).CopyTo(_buffer.AsSpan(_end));
        _end += count;
        _block = _block with { Start = _block.Start + count };
        if (_block.Start == _block.End)
        {
            TableBlocks.Return(_block);
            _block = default;
        }

        return true;
    }

    private MimicException Error(string problem) => new($"{_path}, line {Line}: {problem}", Damage.FetchAgain);
}
