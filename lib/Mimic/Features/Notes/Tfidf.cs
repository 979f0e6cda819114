namespace Mimic.Features;

/// <summary>
/// Weights of terms in documents: (1 + ln of the count in the document) times (1 + ln((1 + N) / (1 + n))), where N documents were
/// fitted and n of them hold the term; each document then has length 1.
/// </summary>
public sealed class Tfidf
{
    private readonly Dictionary<string, int> _index;

    internal Tfidf(IReadOnlyList<string> terms, IReadOnlyList<double> inverseFrequencies)
    {
        (Terms, InverseFrequencies) = (terms, inverseFrequencies);
        _index = terms.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>The terms of the fitted documents, sorted.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>1 + ln((1 + N) / (1 + n)) of each term.</summary>
    public IReadOnlyList<double> InverseFrequencies { get; }

    /// <summary>Chooses the terms and their weights from training documents.</summary>
    /// <param name="documents">The terms of each document.</param>
    /// <param name="maximumTerms">The most terms to keep: those in most documents, equal ones in sorted order.</param>
    /// <param name="minimumDocuments">In how many documents a term must stand to be kept.</param>
    public static Tfidf Fit(IReadOnlyList<IReadOnlyList<string>> documents, int maximumTerms, int minimumDocuments)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in documents.SelectMany(d => d.Distinct(StringComparer.Ordinal)))
        {
            holders[term] = holders.GetValueOrDefault(term) + 1;
        }

        var kept = holders.Where(h => h.Value >= minimumDocuments)
            .OrderByDescending(h => h.Value).ThenBy(h => h.Key, StringComparer.Ordinal).Take(maximumTerms)
            .OrderBy(h => h.Key, StringComparer.Ordinal).ToArray();
        return new([.. kept.Select(h => h.Key)], [.. kept.Select(h => 1 + Math.Log((1.0 + documents.Count) / (1.0 + h.Value)))]);
    }

    /// <summary>The weights of a document's terms by term; terms that were not fitted are left out.</summary>
    /// <param name="terms">The terms of the document.</param>
    public IReadOnlyDictionary<string, double> Weights(IReadOnlyList<string> terms)
    {
        var vector = Transform(terms);
        return vector.Indices.Zip(vector.Values).ToDictionary(p => Terms[p.First], p => p.Second);
    }

    internal SparseVector Transform(IReadOnlyList<string> terms)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var term in terms)
        {
            if (_index.TryGetValue(term, out var i))
            {
                counts[i] = counts.GetValueOrDefault(i) + 1;
            }
        }

        var values = counts.Select(c => (1 + Math.Log(c.Value)) * InverseFrequencies[c.Key]).ToArray();
        var length = Math.Sqrt(values.Sum(v => v * v));
        return new([.. counts.Keys], Array.ConvertAll(values, v => v / length));
    }
}
