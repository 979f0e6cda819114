using System.Buffers;
using System.Text.Unicode;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// Cuts blocks of CSV bytes into records and fields, which are looked at where the bytes were unpacked. Quoted fields may hold commas,
/// line breaks and doubled quotation marks (RFC 4180); lines end with LF or CRLF; a byte order mark is skipped.
/// </summary>
/// <remarks>Of a block only the row that is not whole is copied, into the room before the next one.</remarks>
internal sealed partial class CsvScanner : IDisposable
{
    /// <summary>No row of MIMIC comes near it; a quotation mark that is never closed would otherwise take the whole file.</summary>
    private const int LongestRecord = 1 << 24;

    private readonly TableBlocks _blocks;
    private readonly string _path;
    private readonly CsvIndex _index;
    private byte[] _buffer = [];
    private int[] _marks = [];
    private int[] _ends = [];
    private int _start;
    private int _end;
    private int _row;
    private int _rowCount;
    private int _first;
    private int _next;
    private int _extra;
    private bool _isLast;
    private bool _isDamaged;
    private long _nextLine = 1;

    /// <summary>Reads blocks, which are disposed together with this.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="index">Looks at the bytes.</param>
    public CsvScanner(TableBlocks blocks, string path, CsvIndex index)
    {
        (_blocks, _path, _index) = (blocks, path, index);
        while (_end - _start < 3 && !_isLast)
        {
            // A byte order mark is three bytes long.
            ReadMore();
        }

        _start += _buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8) ? 3 : 0;
        Index();
    }

    /// <summary>The number of fields of the current record.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the stream ended without a line break after the current record.</summary>
    public bool EndsWithoutBreak => _row == _rowCount && _index.EndsWithoutBreak;

    /// <summary>Goes to the next record; false at the end of the stream.</summary>
    public bool Next()
    {
        if (_row == _rowCount && !GoOn())
        {
            return false;
        }

        var row = _index.Rows[_row];
        Line = _nextLine;
        if (_isDamaged)
        {
            CheckText(row.Mark);
        }

        _row++;
        (_first, _next, _extra) = (_next, row.Mark, row.Extra);
        Count = _next - _first;
        _nextLine++;
        if (row.Extra != 0)
        {
            _nextLine += row.Extra / RowEnd.Line;
            if ((row.Extra & RowEnd.Doubled) != 0)
            {
                UndoubleQuotes();
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocks.Dispose();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _marks, Count, _row, _rowCount, _isLast) = ([], [], 0, 0, 0, true);
    }

    /// <summary>Reads until there is a whole record; false at the end.</summary>
    private bool GoOn()
    {
        (Count, Line) = (0, _nextLine);
        while (_row == _rowCount)
        {
            ThrowFault();
            if (_isLast)
            {
                Block++;
                return false;
            }

            ReadMore();
            Index();
        }

        return true;
    }

    private void Index()
    {
        _index.Make(_buffer, _start, _end, _isLast);
        (_marks, _rowCount, _row, _next) = (_index.Marks, _index.RowCount, 0, 0);
        Block++;
        var text = _buffer.AsSpan(_start, _index.Rest - _start);
        _isDamaged = _index.IsOdd && (text.Contains((byte)0) || !Utf8.IsValid(text));
        _start = _index.Rest;
    }

    /// <summary>
    /// Puts the rest before the next block. A rest that is longer than the room there goes before as many blocks as double it, so that
    /// a record of any length is looked at about twice.
    /// </summary>
    private void ReadMore()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length >= LongestRecord)
        {
            throw Error("the row that begins here is longer than 16 MB; probably a quotation mark is never closed.");
        }

        if (!_blocks.TryTake(out var block))
        {
            _isLast = true;
            return;
        }

        var (start, end) = (block.Start - rest.Length, block.End);
        var buffer = block.Bytes;
        if (start >= 0)
        {
            rest.CopyTo(buffer.AsSpan(start));
        }
        else
        {
            buffer = ArrayPool<byte>.Shared.Rent((2 * rest.Length) + (2 * _blocks.Bytes));
            rest.CopyTo(buffer);
            (start, end) = (0, rest.Length);
            do
            {
                block.Bytes.AsSpan(block.Start, block.End - block.Start).CopyTo(buffer.AsSpan(end));
                end += block.End - block.Start;
                TableBlocks.Return(block);
            }
            while (end < 2 * rest.Length && TryTakeFurther(out block));
        }

        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _start, _end) = (buffer, start, end);
    }

    private bool TryTakeFurther(out Block block)
    {
        try
        {
            return _blocks.TryTake(out block);
        }
        catch (MimicException)
        {
            // It comes again when the rows before it have been read.
            block = default;
            return false;
        }
    }

    /// <summary>Looks at the text of a record in a block that holds a zero byte or invalid UTF-8 somewhere.</summary>
    private void CheckText(int endMark)
    {
        var record = _buffer.AsSpan((_marks[_next] + 1)..Math.Min(_marks[endMark], _end));
        if (record.Contains((byte)0))
        {
            throw Error("the row that begins here holds a zero byte, which no text has.");
        }

        if (!Utf8.IsValid(record))
        {
            throw Error("the row that begins here is not valid UTF-8 text.");
        }
    }

    private void ThrowFault()
    {
        if (_index.Fault != CsvFault.None)
        {
            throw Error(_index.Fault switch
            {
                CsvFault.TextAfterQuote => $"in column {_index.FaultColumn} of the row that begins here, text follows a closing quotation mark.",
                CsvFault.OpenQuote => $"a quotation mark opens in column {_index.FaultColumn} of the row that begins here and is never closed.",
                _ => "the row that begins here has more than a million fields.",
            });
        }
    }

    private MimicException Error(string problem) => new($"{_path}, line {Line}: {problem}", Damage.FetchAgain);
}
