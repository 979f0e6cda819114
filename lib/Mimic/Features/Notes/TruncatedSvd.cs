using MathNet.Numerics.LinearAlgebra;

namespace Mimic.Features;

/// <summary>
/// The leading right singular vectors of a sparse matrix: with documents as rows, latent semantic analysis (Deerwester et al., 1990).
/// </summary>
/// <remarks>
/// With far fewer documents than terms, the cheap way is through the matrix of all inner products of documents (Gram): its
/// eigenvalues are the squared singular values s, its eigenvectors u give the components v = X'u / s. With many documents,
/// <see cref="SubspaceIteration"/> finds the same components. A vector and its negative serve equally well; here the entry of
/// largest magnitude (of equal ones the first) is positive.
/// </remarks>
internal sealed class TruncatedSvd
{
    /// <summary>Up to this many documents the Gram matrix is the cheap way; beyond, it soon takes gigabytes and hours.</summary>
    public const int MaximumGram = 2_000;

    // Eigenvalues of the Gram matrix carry errors of about 1e-16 of the largest: singular values below 1e-7 of it are noise.
    private const double Smallest = 1e-7;

    private TruncatedSvd(double[][] components, double[] singularValues) => (Components, SingularValues) = (components, singularValues);

    /// <summary>The components, the strongest first; each has length 1.</summary>
    public double[][] Components { get; }

    /// <summary>Their singular values.</summary>
    public double[] SingularValues { get; }

    /// <summary>The decomposition of a matrix.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">The number of its columns.</param>
    /// <param name="count">The most components; fewer if the rank of the matrix is lower.</param>
    /// <param name="maximumGram">Above this many rows the components are found by iteration.</param>
    public static TruncatedSvd Fit(IReadOnlyList<SparseVector> rows, int columns, int count, int maximumGram = MaximumGram)
    {
        if (rows.Count == 0 || columns == 0)
        {
            return new([], []);
        }

        return rows.Count > maximumGram ? Iterate(rows, columns, count) : Decompose(rows, columns, count);
    }

    private static TruncatedSvd Iterate(IReadOnlyList<SparseVector> rows, int columns, int count)
    {
        var (vectors, values) = SubspaceIteration.Run(rows, columns, count);
        var kept = values.TakeWhile(s => s > Smallest * values[0]).Count();
        return new(Array.ConvertAll(vectors[..kept], Signed), values[..kept]);
    }

    private static TruncatedSvd Decompose(IReadOnlyList<SparseVector> rows, int columns, int count)
    {
        var gram = Matrix<double>.Build.Dense(rows.Count, rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                gram[i, j] = gram[j, i] = rows[i].Dot(rows[j]);
            }
        }

        var decomposition = gram.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, rows.Count).OrderByDescending(i => decomposition.EigenValues[i].Real).Take(count).ToArray();
        var largest = Math.Sqrt(Math.Max(0, decomposition.EigenValues[order[0]].Real));
        var components = new List<double[]>();
        var values = new List<double>();
        foreach (var i in order)
        {
            var singular = Math.Sqrt(Math.Max(0, decomposition.EigenValues[i].Real));
            if (singular > Smallest * largest)
            {
                components.Add(Component(rows, columns, decomposition.EigenVectors.Column(i)));
                values.Add(singular);
            }
        }

        return new([.. components], [.. values]);
    }

    private static double[] Component(IReadOnlyList<SparseVector> rows, int columns, Vector<double> left)
    {
        var right = new double[columns];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var i = 0; i < rows[r].Indices.Length; i++)
            {
                right[rows[r].Indices[i]] += left[r] * rows[r].Values[i];
            }
        }

        return Signed(right);
    }

    private static double[] Signed(double[] vector)
    {
        var peak = vector.MaxBy(Math.Abs);
        var length = Math.Sqrt(vector.Sum(x => x * x)) * Math.Sign(peak);
        return Array.ConvertAll(vector, x => x / length);
    }
}
