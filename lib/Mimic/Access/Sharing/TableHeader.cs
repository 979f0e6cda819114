namespace Mimic.Access;

/// <summary>The header of a table in a text: which of its columns are MIMIC's, so that a number below one of them can be told.</summary>
internal sealed class TableHeader
{
    private const int Slack = 2;

    private readonly List<(IdClass Class, int Start, int End, int Field)> _columns;

    private TableHeader(char mark, List<(IdClass Class, int Start, int End, int Field)> columns, int fields, int line, int column, bool counts)
    {
        (Mark, _columns, Fields, Line, Column, Counts) = (mark, columns, fields, line, column, counts);
    }

    /// <summary>What parts the fields; a blank where columns are aligned.</summary>
    public char Mark { get; }

    /// <summary>How many fields there are, as far as they can be counted.</summary>
    public int Fields { get; }

    public int Line { get; }

    public int Column { get; }

    /// <summary>Whether the header says that columns count something.</summary>
    public bool Counts { get; }

    /// <summary>How many names of MIMIC it has.</summary>
    public int Names => _columns.Count(c => c.Class != IdClass.Counted);

    /// <summary>Lines below it that are rows.</summary>
    public int Rows { get; set; }

    /// <summary>Of these, with a date after 2100.</summary>
    public int DatedRows { get; set; }

    /// <summary>Of these, with several numbers.</summary>
    public int NumericRows { get; set; }

    /// <summary>Whether a row has an identifier, which is a finding of its own, or one of the generator's.</summary>
    public bool HasIdentifiers { get; set; }

    /// <summary>Whether the rows are sums and means.</summary>
    public bool IsSummary { get; set; }

    /// <summary>The header in a line; null if it is none.</summary>
    /// <param name="text">The line.</param>
    /// <param name="tokens">What was seen in it.</param>
    /// <param name="line">Its number.</param>
    /// <param name="column">Where in that line it begins.</param>
    /// <param name="isFirst">Whether it is the first line of a table, as far as can be told: a header then, also without a name of MIMIC's.</param>
    public static TableHeader? Of(ReadOnlySpan<char> text, LineTokens tokens, int line, int column, bool isFirst)
    {
        if (tokens.Names == 0)
        {
            return isFirst && tokens.Numbers == 0 ? OfAmounts(text, line, column) : null;
        }

        if (tokens.Numbers >= tokens.Names || tokens.All.Any(t => t.Kind is TokenKind.Id or TokenKind.Note or TokenKind.Compound))
        {
            return null;
        }

        var mark = MarkOf(text);

        // "gender": "F", in a record of JSON is no header, nor is a name in a list.
        if (HasValue(text, tokens) || (mark == ' ' && text.ContainsAny("[{=")))
        {
            return null;
        }

        // A long header has one name a field; in a sentence the names of columns are few among many words.
        var fields = mark == ' ' ? tokens.Words : FieldAt(text, text.Length, mark) + 1;
        var few = tokens.Words > (tokens.Names * 4) + 4 && (mark == ' ' || tokens.Words > fields);
        if (few || (mark == ' ' && tokens.Names == 1 && tokens.Words > 2))
        {
            return null;
        }

        var columns = new List<(IdClass, int, int, int)>();
        foreach (var token in tokens.All.Where(t => t.Kind == TokenKind.Name))
        {
            columns.Add((token.Class, token.Start, token.Start + token.Length, mark == ' ' ? -1 : FieldAt(text, token.Start, mark)));
        }

        columns.AddRange(Amounts(text, mark));
        return new(mark, columns, fields, line, column, tokens.Counts);
    }

    /// <summary>Takes over the columns of the header in the line before: pandas writes the name of an index on a line of its own.</summary>
    public TableHeader Merge(TableHeader before)
    {
        _columns.AddRange(before._columns);
        return this;
    }

    /// <summary>What the column of a number is; null if it is none of MIMIC's.</summary>
    public IdClass? ClassAt(ReadOnlySpan<char> text, LineToken token)
    {
        var end = token.Start + token.Length;
        var field = Mark == ' ' ? -1 : FieldAt(text, token.Start, Mark);
        foreach (var column in _columns)
        {
            if (Mark == ' ' ? column.Start - Slack < end && token.Start < column.End + Slack : column.Field == field)
            {
                return column.Class;
            }
        }

        return null;
    }

    /// <summary>Whether a line below the header has about as many fields as it.</summary>
    public bool IsRow(ReadOnlySpan<char> text, LineTokens tokens) =>
        Mark == ' ' ? tokens.Words >= Math.Max(2, Names) : Fields > 1 && FieldAt(text, text.Length, Mark) + 1 is var fields && fields >= Fields - 1 && fields <= Fields + 1;

    private static TableHeader? OfAmounts(ReadOnlySpan<char> text, int line, int column)
    {
        var mark = MarkOf(text);
        return Amounts(text, mark) is { Count: > 0 } amounts ? new(mark, amounts, FieldAt(text, text.Length, mark) + 1, line, column, false) : null;
    }

    /// <summary>The columns whose names say that they hold amounts; a blank parts words too, and tells none.</summary>
    private static List<(IdClass Class, int Start, int End, int Field)> Amounts(ReadOnlySpan<char> text, char mark)
    {
        var found = new List<(IdClass, int, int, int)>();
        if (mark == ' ')
        {
            return found;
        }

        foreach (var range in text.Split(mark))
        {
            if (MimicNames.IsAmount(text[range]))
            {
                var (start, length) = range.GetOffsetAndLength(text.Length);
                found.Add((IdClass.Counted, start, start + length, FieldAt(text, start, mark)));
            }
        }

        return found;
    }

    private static bool HasValue(ReadOnlySpan<char> text, LineTokens tokens)
    {
        foreach (var token in tokens.All)
        {
            if (token.Kind == TokenKind.Name && text[(token.Start + token.Length)..].TrimStart("\"' ") is [':' or '=', ..])
            {
                return true;
            }
        }

        return false;
    }

    private static char MarkOf(ReadOnlySpan<char> text)
    {
        foreach (var mark in "\t|,;")
        {
            if (text.Contains(mark))
            {
                return mark;
            }
        }

        return ' ';
    }

    private static int FieldAt(ReadOnlySpan<char> text, int position, char mark)
    {
        var (field, quoted) = (0, false);
        foreach (var c in text[..position])
        {
            quoted ^= c == '"';
            field += c == mark && !quoted ? 1 : 0;
        }

        return field;
    }
}
