using MathNet.Numerics.LinearAlgebra;

namespace Mimic.Models;

/// <summary>
/// Minimises the log loss plus an L2 penalty by Newton's method with step halving. The problem is strictly convex, so there is
/// one optimum and the result does not depend on a seed. With more columns than rows the optimum lies in the span of the rows,
/// and the system solved has the size of the rows (Hastie, Tibshirani, "Efficient quadratic regularization for expression arrays", 2004).
/// </summary>
internal static class LogisticSolver
{
    private const int MaximumSteps = 200;
    private const double Tolerance = 1e-10;

    /// <summary>The weights and the intercept.</summary>
    /// <param name="rows">The columns of each row.</param>
    /// <param name="positive">The outcome of each row; both must occur.</param>
    /// <param name="penalty">Above 0.</param>
    public static (double[] Weights, double Intercept) Fit(double[][] rows, IReadOnlyList<bool> positive, double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        return rows[0].Length > rows.Length ? FitBySamples(rows, positive, penalty) : FitByColumns(rows, positive, penalty);
    }

    /// <summary>The solution through a system of the size of the columns.</summary>
    /// <param name="rows">The columns of each row.</param>
    /// <param name="positive">The outcome of each row.</param>
    /// <param name="penalty">Above 0.</param>
    internal static (double[] Weights, double Intercept) FitByColumns(double[][] rows, IReadOnlyList<bool> positive, double penalty)
    {
        // The intercept is the last unknown.
        var width = rows[0].Length;
        var start = new double[width + 1];
        start[width] = LogOdds(positive);
        double[] Margins(double[] u) => Array.ConvertAll(rows, r => Dot(r, u) + u[width]);
        double Penalty(double[] u) => penalty / 2 * Square(u, width);
        var unknowns = Newton(start, positive, Margins, Penalty, (u, margins) =>
        {
            var hessian = new double[(width + 1) * (width + 1)];
            var gradient = new double[width + 1];
            for (var i = 0; i < rows.Length; i++)
            {
                var probability = PortableMath.Logistic(margins[i]);
                var (error, weight) = (probability - (positive[i] ? 1 : 0), probability * (1 - probability));
                for (var j = 0; j <= width; j++)
                {
                    var value = j == width ? 1 : rows[i][j];
                    gradient[j] += error * value;
                    for (var k = 0; k <= j; k++)
                    {
                        hessian[(j * (width + 1)) + k] += weight * value * (k == width ? 1 : rows[i][k]);
                    }
                }
            }

            for (var j = 0; j < width; j++)
            {
                gradient[j] += penalty * u[j];
                hessian[(j * (width + 1)) + j] += penalty;
            }

            // With all probabilities at 0 or 1 the row of the intercept would be empty.
            hessian[^1] += 1e-12;
            return Solve(hessian, width + 1, gradient);
        });
        return (unknowns[..width], unknowns[width]);
    }

    /// <summary>The solution through a system of the size of the rows: the weights are a combination of the rows.</summary>
    /// <param name="rows">The columns of each row.</param>
    /// <param name="positive">The outcome of each row.</param>
    /// <param name="penalty">Above 0.</param>
    internal static (double[] Weights, double Intercept) FitBySamples(double[][] rows, IReadOnlyList<bool> positive, double penalty)
    {
        var n = rows.Length;
        var products = new double[n][];
        for (var i = 0; i < n; i++)
        {
            products[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                products[i][j] = products[j][i] = Dot(rows[i], rows[j]);
            }
        }

        // Unknowns: a coefficient per row, last the intercept; margin = products * coefficients + intercept.
        var start = new double[n + 1];
        start[n] = LogOdds(positive);
        double[] Margins(double[] u) => Array.ConvertAll(products, p => Dot(p, u) + u[n]);
        double Penalty(double[] u) => penalty / 2 * Enumerable.Range(0, n).Sum(i => u[i] * Dot(products[i], u));
        var unknowns = Newton(start, positive, Margins, Penalty, (u, margins) =>
        {
            // The Newton step is a ridge regression on the working response, weighted by p (1 - p), whose root is s here:
            // (s K s + penalty) c = s (response - intercept), coefficients = s c, and the coefficients add up to 0.
            var (root, response) = (new double[n], new double[n]);
            for (var i = 0; i < n; i++)
            {
                var probability = Math.Clamp(PortableMath.Logistic(margins[i]), 1e-12, 1 - 1e-12);
                root[i] = Math.Sqrt(probability * (1 - probability));
                response[i] = (root[i] * margins[i]) + (((positive[i] ? 1 : 0) - probability) / root[i]);
            }

            var system = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    system[(i * n) + j] = (root[i] * products[i][j] * root[j]) + (i == j ? penalty : 0);
                }
            }

            var factor = Factor(system, n);
            var toResponse = factor.Solve(Vector<double>.Build.Dense(response));
            var toOnes = factor.Solve(Vector<double>.Build.Dense(root));
            var intercept = Dot(root, toResponse.AsArray()) / Dot(root, toOnes.AsArray());
            var step = new double[n + 1];
            for (var i = 0; i < n; i++)
            {
                step[i] = u[i] - (root[i] * (toResponse[i] - (intercept * toOnes[i])));
            }

            step[n] = u[n] - intercept;
            return step;
        });
        var weights = new double[rows[0].Length];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < weights.Length; j++)
            {
                weights[j] += unknowns[i] * rows[i][j];
            }
        }

        return (weights, unknowns[n]);
    }

    private static double[] Newton(
        double[] unknowns, IReadOnlyList<bool> positive,
        Func<double[], double[]> margins, Func<double[], double> penalty, Func<double[], double[], double[]> step)
    {
        var current = margins(unknowns);
        var loss = LogLoss(current, positive) + penalty(unknowns);
        for (var i = 0; i < MaximumSteps; i++)
        {
            var direction = step(unknowns, current);
            var share = 1.0;
            while (true)
            {
                var next = unknowns.Zip(direction, (u, d) => u - (share * d)).ToArray();
                var nextMargins = margins(next);
                var nextLoss = LogLoss(nextMargins, positive) + penalty(next);
                if (nextLoss <= loss + (1e-12 * (1 + Math.Abs(loss))))
                {
                    var change = current.Zip(nextMargins, (a, b) => Math.Abs(a - b)).Max();
                    (unknowns, current, loss) = (next, nextMargins, nextLoss);
                    if (change < Tolerance)
                    {
                        return unknowns;
                    }

                    break;
                }

                share /= 2;
                if (share < 1e-10)
                {
                    return unknowns;
                }
            }
        }

        return unknowns;
    }

    private static double LogLoss(double[] margins, IReadOnlyList<bool> positive)
    {
        var sum = 0.0;
        for (var i = 0; i < margins.Length; i++)
        {
            var wrong = positive[i] ? -margins[i] : margins[i];
            sum += Math.Max(wrong, 0) + PortableMath.Log(1 + PortableMath.Exp(-Math.Abs(wrong)));
        }

        return sum;
    }

    private static double LogOdds(IReadOnlyList<bool> positive)
    {
        var count = positive.Count(p => p);
        return PortableMath.Log((double)count / (positive.Count - count));
    }

    private static double Square(double[] values, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += values[i] * values[i];
        }

        return sum;
    }

    // The shorter of the two counts: unknowns carry the intercept behind their weights.
    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double[] Solve(double[] lower, int size, double[] right) =>
        Factor(lower, size).Solve(Vector<double>.Build.Dense(right)).AsArray();

    private static MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> Factor(double[] lower, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                lower[(j * size) + i] = lower[(i * size) + j];
            }
        }

        return Matrix<double>.Build.Dense(size, size, lower).Cholesky();
    }
}
