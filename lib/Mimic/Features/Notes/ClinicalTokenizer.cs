namespace Mimic.Features;

/// <summary>
/// Cuts clinical notes into terms. Lower case; MIMIC's mark <c>___</c> for removed text, numbers, words that start with a digit, single
/// letters and function words are dropped; section headers stay as words. Words in the scope of a negation get the prefix
/// <c>no_</c>: "No pleural effusion or pneumothorax." gives <c>no_pleural no_effusion no_pneumothorax</c>, since in notes the
/// negated finding is the opposite of the finding.
/// </summary>
/// <remarks>
/// A negation (no, not, without, denies, denied, nor, "negative for") reaches over the next five words that are kept, but not beyond
/// the end of a sentence or clause (. ; : ! ?), a blank line, or a word such as "but". This is a small version of NegEx (Chapman et al.,
/// Journal of Biomedical Informatics 2001).
/// </remarks>
public static class ClinicalTokenizer
{
    private const int Scope = 5;
    private const string Prefix = "no_";

    private static readonly HashSet<string> Negations = ["no", "not", "without", "denies", "denied", "nor"];
    private static readonly HashSet<string> Ends = ["but", "however", "although", "except", "though", "otherwise"];

    private static readonly HashSet<string> FunctionWords =
    [
        "the", "an", "and", "or", "of", "to", "in", "is", "was", "were", "are", "be", "been", "being", "for", "on", "at", "by",
        "with", "from", "as", "that", "this", "these", "those", "it", "its", "he", "she", "his", "her", "him", "they", "them",
        "their", "there", "which", "who", "has", "had", "have", "will", "would", "you", "your", "we", "our", "if", "then", "than",
        "so", "any", "into", "also", "when", "per",
    ];

    /// <summary>The terms of a text, in order, as often as they occur.</summary>
    /// <param name="text">A note.</param>
    public static IReadOnlyList<string> Terms(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = new List<string>();
        var (left, previous) = (0, string.Empty);
        for (var i = 0; i < text.Length;)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                var word = Word(text, ref i);
                left = Take(word, previous, left, terms);
                previous = word;
            }
            else
            {
                left = EndsClause(text, i) ? 0 : left;
                i++;
            }
        }

        return terms;
    }

    // Adds the word if it is a term; returns how many words the running negation still reaches.
    private static int Take(string word, string previous, int left, List<string> terms)
    {
        if (Negations.Contains(word))
        {
            return Scope;
        }

        if (word == "for" && previous == "negative")
        {
            terms.RemoveAt(terms.Count - 1);
            return Scope;
        }

        if (Ends.Contains(word))
        {
            return 0;
        }

        if (word.Length < 2 || char.IsDigit(word[0]) || FunctionWords.Contains(word))
        {
            return left;
        }

        terms.Add(left > 0 ? Prefix + word : word);
        return Math.Max(0, left - 1);
    }

    // Letters and digits; an apostrophe or a decimal point between them belongs to the word.
    private static string Word(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || IsInner(text, i)))
        {
            i++;
        }

        return text[start..i].ToLowerInvariant();
    }

    private static bool IsInner(string text, int i) => text[i] switch
    {
        '\'' => i + 1 < text.Length && char.IsLetter(text[i + 1]),
        '.' => char.IsDigit(text[i - 1]) && i + 1 < text.Length && char.IsDigit(text[i + 1]),
        _ => false,
    };

    private static bool EndsClause(string text, int i) => text[i] switch
    {
        '.' or ';' or ':' or '!' or '?' => true,
        '\n' => text.AsSpan(i + 1).TrimStart(" \t\r") is ['\n', ..],
        _ => false,
    };
}
