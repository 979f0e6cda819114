namespace Mimic.Features;

/// <summary>From the notes of one row to its vector.</summary>
internal static class NotePooling
{
    /// <summary>The mean of the chunks' vectors; null where there is nothing to read.</summary>
    /// <param name="encoder">The model.</param>
    /// <param name="notes">The texts with the hours from the admission to each.</param>
    /// <param name="options">The weights, and whether the faults of the published code are wanted.</param>
    public static double[]? Pool(BertEncoder encoder, IReadOnlyList<(string Text, double Hours)> notes, BertOptions options)
    {
        var chunks = notes.SelectMany(n =>
            NoteChunks.Cut(n.Text, encoder.Tokenizer, options.MaximumTokens, options.AsPublished)
                .Select(c => (Tokens: c, Weight: Weight(n.Hours, options)))).ToArray();
        if (options.AsPublished && (notes.Count == 0 || chunks.Any(c => c.Tokens.Length > options.MaximumTokens)))
        {
            return Array.ConvertAll(encoder.Empty, x => (double)x);
        }

        if (chunks.Length == 0)
        {
            return null;
        }

        var total = chunks.Sum(c => c.Weight);
        if (total == 0)
        {
            if (options.AsPublished)
            {
                return new double[encoder.Width];
            }

            // Nothing later than the admission: then no note is nearer to now than another.
            chunks = Array.ConvertAll(chunks, c => c with { Weight = 1 });
            total = chunks.Length;
        }

        var sum = new double[encoder.Width];
        foreach (var (tokens, weight) in chunks)
        {
            if (weight == 0)
            {
                continue;
            }

            var vector = encoder.Vector(tokens);
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += weight * vector[i];
            }
        }

        return Array.ConvertAll(sum, x => x / total);
    }

    private static double Weight(double hours, BertOptions options) =>
        options.Weighting == NoteWeighting.Plain ? 1 : options.AsPublished ? hours : Math.Max(0, hours);
}
