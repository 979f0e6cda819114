using System.Buffers;

namespace Mimic.Access;

/// <summary>Takes a line apart: numbers in MIMIC's ranges, names of images and notes, names of columns, dates after 2100.</summary>
internal sealed class LineTokens
{
    private static readonly SearchValues<char> WordStarts =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private const int MostWordsBefore = 3;

    private readonly List<LineToken> _all = [];
    private (IdClass Class, bool Weak)? _name;
    private int _wordsSinceName;

    /// <summary>The pieces that matter, in order.</summary>
    public IReadOnlyList<LineToken> All => _all;

    /// <summary>Whether a date from 2100 to 2210 stands in the line.</summary>
    public bool HasDate { get; private set; }

    /// <summary>Whether a number of the generator of synthetic hospitals stands in the line.</summary>
    public bool HasSynthetic { get; private set; }

    /// <summary>Whether a word says that numbers of the line count or measure something.</summary>
    public bool Counts { get; private set; }

    /// <summary>How many whole numbers of at least six digits the line holds.</summary>
    public int Integers { get; private set; }

    /// <summary>How many words are numbers.</summary>
    public int Numbers { get; private set; }

    /// <summary>How many words and numbers.</summary>
    public int Words { get; private set; }

    /// <summary>How many of the words are names of MIMIC's columns.</summary>
    public int Names { get; private set; }

    /// <summary>Reads a line; what was read before is gone.</summary>
    public void Read(ReadOnlySpan<char> line)
    {
        // A name alone on its line, as in JSON and YAML, stands for the number with which the next begins.
        var before = _wordsSinceName == 0 && Words <= MostWordsBefore && Numbers == 0 && _name is { Class: not IdClass.Other } ? _name : null;
        _all.Clear();
        (_name, _wordsSinceName, HasDate, HasSynthetic, Counts, Integers, Numbers, Words, Names) = (null, 0, false, false, false, 0, 0, 0, 0);
        var i = 0;
        while (i < line.Length)
        {
            var next = line[i..].IndexOfAny(WordStarts);
            if (next < 0)
            {
                return;
            }

            i += next;
            var length = line[i..].IndexOfAnyExcept(WordStarts);
            var end = length < 0 ? line.Length : i + length;
            _name = ++Words == 1 && char.IsAsciiDigit(line[i]) ? before : _name;
            i = Math.Max(end, Piece(line, i, end));
        }
    }

    private int Piece(ReadOnlySpan<char> line, int start, int end)
    {
        if (IdShapes.EndOfImage(line, start, end) is > 0 and var imageEnd)
        {
            Add(TokenKind.Image, IdClass.Other, TokenMarks.None, start, imageEnd - start, 0);
            return imageEnd;
        }

        var word = line[start..end];
        if (char.IsAsciiDigit(word[0]) && word.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return Number(line, start, end);
        }

        if (IdShapes.Grouping(word, '_') is > 0 and var underscored)
        {
            // So code writes large numbers of all kinds.
            Integers++;
            AddNumber(underscored, TokenMarks.None, start, word.Length);
            return end;
        }

        Word(word, start);
        return end;
    }

    private int Number(ReadOnlySpan<char> line, int start, int end)
    {
        var length = end - start;
        Numbers++;
        if (length == 4 && IdShapes.EndOfDate(line, start, end) is > 0 and var dateEnd)
        {
            HasDate = true;
            return dateEnd;
        }

        if (length <= 3 && IdShapes.GroupedNumber(line, start, end) is { Value: > 0 } grouped)
        {
            Integers++;
            AddNumber(grouped.Value, TokenMarks.Grouped, start, grouped.End - start);
            return grouped.End;
        }

        if (length == 1 && IdShapes.Scientific(line, start) is { Value: > 0 } scientific)
        {
            Integers++;
            AddNumber(scientific.Value, TokenMarks.None, start, scientific.End - start);
            return scientific.End;
        }

        HasDate |= length is 13 or 19 && IdShapes.IsLateEpoch(line[start..end]);
        if (IdShapes.IsFraction(line, start))
        {
            return end;
        }

        Integers += length is >= 6 and <= 12 ? 1 : 0;
        if (length is not (8 or 9))
        {
            return end;
        }

        if (length == 8 && IdShapes.EndOfNote(line, end) is > 0 and var noteEnd)
        {
            var ours = int.Parse(line[start..end]) >= SourceRecognition.FirstSyntheticSubject;
            HasSynthetic |= ours;
            Add(TokenKind.Note, IdClass.Subject, ours ? TokenMarks.Synthetic : TokenMarks.None, start, noteEnd - start, int.Parse(line[start..end]));
            return noteEnd;
        }

        if (length == 8 && IdShapes.EndOfGuid(line, end) is > 0 and var guidEnd)
        {
            return guidEnd;
        }

        if (IdShapes.EndOfTail(line, end) is > 0 and var tailEnd)
        {
            AddNumber(int.Parse(line[start..end]), TokenMarks.None, start, tailEnd - start, TokenKind.Compound);
            return tailEnd;
        }

        if (IdShapes.EndOfWhole(line, end) is > 0 and var wholeEnd)
        {
            AddNumber(int.Parse(line[start..end]), IdShapes.IsInPath(line, start, end) ? TokenMarks.InName : TokenMarks.None, start, wholeEnd - start);
            return wholeEnd;
        }

        return end;
    }

    private void Word(ReadOnlySpan<char> word, int start)
    {
        if (word.Length == 40 && IdShapes.IsHex(word))
        {
            Add(TokenKind.Hash, IdClass.Other, TokenMarks.None, start, 40, 0);
            return;
        }

        if (IdShapes.DigitsWithin(word, 0) is { Length: > 0 } first)
        {
            for (var (inner, from) = (first, 0); inner.Length > 0; inner = IdShapes.DigitsWithin(word, from))
            {
                Inner(word, word[from..inner.Start].Trim('_'), inner, start);
                from = inner.Start + inner.Length;
            }

            return;
        }

        if (MimicNames.TryName(word, out var name, out var isWeak))
        {
            (_name, _wordsSinceName) = ((name, isWeak), 0);
            if (!isWeak)
            {
                Names++;
                Add(TokenKind.Name, name, TokenMarks.None, start, word.Length, 0);
            }

            return;
        }

        if (IdShapes.IsProvider(word))
        {
            Add(TokenKind.Provider, IdClass.Other, TokenMarks.None, start, word.Length, 0);
        }

        Counts |= MimicNames.IsCounting(word);
        _wordsSinceName += MimicNames.IsFilling(word) ? 0 : 1;
    }

    private void Inner(ReadOnlySpan<char> word, ReadOnlySpan<char> prefix, (int Start, int Length, int Value) digits, int start)
    {
        var named = MimicNames.TryName(prefix, out var kind, out var weak);
        var path = prefix.Length == 1 && (prefix[0] | 0x20) is 'p' or 's';
        if (named)
        {
            (_name, _wordsSinceName) = ((kind, weak), 0);
        }

        if (path || named || prefix.Length == 0 || word[digits.Start - 1] == '_' || MimicNames.IsShort(prefix))
        {
            // Of 10012345L only the mark of its type makes a word.
            var end = digits.Start + digits.Length;
            var literal = digits.Start == 0 && end < word.Length && word[end] != '_';
            Integers++;
            AddNumber(digits.Value, path ? TokenMarks.Path : literal ? TokenMarks.None : TokenMarks.InName, start + digits.Start, digits.Length);
        }
    }

    private void AddNumber(int value, TokenMarks marks, int start, int length, TokenKind token = TokenKind.Id)
    {
        if (value is >= SourceRecognition.FirstSyntheticSubject and <= 99_999_999)
        {
            HasSynthetic = true;
            return;
        }

        var kind = IdShapes.ClassOf(value);
        if (kind == IdClass.Other || IdShapes.IsBound(value))
        {
            return;
        }

        marks |= IdShapes.IsDate(value) ? TokenMarks.DateLike : TokenMarks.None;
        marks |= IdShapes.IsRound(value) ? TokenMarks.Round : TokenMarks.None;
        var reach = _name is { Weak: true } ? 0 : (marks & TokenMarks.Grouped) != 0 ? 1 : 3;
        if (_name is { } name && _wordsSinceName <= reach)
        {
            var fits = name.Class == kind || name.Class is IdClass.Any or IdClass.Numbered;
            marks |= fits && !(name.Weak && (marks & TokenMarks.Grouped) != 0) ? TokenMarks.Named : TokenMarks.None;
        }

        Add(token, kind, marks, start, length, value);

        // A weak name stands for one number only.
        _name = _name is { Weak: true } ? null : _name;
    }

    private void Add(TokenKind token, IdClass kind, TokenMarks marks, int start, int length, int value) =>
        _all.Add(new(token, kind, _wordsSinceName <= (_name is { Class: IdClass.Other } ? 0 : 3) ? _name?.Class : null, marks, start, length, value));
}
