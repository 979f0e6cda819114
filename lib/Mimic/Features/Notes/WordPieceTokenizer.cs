using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mimic.Features;

/// <summary>
/// BERT's tokenizer (Devlin et al., NAACL 2019) over the <c>vocab.txt</c> of a checkpoint: text is cleaned, cut at blanks and punctuation,
/// and each word is taken apart into the longest pieces that the vocabulary has.
/// </summary>
/// <remarks>
/// As the published tokenizer does it: control characters vanish, each Chinese character is a word, lower case also takes the accents
/// away, a word of more than 100 characters or with an unknown piece is <c>[UNK]</c>. One thing differs: a note that happens to hold
/// the letters <c>[SEP]</c> is text here, not a command to the model.
/// </remarks>
public sealed class WordPieceTokenizer
{
    /// <summary>A word of more characters than this is not looked up but unknown.</summary>
    public const int MaximumWordLength = 100;

    private const string Continues = "##";

    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly string[] _tokens;

    /// <summary>A tokenizer over a list of tokens.</summary>
    /// <param name="tokens">The vocabulary, the number of a token being its position.</param>
    /// <param name="lowerCase">Whether text is lower-cased and loses its accents, as the checkpoint wants it.</param>
    /// <param name="name">The vocabulary's name for errors.</param>
    /// <exception cref="MimicException">A special token is missing: [UNK], [CLS] or [SEP].</exception>
    public WordPieceTokenizer(IReadOnlyList<string> tokens, bool lowerCase, string name = "vocab.txt")
    {
        ArgumentNullException.ThrowIfNull(tokens);
        (_tokens, LowerCase) = ([.. tokens], lowerCase);
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (_tokens[i].StartsWith(Continues, StringComparison.Ordinal) && _tokens[i].Length > Continues.Length)
            {
                _next[_tokens[i][Continues.Length..]] = i;
            }

            _first[_tokens[i]] = i;
        }

        (UnknownId, StartId, EndId) = (Special("[UNK]", name), Special("[CLS]", name), Special("[SEP]", name));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _tokens))));
    }

    /// <summary>How many tokens the vocabulary has.</summary>
    public int Count => _tokens.Length;

    /// <summary>Whether text is lower-cased and loses its accents.</summary>
    public bool LowerCase { get; }

    /// <summary>The number of [UNK].</summary>
    public int UnknownId { get; }

    /// <summary>The number of [CLS], which stands before a text.</summary>
    public int StartId { get; }

    /// <summary>The number of [SEP], which stands after a text.</summary>
    public int EndId { get; }

    /// <summary>The SHA-256 of the vocabulary, its tokens joined by line feeds.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="path">A <c>vocab.txt</c>: a token a line, numbered from 0.</param>
    /// <param name="lowerCase">
    /// Whether text is lower-cased; null for what <c>do_lower_case</c> in a <c>tokenizer_config.json</c> beside the vocabulary says,
    /// and without that true, as the published library takes it.
    /// </param>
    /// <exception cref="MimicException">The file is missing or has no special tokens.</exception>
    public static WordPieceTokenizer Open(string path, bool? lowerCase = null)
    {
        try
        {
            var lines = File.ReadAllText(path).Split('\n').Select(l => l.TrimEnd('\r')).ToList();
            if (lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            return new(lines, lowerCase ?? StatedLowerCase(path) ?? true, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new MimicException(
                $"The vocabulary {path} cannot be read: {e.Message}", "environment/export-encoders.py writes it beside the model.", e);
        }
    }

    /// <summary>The numbers of a text's tokens, without [CLS] and [SEP].</summary>
    /// <param name="text">Any text.</param>
    public int[] Ids(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var word in BertWords.Split(text, LowerCase))
        {
            AddPieces(word, ids);
        }

        return [.. ids];
    }

    /// <summary>The tokens of a text, without [CLS] and [SEP].</summary>
    /// <param name="text">Any text.</param>
    public IReadOnlyList<string> Tokens(string text) => Array.ConvertAll(Ids(text), i => _tokens[i]);

    /// <summary>Whether a token goes on with a word that began before it.</summary>
    internal bool IsInsideWord(int id) => _tokens[id].StartsWith(Continues, StringComparison.Ordinal) && _tokens[id].Length > Continues.Length;

    private static bool? StatedLowerCase(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "tokenizer_config.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("do_lower_case", out var stated)
            && stated.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.RootElement.GetProperty("do_lower_case").GetBoolean() : null;
    }

    private int Special(string token, string name) => _first.TryGetValue(token, out var id)
        ? id
        : throw new MimicException($"{name} has no token {token}.", "Take the vocab.txt that belongs to the model: one token a line.");

    private void AddPieces(string word, List<int> ids)
    {
        var begin = ids.Count;
        if (word.Length > MaximumWordLength && word.EnumerateRunes().Count() > MaximumWordLength)
        {
            ids.Add(UnknownId);
            return;
        }

        for (var start = 0; start < word.Length;)
        {
            var pieces = (start == 0 ? _first : _next).GetAlternateLookup<ReadOnlySpan<char>>();
            var end = word.Length;
            int id;
            while (!pieces.TryGetValue(word.AsSpan(start, end - start), out id))
            {
                if (--end == start)
                {
                    ids.RemoveRange(begin, ids.Count - begin);
                    ids.Add(UnknownId);
                    return;
                }
            }

            ids.Add(id);
            start = end;
        }
    }
}

/// <summary>The first half of BERT's tokenizer: from text to words and single marks of punctuation.</summary>
internal static class BertWords
{
    // Where the runtime has no tables of decompositions (its culture-free mode), those of Western and Central Europe serve.
    private const string Accented = "àáâãäåāăąçćĉċčďèéêëēĕėęěĝğġģĥìíîïĩīĭįĵķĺļľñńņňòóôõöōŏőŕŗřśŝşšţťùúûüũūŭůűųŵýÿŷźżžİ";
    private const string Plain = "aaaaaaaaacccccdeeeeeeeeegggghiiiiiiiijklllnnnnoooooooorrrssssttuuuuuuuuuuwyyyzzzi";

    public static List<string> Split(string text, bool lowerCase)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in (lowerCase ? Lower(text) : text).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                End();
            }
            else if (IsCjk(rune.Value) || IsPunctuation(rune))
            {
                End();
                words.Add(rune.ToString());
            }
            else if (!IsDropped(rune))
            {
                word.Append(rune);
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    private static string Lower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in WellFormed(text).ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                kept.Append(rune);
            }
        }

        // Some capitals (a dotted I) only have a small letter once their mark is gone.
        for (var i = 0; i < kept.Length; i++)
        {
            var small = char.ToLowerInvariant(kept[i]);
            kept[i] = Accented.IndexOf(small) is var at and >= 0 ? Plain[at] : small;
        }

        return kept.ToString();
    }

    // Half of a pair of UTF-16 units cannot be normalised; it becomes the mark for damage, which is dropped.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());

    // Unassigned, private and format characters count as control, but tab and line ends are blanks and were met before.
    private static bool IsDropped(Rune rune) => rune.Value is 0 or 0xFFFD || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // All of ASCII that is neither letter nor digit counts, also $, +, < and the like, which Unicode calls symbols.
    private static bool IsPunctuation(Rune rune) => rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.IsPunctuation(rune);

    private static bool IsCjk(int c) => c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
