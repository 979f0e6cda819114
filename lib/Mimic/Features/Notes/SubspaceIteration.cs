using MathNet.Numerics.LinearAlgebra;
using Numbers = System.Numerics.Vector<double>;

namespace Mimic.Features;

/// <summary>
/// The leading right singular vectors of a large sparse matrix X: a seeded random block is multiplied by X'X again and again, which
/// turns it towards them, and they are read off the small matrix that X is on the block (Rayleigh and Ritz; see Halko, Martinsson and
/// Tropp, SIAM Review 2011). Memory grows with the columns and the block, not with the rows.
/// </summary>
internal static class SubspaceIteration
{
    private const long Seed = 20110501;
    private const int Spare = 20; // the block is wider than what is wanted: the gap to the first vector outside decides the speed
    private const int MostRounds = 60;
    private const double Settled = 1e-12;

    /// <summary>Vectors and singular values, the strongest first.</summary>
    /// <param name="rows">The rows of the matrix; at least one.</param>
    /// <param name="columns">The number of its columns; at least one.</param>
    /// <param name="count">How many vectors, above 0; fewer if there are not as many columns.</param>
    public static (double[][] Vectors, double[] Values) Run(IReadOnlyList<SparseVector> rows, int columns, int count)
    {
        count = Math.Min(count, columns);
        var random = new SeededRandom(Seed);
        var block = new double[Math.Min(columns, count + Spare)][];
        for (var k = 0; k < block.Length; k++)
        {
            block[k] = [.. Enumerable.Range(0, columns).Select(_ => random.NextNormal())];
        }

        Orthogonalise(block);
        var values = new double[block.Length];
        for (var round = 0; round < MostRounds; round++)
        {
            var (next, projection) = Multiply(rows, columns, block);
            var ritz = projection.Evd(Symmetricity.Symmetric);
            var order = Enumerable.Range(0, block.Length).OrderByDescending(i => ritz.EigenValues[i].Real).ToArray();
            var squares = Array.ConvertAll(order, i => Math.Max(0, ritz.EigenValues[i].Real));
            if (round == MostRounds - 1 || Enumerable.Range(0, count).All(k => Math.Abs(squares[k] - values[k]) <= Settled * squares[0]))
            {
                return (
                    [.. order.Take(count).Select(i => Combine(block, ritz.EigenVectors.Column(i), columns))],
                    [.. squares.Take(count).Select(Math.Sqrt)]);
            }

            values = squares;
            block = Array.ConvertAll(order, i => Combine(next, ritz.EigenVectors.Column(i), columns));
            Orthogonalise(block);
        }

        throw new InvalidOperationException("The loop returns.");
    }

    // X'X times the block, and block' X'X block.
    private static (double[][] Next, Matrix<double> Projection) Multiply(IReadOnlyList<SparseVector> rows, int columns, double[][] block)
    {
        var width = block.Length;
        // Term by term, the numbers of the block side by side: a row of X then touches whole cache lines.
        var (from, to) = (new double[columns * width], new double[columns * width]);
        for (var k = 0; k < width; k++)
        {
            for (var c = 0; c < columns; c++)
            {
                from[(c * width) + k] = block[k][c];
            }
        }

        var product = new double[width];
        foreach (var row in rows)
        {
            Array.Clear(product);
            for (var i = 0; i < row.Indices.Length; i++)
            {
                AddScaled(from.AsSpan(row.Indices[i] * width, width), row.Values[i], product);
            }

            for (var i = 0; i < row.Indices.Length; i++)
            {
                AddScaled(product, row.Values[i], to.AsSpan(row.Indices[i] * width, width));
            }
        }

        var next = new double[width][];
        for (var k = 0; k < width; k++)
        {
            next[k] = new double[columns];
            for (var c = 0; c < columns; c++)
            {
                next[k][c] = to[(c * width) + k];
            }
        }

        return (next, Matrix<double>.Build.Dense(width, width, (i, j) => i <= j ? Dot(block[i], next[j]) : Dot(block[j], next[i])));
    }

    // Gram and Schmidt, twice, which is enough; a vector that the others already span becomes zero and stays so.
    private static void Orthogonalise(double[][] block)
    {
        for (var k = 0; k < block.Length; k++)
        {
            var before = Math.Sqrt(Dot(block[k], block[k]));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < k; j++)
                {
                    AddScaled(block[j], -Dot(block[j], block[k]), block[k]);
                }
            }

            var length = Math.Sqrt(Dot(block[k], block[k]));
            var scale = length > 1e-12 * before ? 1 / length : 0;
            for (var i = 0; i < block[k].Length; i++)
            {
                block[k][i] *= scale;
            }
        }
    }

    private static double[] Combine(double[][] block, Vector<double> weights, int columns)
    {
        var sum = new double[columns];
        for (var k = 0; k < block.Length; k++)
        {
            AddScaled(block[k], weights[k], sum);
        }

        return sum;
    }

    private static void AddScaled(ReadOnlySpan<double> values, double factor, Span<double> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Numbers.Count; i += Numbers.Count)
        {
            (new Numbers(sum[i..]) + (factor * new Numbers(values[i..]))).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
