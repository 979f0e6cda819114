using System.Text;

namespace Mimic.Tests.Tables;

/// <summary>
/// What a table holds, read the slow and plain way: a character at a time, every rule in one place, no code shared with the library. It
/// decides in the mutation tests which rows are right and on which line an error must be.
/// </summary>
internal sealed class ReferenceCsv
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;
    private readonly bool _mayLackLastBreak;
    private int _at;

    private ReferenceCsv(byte[] bytes, bool mayLackLastBreak) => (_bytes, _mayLackLastBreak) = (bytes, mayLackLastBreak);

    /// <summary>The rows before the first error: the asked columns, as text.</summary>
    public List<string[]> Rows { get; } = [];

    /// <summary>The line on which a row is wrong; null if all are right or the table has no valid header.</summary>
    public long? BadLine { get; private set; }

    /// <summary>Whether it is no table with these columns at all.</summary>
    public bool HasNoHeader { get; private set; }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">The bytes of the CSV.</param>
    /// <param name="mayLackLastBreak">Whether the last line may end with the file: in .gz only.</param>
    /// <param name="columns">The columns that must be there.</param>
    public static ReferenceCsv Read(byte[] bytes, bool mayLackLastBreak, string[] columns)
    {
        var table = new ReferenceCsv(bytes, mayLackLastBreak);
        table.Read(columns);
        return table;
    }

    private void Read(string[] columns)
    {
        var line = 1L;
        _at = _bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        if (_at == _bytes.Length || Record(true, out var lines) is not { } header)
        {
            HasNoHeader = true;
            return;
        }

        var names = header.Select(n => n.Trim().ToLowerInvariant()).ToList();
        if (columns.Any(c => names.Count(n => n == c) != 1))
        {
            HasNoHeader = true;
            return;
        }

        var places = columns.Select(c => names.IndexOf(c)).ToArray();
        while (_at < _bytes.Length)
        {
            line += lines;
            var fields = Record(_mayLackLastBreak, out lines);
            if (fields is null || fields.Count != names.Count)
            {
                BadLine = line;
                return;
            }

            Rows.Add([.. places.Select(p => fields[p])]);
        }
    }

    /// <summary>The fields up to the next line break outside quotation marks, and how many lines that took; null if it is wrong.</summary>
    private List<string>? Record(bool mayLackBreak, out long lines)
    {
        lines = 0;
        var begin = _at;
        var fields = new List<byte[]>();
        var field = new List<byte>();
        var (state, ended) = (State.Begin, false);
        while (_at < _bytes.Length && !ended)
        {
            var b = (char)_bytes[_at++];
            lines += b == '\n' ? 1 : 0;
            switch (state, b)
            {
                case (State.Begin, '"'):
                    state = State.Quoted;
                    break;
                case (State.Quoted, '"'):
                    state = State.AfterQuote;
                    break;
                case (State.AfterQuote, '"'):
                    field.Add((byte)b);
                    state = State.Quoted;
                    break;
                case (State.Quoted, _):
                    field.Add((byte)b);
                    break;
                case (State.AfterQuote, '\r'):
                    state = State.AfterReturn;
                    break;
                case (State.AfterReturn, not '\n'):
                case (State.AfterQuote, not ('\n' or ',')):
                    return null;
                case (_, ','):
                    fields.Add([.. field]);
                    field.Clear();
                    state = State.Begin;
                    break;
                case (_, '\n'):
                    ended = true;
                    break;
                default:
                    field.Add((byte)b);
                    state = State.Plain;
                    break;
            }
        }

        if (state == State.Quoted || (!ended && !mayLackBreak))
        {
            return null;
        }

        if (state == State.Plain && field[^1] == '\r')
        {
            field.RemoveAt(field.Count - 1);
        }

        fields.Add([.. field]);
        try
        {
            _ = Strict.GetString(_bytes, begin, _at - begin);
            return _bytes.AsSpan(begin, _at - begin).Contains((byte)0) ? null : [.. fields.Select(Strict.GetString)];
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private enum State
    {
        Begin,
        Plain,
        Quoted,
        AfterQuote,
        AfterReturn,
    }
}
