namespace Mimic.Features;

/// <summary>
/// A text model fitted on training documents: the terms of <see cref="ClinicalTokenizer"/>, weighted by <see cref="Tfidf"/>, projected on
/// the strongest components of a singular value decomposition.
/// </summary>
public sealed class TfidfSvd
{
    private const int ShownTerms = 6;

    private readonly double[][] _components;

    internal TfidfSvd(Tfidf weights, double[][] components, IReadOnlyList<double> singularValues) =>
        (Weights, _components, SingularValues) = (weights, components, singularValues);

    /// <summary>The terms and their weights.</summary>
    public Tfidf Weights { get; }

    /// <summary>The components, the strongest first: one number per term of <see cref="Weights"/>, length 1.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Components => _components;

    /// <summary>The singular values of the components.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="documents">Training documents; null where a patient has none.</param>
    /// <param name="components">The most components; fewer if the documents do not have as many.</param>
    /// <param name="maximumTerms">The most terms, those in most documents.</param>
    /// <param name="minimumDocuments">In how many documents a term must stand.</param>
    public static TfidfSvd Fit(IEnumerable<string?> documents, int components = 20, int maximumTerms = 5_000, int minimumDocuments = 2)
    {
        var terms = documents.OfType<string>().Select(ClinicalTokenizer.Terms).ToArray();
        var weights = Tfidf.Fit(terms, maximumTerms, minimumDocuments);
        var svd = TruncatedSvd.Fit(Array.ConvertAll(terms, weights.Transform), weights.Terms.Count, components);
        return new(weights, svd.Components, svd.SingularValues);
    }

    /// <summary>The document on the components; NaN for a missing document, 0 for one without a fitted term.</summary>
    /// <param name="document">A text or null.</param>
    public double[] Transform(string? document)
    {
        if (document is null)
        {
            var missing = new double[_components.Length];
            Array.Fill(missing, double.NaN);
            return missing;
        }

        var vector = Weights.Transform(ClinicalTokenizer.Terms(document));
        return Array.ConvertAll(_components, vector.Dot);
    }

    /// <summary>The terms that weigh most in a component, those with negative weight after a minus sign.</summary>
    /// <param name="component">From 0.</param>
    public string TopTerms(int component) => string.Join(", ", _components[component]
        .Select((w, i) => (Weight: w, Term: Weights.Terms[i]))
        .OrderByDescending(t => Math.Abs(t.Weight)).ThenBy(t => t.Term, StringComparer.Ordinal).Take(ShownTerms)
        .Select(t => t.Weight < 0 ? $"-{t.Term}" : t.Term));
}
