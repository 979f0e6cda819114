namespace Mimic.Access;

/// <summary>Reads lines of any length: a page on one line of many megabytes comes in pieces that end where a value ends.</summary>
/// <param name="reader">The text.</param>
internal sealed class PiecewiseReader(TextReader reader)
{
    private const int Longest = 1 << 16;

    private readonly char[] _buffer = new char[Longest];
    private int _start;
    private int _end;
    private bool _ended;
    private bool _afterReturn;

    /// <summary>The line of the piece that was read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Where in its line that piece begins, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>How many characters have been read.</summary>
    public long Characters { get; private set; }

    private int _nextLine = 1;
    private int _nextColumn;

    /// <summary>The next line, or the next piece of a long one; null at the end.</summary>
    public string? Read()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            if (_afterReturn && rest.Length > 0)
            {
                _start += rest[0] == '\n' ? 1 : 0;
                _afterReturn = false;
                continue;
            }

            var length = rest.IndexOfAny('\n', '\r');
            if (length >= 0)
            {
                _afterReturn = rest[length] == '\r';
                return Take(length, length + 1, ends: true);
            }

            if (_ended)
            {
                return rest.IsEmpty ? null : Take(rest.Length, rest.Length, ends: true);
            }

            if (rest.Length == Longest)
            {
                var cut = rest.LastIndexOfAny(" ,;}])>\t") + 1;
                return Take(cut > 0 ? cut : rest.Length, cut > 0 ? cut : rest.Length, ends: false);
            }

            Fill(rest.Length);
        }
    }

    private string Take(int length, int used, bool ends)
    {
        var piece = new string(_buffer, _start, length);
        (Line, Column) = (_nextLine, _nextColumn);
        (_nextLine, _nextColumn) = ends ? (_nextLine + 1, 0) : (_nextLine, _nextColumn + length);
        _start += used;
        return piece;
    }

    private void Fill(int kept)
    {
        Array.Copy(_buffer, _start, _buffer, 0, kept);
        var read = reader.Read(_buffer, kept, Longest - kept);
        (_start, _end, _ended) = (0, kept + read, read == 0);
        Characters += read;
    }
}
