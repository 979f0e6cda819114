using MathNet.Numerics.LinearAlgebra;

namespace Mimic.Features;

/// <summary>The leading eigenvectors of a covariance matrix.</summary>
internal static class EigenDecomposition
{
    // Eigenvalues carry errors of some 1e-16 of the largest times the size of the matrix: below this they are noise.
    private const double Smallest = 1e-11;

    /// <summary>Variances, falling, and eigenvectors (length 1, entry of largest magnitude positive) of centred columns.</summary>
    /// <param name="columns">Each with mean 0 and one number per row.</param>
    /// <param name="rows">How many rows, at least 2.</param>
    /// <param name="count">The most to return; fewer if the rank is lower.</param>
    public static (double[] Variances, double[][] Vectors) OfCovariance(double[][] columns, int rows, int count)
    {
        var z = Matrix<double>.Build.Dense(rows, columns.Length, (r, c) => columns[c][r]);
        // With fewer rows than columns, the inner products of the rows have the same eigenvalues and are the smaller matrix.
        var byRows = rows < columns.Length;
        var decomposition = ((byRows ? z.TransposeAndMultiply(z) : z.TransposeThisAndMultiply(z)) / (rows - 1)).Evd(Symmetricity.Symmetric);
        var values = decomposition.EigenValues.Select(v => v.Real).ToArray();
        var order = Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(Math.Max(0, count)).ToArray();
        var kept = order.Where(i => values[i] > Smallest * values[order[0]]).ToArray();
        return ([.. kept.Select(i => values[i])], [.. kept.Select(i =>
        {
            var vector = decomposition.EigenVectors.Column(i);
            return Directed((byRows ? z.TransposeThisAndMultiply(vector) : vector).ToArray());
        })]);
    }

    private static double[] Directed(double[] vector)
    {
        var length = Math.Sqrt(vector.Sum(x => x * x)) * Math.Sign(vector.MaxBy(Math.Abs));
        return Array.ConvertAll(vector, x => x / length);
    }
}
