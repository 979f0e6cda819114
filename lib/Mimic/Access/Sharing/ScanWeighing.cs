namespace Mimic.Access;

/// <summary>
/// Weighs what was seen in a block of lines. A number of eight digits alone says nothing; with a name, a fitting column, a folder of
/// images, a date after 2100 or others of its kind beside it, it is taken for an identifier.
/// </summary>
/// <param name="document">Where findings go.</param>
/// <param name="place">Where in the file the text stands.</param>
/// <param name="context">Identifiers that the code names which made the text; null for none.</param>
internal sealed class ScanWeighing(ScanDocument document, string? place, IReadOnlySet<IdClass>? context)
{
    /// <summary>How far a date may be from the number, in lines: records are also printed a field a line.</summary>
    private const int NearLines = 2;

    private const int FewestOfAKind = 3;
    private const int FewestPairs = 2;
    private const double LeastShare = 0.6;

    // Of numbers drawn at random from eight digits, a fifth is in the range of studies: two columns of them must not raise an alarm.
    private const double LeastShareOfTwos = 0.75;

    private const string NamedByCell = "the cell that printed it names such numbers";

    private readonly HashSet<int> _counts = [];
    private readonly HashSet<IdClass> _plain = [];

    /// <summary>Weighs a block.</summary>
    /// <param name="block">Its lines with something in them, in order.</param>
    /// <param name="counted">Whether the table's header says that its numbers count something.</param>
    /// <param name="integers">How many large whole numbers all its lines hold.</param>
    /// <param name="twos">How many lines hold two of them, where all lines have the same columns; 0 in other texts.</param>
    public void Weigh(List<ScanRow> block, bool counted, int integers, int twos)
    {
        FindCounts(block);
        _plain.Clear();
        _plain.UnionWith(block.SelectMany(r => r.Hits).Select(h => h.Token).Where(t => t.Kind == TokenKind.Id && IsPlain(t)).Select(t => t.Class));
        var paired = PairedRows(block, Math.Max(FewestPairs, LeastShare * twos));
        var kinds = counted || integers < FewestOfAKind ? [] : KindsInNumbers(block, (twos > 0 ? LeastShareOfTwos : LeastShare) * integers);
        for (var i = 0; i < block.Count; i++)
        {
            var row = block[i];
            if (row.IsAllowed)
            {
                continue;
            }

            foreach (var (token, below) in row.Hits)
            {
                Weigh(block, i, token, below, paired.Contains(i), kinds.Contains(token.Class));
            }
        }
    }

    private void Weigh(List<ScanRow> block, int i, LineToken token, IdClass? below, bool paired, bool ofMany)
    {
        var row = block[i];
        switch (token.Kind)
        {
            case TokenKind.Note when !token.Is(TokenMarks.Synthetic):
                Add(row, token, DataUseKind.NoteId, "a note's number", "patient, kind of note and count are joined by dashes");
                break;
            case TokenKind.Image when !row.HasSynthetic:
                Candidate(row, token, DataUseKind.ImageId, "five groups of eight hex digits", "images of MIMIC-CXR are named like this");
                break;
            case TokenKind.Hash when !row.HasSynthetic && (below ?? token.Name) == IdClass.Image:
                Candidate(row, token, DataUseKind.ImageId, "40 hex digits", "the name beside it is that of an image");
                break;
            case TokenKind.Hash when !row.HasSynthetic && row.Hits.Any(h => h.Token.Kind == TokenKind.Id && !h.Token.Is(TokenMarks.Grouped)):
                Candidate(row, token, DataUseKind.ImageId, "40 hex digits", "an identifier stands beside it");
                break;
            case TokenKind.Provider when !row.HasSynthetic && (below ?? token.Name) == IdClass.Provider:
                Candidate(row, token, DataUseKind.ProviderId, "P and five letters or digits", "the name of the column is that of a provider");
                break;
            case TokenKind.Compound when below is not null || row.HasDate || row.Hits.Count(h => h.Token.Kind == TokenKind.Compound) > 1 || Neighbours(block, i):
                Add(row, token, DataUseKind.Identifier, $"{IdShapes.Describe(token.Value)}, a dash and a count", "orders and doses are numbered by their patient");
                break;
            case TokenKind.Id when Reason(block, i, token, below, paired, ofMany) is { } why:
                Add(row, token, DataUseKind.Identifier, Shape(token), why, below);
                break;
            case TokenKind.Id when !IsLikely(token) && !token.Is(TokenMarks.Grouped) && !row.HasSynthetic && !row.Counts && below is null && HasDateNear(block, i):
                document.AddUnlikely(place, row.Line, row.Column + token.Start + 1, token.Class, document.IsOpenDemo(token.Value), Shape(token));
                break;
            case TokenKind.Id when !token.Is(TokenMarks.Grouped) && row.IsAlone && !row.Counts && !row.HasSynthetic && below is null && token.Name is null or IdClass.Any:
                document.AddAlone(place, row.Line, row.Column + token.Start + 1, token.Class, token.Value, IsPlain(token), Shape(token));
                break;
        }
    }

    private string? Reason(List<ScanRow> block, int i, LineToken token, IdClass? below, bool paired, bool ofMany)
    {
        var row = block[i];
        if (token.Is(TokenMarks.Path))
        {
            return token.Class is IdClass.Subject or IdClass.Study && !token.Is(TokenMarks.DateLike) ? "it names a folder or file as those of images are named" : null;
        }

        if (below is { } column)
        {
            if (column == token.Class || (column == IdClass.Numbered && !row.HasSynthetic))
            {
                return "its column has the name of such numbers";
            }

            return null;
        }

        if (token.Is(TokenMarks.Named))
        {
            return _counts.Contains(token.Value) || (token.Is(TokenMarks.Grouped) && row.Counts) || (row.HasSynthetic && token.Name is IdClass.Numbered or IdClass.Any)
                ? null
                : "the name of such numbers stands before it";
        }

        if (token.Name is IdClass.Other || row.HasSynthetic)
        {
            return null;
        }

        if (!IsLikely(token))
        {
            // A patient's number may happen to read as a date: where a cell names patients and prints nothing else, it is one.
            return context?.Contains(token.Class) == true && row.IsAlone && !row.Counts && !token.Is(TokenMarks.Grouped) ? NamedByCell : null;
        }

        return row.HasDate ? "a date after 2100 stands beside it"
            : IsAmount(row, token) ? null
            : context?.Contains(token.Class) == true ? NamedByCell
            : HasDateNear(block, i) ? "a date after 2100 stands near it"
            : paired ? "rows pair it with a number of another kind"
            : ofMany ? "several of its kind stand together"
            : null;
    }

    // A word of the line says that its numbers count something; a number in the name of a file counts nothing all the same.
    private static bool IsAmount(ScanRow row, LineToken token) => row.Counts && !token.Is(TokenMarks.InName);

    private static bool IsPlain(LineToken token) => !token.Is(TokenMarks.Grouped | TokenMarks.DateLike | TokenMarks.Round);

    // A number that reads as a date or is round is one of many if the block holds others of its kind that are neither.
    private bool IsLikely(LineToken token) => IsPlain(token) || (!token.Is(TokenMarks.Grouped) && _plain.Contains(token.Class));

    private static string Shape(LineToken token) =>
        token.Is(TokenMarks.Grouped) ? IdShapes.Describe(token.Value) + ", in threes" : IdShapes.Describe(token.Value);

    private static bool Neighbours(List<ScanRow> block, int i) =>
        (i > 0 && block[i - 1].Index == block[i].Index - 1 && block[i - 1].Hits.Any(h => h.Token.Kind == TokenKind.Compound))
        || (i + 1 < block.Count && block[i + 1].Index == block[i].Index + 1 && block[i + 1].Hits.Any(h => h.Token.Kind == TokenKind.Compound));

    private static bool HasDateNear(List<ScanRow> block, int i)
    {
        var dated = false;
        for (var k = i; k >= 0 && block[i].Index - block[k].Index <= NearLines; k--)
        {
            dated |= block[k].HasDate;
            if (block[k].HasSynthetic)
            {
                return false;
            }
        }

        for (var k = i; k < block.Count && block[k].Index - block[i].Index <= NearLines; k++)
        {
            dated |= block[k].HasDate;
            if (block[k].HasSynthetic)
            {
                return false;
            }
        }

        return dated;
    }

    // A number that stands beside two different names counts the rows of a table, as pandas' count() does.
    private void FindCounts(List<ScanRow> block)
    {
        _counts.Clear();
        foreach (var number in block.SelectMany(r => r.Hits).Select(h => h.Token).Where(t => t.Kind == TokenKind.Id && t.Name is not null).GroupBy(t => t.Value))
        {
            if (number.Select(t => t.Name).Distinct().Count() > 1)
            {
                _counts.Add(number.Key);
            }
        }
    }

    // Two numbers of different kinds in the same order on so many lines: patient and admission, patient and stay.
    private HashSet<int> PairedRows(List<ScanRow> block, double fewest)
    {
        var found = new Dictionary<(IdClass, IdClass), List<int>>();
        for (var i = 0; i < block.Count; i++)
        {
            var row = block[i];
            var plain = row.Hits.Select(h => h.Token).Where(t => t.Kind == TokenKind.Id && IsLikely(t) && !IsAmount(row, t)).ToList();
            if (row.HasSynthetic || plain.Count < 2 || plain[0].Class == plain[1].Class)
            {
                continue;
            }

            if (plain.Any(t => t.Class == IdClass.Subject) || plain[0].Class != IdClass.Study && plain[1].Class != IdClass.Study)
            {
                var pair = (plain[0].Class, plain[1].Class);
                if (!found.TryGetValue(pair, out var rows))
                {
                    found[pair] = rows = [];
                }

                rows.Add(i);
            }
        }

        return [.. found.Values.Where(rows => rows.Count >= fewest).SelectMany(rows => rows)];
    }

    // Kinds of which several different numbers make up most of the block's large numbers.
    private static HashSet<IdClass> KindsInNumbers(List<ScanRow> block, double fewest) =>
        [
            .. block.Where(r => !r.HasSynthetic).SelectMany(r => r.Hits.Select(h => h.Token).Where(t => !IsAmount(r, t)))
                .Where(t => t.Kind == TokenKind.Id && IsPlain(t))
                .GroupBy(t => t.Class)
                .Where(g => g.Select(t => t.Value).Distinct().Count() >= FewestOfAKind && g.Count() >= fewest)
                .Select(g => g.Key),
        ];

    // What only a column's name gives away, and studies of the heart's currents, go with the patient of their row.
    private bool IsOpenDemo(ScanRow row, LineToken token, IdClass? below) =>
        document.IsOpenDemo(token.Value)
        || ((below == IdClass.Numbered || token.Name == IdClass.Numbered || (token.Class == IdClass.Study && token.Value is < 50_000_000 or >= 60_000_000)) && IsOfDemoPatient(row));

    private bool IsOfDemoPatient(ScanRow row) => row.Hits.Any(h => h.Token.Class == IdClass.Subject && document.IsOpenDemo(h.Token.Value));

    private void Add(ScanRow row, LineToken token, DataUseKind kind, string shape, string why, IdClass? below = null) =>
        document.Add(place, row.Line, row.Column + token.Start + 1, kind, IsOpenDemo(row, token, below), shape, why, found: token.Class);

    private void Candidate(ScanRow row, LineToken token, DataUseKind kind, string shape, string why)
    {
        if (kind == DataUseKind.ProviderId && IsOfDemoPatient(row))
        {
            document.Add(place, row.Line, row.Column + token.Start + 1, kind, true, shape, why);
            return;
        }

        document.AddCandidate(place, row.Line, row.Column + token.Start + 1, kind, shape, why);
    }
}
