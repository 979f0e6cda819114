namespace Mimic.Access;

/// <summary>Reads one text line by line, keeps what was seen in a block of lines, and has each block weighed.</summary>
internal sealed class TextScan
{
    private const int LongestBlock = 400;
    private const int AloneWords = 2;
    private const int FewestDated = 3;
    private const string Mark = "mimic-scan:";

    private readonly ScanDocument _document;
    private readonly string? _place;
    private readonly bool _isTableFile;
    private readonly LineTokens _tokens = new();
    private readonly NoteTextWatch _notes = new();
    private readonly ScanWeighing _weighing;
    private readonly List<ScanRow> _block = [];
    private readonly List<(LineToken, IdClass?)> _hits = [];
    private TableHeader? _header;
    private int _index;
    private int _integers;
    private int _twos;
    private int _headerIndex;
    private int _allowedLine = -2;
    private (int Rows, int Line, int Column) _dated;

    /// <summary>Starts a text.</summary>
    /// <param name="document">The file that it belongs to.</param>
    /// <param name="place">Where in the file; null for the file itself.</param>
    /// <param name="isTableFile">Whether it is one table with one header, whose rows empty lines do not end.</param>
    /// <param name="context">Identifiers that the code names which made this text.</param>
    public TextScan(ScanDocument document, string? place, bool isTableFile = false, IReadOnlySet<IdClass>? context = null)
    {
        (_document, _place, _isTableFile) = (document, place, isTableFile);
        _weighing = new(document, place, context);
    }

    /// <summary>Reads a line, or a part of one that is a row by itself.</summary>
    /// <param name="text">The line.</param>
    /// <param name="line">Its number, from 1.</param>
    /// <param name="column">Where in that line it begins, from 0.</param>
    public void Read(ReadOnlySpan<char> text, int line, int column = 0)
    {
        if (text.IsWhiteSpace())
        {
            if (!_isTableFile)
            {
                Break();
            }

            return;
        }

        _index++;
        _tokens.Read(text);
        _document.HasSynthetic |= _tokens.HasSynthetic;
        _integers += _tokens.Integers;
        _twos += _isTableFile && _tokens.Integers > 1 ? 1 : 0;
        _document.NumberLines += _tokens.Words <= AloneWords && _tokens.Integers > 0 ? 1 : 0;
        CheckMark(text, line, column);
        var isNote = _notes.Read(text);
        var allowed = line == _allowedLine || line == _allowedLine + 1;
        if (isNote && !allowed)
        {
            _document.AddCandidate(_place, line, column + 1, DataUseKind.NoteText, "text with ___", "headers of a report stand near masked words");
        }

        if (TableHeader.Of(text, _tokens, line, column, _isTableFile ? line == 1 : _header is null && text.ContainsAny('|', '\t')) is { } header)
        {
            EndTable();
            _header = _header is not null && _headerIndex == _index - 1 && header.Mark == ' ' ? header.Merge(_header) : header;
            _headerIndex = _index;
        }
        else
        {
            CountRow(text);
            if (_tokens is { HasDate: true, Names: > 0, HasSynthetic: false } && !allowed)
            {
                _dated = _dated.Rows == 0 ? (1, line, column) : _dated with { Rows = _dated.Rows + 1 };
            }
        }

        Keep(text, line, column, allowed);
        if (_index % LongestBlock == 0)
        {
            Flush();
        }
    }

    /// <summary>Ends a block: a table, a paragraph.</summary>
    public void Break()
    {
        Flush();
        EndTable();
        _header = null;
    }

    private void Flush()
    {
        _weighing.Weigh(_block, _header?.Counts == true, _integers, _twos);
        _block.Clear();
        (_integers, _twos) = (0, 0);
    }

    private void Keep(ReadOnlySpan<char> text, int line, int column, bool allowed)
    {
        _hits.Clear();
        foreach (var token in _tokens.All)
        {
            if (token.Kind != TokenKind.Name)
            {
                _hits.Add((token, _header?.ClassAt(text, token)));
            }
        }

        if (_hits.Count == 0 && !_tokens.HasDate && !_tokens.HasSynthetic)
        {
            return;
        }

        if (allowed && _hits.Count > 0)
        {
            _document.AllowedLines++;
        }

        _block.Add(new(_index, line, column, _hits.Count == 0 ? [] : [.. _hits])
        {
            HasDate = _tokens.HasDate,
            HasSynthetic = _tokens.HasSynthetic,
            Counts = _tokens.Counts,
            IsAlone = _tokens.Words <= AloneWords && _tokens.Integers <= 1,
            IsAllowed = allowed,
        });
    }

    private void CountRow(ReadOnlySpan<char> text)
    {
        if (_header is null || !_header.IsRow(text, _tokens))
        {
            return;
        }

        _header.Rows++;
        _header.NumericRows += _tokens.Numbers >= Math.Max(2, 0.4 * _header.Fields) ? 1 : 0;
        _header.DatedRows += _tokens.HasDate ? 1 : 0;
        _header.HasIdentifiers |= _tokens.HasSynthetic || _tokens.All.Any(t => t.Kind is TokenKind.Id or TokenKind.Note or TokenKind.Compound);
        _header.IsSummary |= IsSummary(text);
    }

    private static bool IsSummary(ReadOnlySpan<char> text)
    {
        var first = text.TrimStart(" \t|,\"'");
        foreach (var word in (ReadOnlySpan<string>)["count", "mean", "std", "min", "max", "median", "total", "sum", "dtype"])
        {
            if (first.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void EndTable()
    {
        if (_dated is { Rows: >= FewestDated } dated)
        {
            _document.AddCandidate(
                _place, dated.Line, dated.Column + 1, DataUseKind.Table, Invariant($"{dated.Rows:#,0} records with names of MIMIC's columns"), "they hold dates after 2100");
        }

        _dated = default;
        if (_header is { HasIdentifiers: false, IsSummary: false, Counts: false, Rows: >= 3 } table
            && ((table.DatedRows >= 3 && table.Names >= 2) || (table.Names >= 5 && table.Names >= 0.4 * table.Fields && table.NumericRows >= 3 && table.Mark != ' ')))
        {
            _document.AddCandidate(
                _place, table.Line, table.Column + 1, DataUseKind.Table, Invariant($"{table.Rows:#,0} rows below {table.Names} column names of MIMIC"),
                table.DatedRows >= 3 ? "the rows hold dates after 2100" : "the columns are those of patients' tables");
            table.HasIdentifiers = true;
        }
    }

    private void CheckMark(ReadOnlySpan<char> text, int line, int column)
    {
        if (text.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at && text[(at + Mark.Length)..].TrimStart() is var rest && rest.StartsWith("allow"))
        {
            var (open, close) = (rest.IndexOf('('), rest.IndexOf(')'));
            if (open > 0 && close > open + 3 && rest[5..open].IsWhiteSpace())
            {
                _allowedLine = line;
            }
            else
            {
                _document.Add(
                    _place, line, column + at + 1, DataUseKind.Allowance, false, "a mark without a reason", "what is allowed needs a reason that others can judge",
                    "Write: mimic-scan: allow (the reason).");
            }
        }
    }
}
