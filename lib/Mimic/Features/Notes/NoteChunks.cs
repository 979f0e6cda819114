namespace Mimic.Features;

/// <summary>
/// Cuts a note into chunks that a BERT model can take: at most 510 tokens each, so that [CLS] and [SEP] fit into its 512 places.
/// A text that fits is one chunk. A longer one is cut at its line feeds: whole lines, as many as fit.
/// </summary>
/// <remarks>
/// HAIM's published code has two faults here, which <c>asPublished</c> reproduces and which are mended otherwise. The last chunk of
/// a long text is never given out: the end of every long note is lost. And a line of more than 510 tokens makes an empty
/// chunk if it comes first, and then stays one over-long chunk, at which the model fails; here it is cut between words.
/// </remarks>
public static class NoteChunks
{
    /// <summary>The most tokens of a chunk of the published encoders.</summary>
    public const int MaximumTokens = 510;

    /// <summary>The chunks of a text, as numbers of tokens without [CLS] and [SEP].</summary>
    /// <param name="text">A note.</param>
    /// <param name="tokenizer">The tokenizer of the model.</param>
    /// <param name="maximumTokens">The most tokens of a chunk, above 0.</param>
    /// <param name="asPublished">Whether to cut as HAIM's code does, with its faults; a chunk may then be empty or too long.</param>
    /// <returns>At least one chunk; an empty text is one empty chunk.</returns>
    public static IReadOnlyList<int[]> Cut(string text, WordPieceTokenizer tokenizer, int maximumTokens = MaximumTokens, bool asPublished = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumTokens);
        // Line feeds part words, so the tokens of the lines are the tokens of the text.
        var lines = Array.ConvertAll(text.Split('\n'), tokenizer.Ids);
        if (lines.Sum(l => (long)l.Length) <= maximumTokens)
        {
            return [[.. lines.SelectMany(l => l)]];
        }

        var chunks = new List<int[]>();
        var current = new List<int>();
        foreach (var line in lines)
        {
            if (current.Count + line.Length > maximumTokens)
            {
                if (asPublished || current.Count > 0)
                {
                    chunks.Add([.. current]);
                    current.Clear();
                }
            }

            current.AddRange(line);
            while (!asPublished && current.Count > maximumTokens)
            {
                var end = WordEnd(current, tokenizer, maximumTokens);
                chunks.Add([.. current[..end]]);
                current.RemoveRange(0, end);
            }
        }

        if (!asPublished && current.Count > 0)
        {
            chunks.Add([.. current]);
        }

        return chunks;
    }

    // The last place up to the limit where a word begins; the limit itself if one word fills it all.
    private static int WordEnd(List<int> tokens, WordPieceTokenizer tokenizer, int limit)
    {
        var end = limit;
        while (end > 0 && tokenizer.IsInsideWord(tokens[end]))
        {
            end--;
        }

        return end > 0 ? end : limit;
    }
}
