namespace Mimic;

/// <summary>
/// Exponential and logarithm built from additions, multiplications and divisions alone, which IEEE 754 defines to the last bit.
/// The platform's own functions differ between C libraries, and with them every number generated from a seed.
/// Accurate to about 1e-15 (relative); use <see cref="Math"/> where the same bits on every machine do not matter.
/// </summary>
public static class PortableMath
{
    // ln 2 in two parts: the first has few enough bits that its product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Above 0 and finite; 0 gives negative infinity, a negative number or NaN gives NaN.</param>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
        {
            return double.NaN;
        }

        if (x == 0 || double.IsPositiveInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : x;
        }

        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)); the argument stays below 0.172, where eleven terms suffice.
        var t = (mantissa - 1) / (mantissa + 1);
        var square = t * t;
        var sum = 0.0;
        for (var k = 21; k >= 1; k -= 2)
        {
            sum = (sum * square) + (1.0 / k);
        }

        return (exponent * Ln2High) + ((2 * t * sum) + (exponent * Ln2Low));
    }

    /// <summary>The exponential function.</summary>
    /// <param name="x">Any number; above 709.7 the result is infinite, below -745 it is 0.</param>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        if (x > 709.782712893384)
        {
            return double.PositiveInfinity;
        }

        if (x < -745.133219101941)
        {
            return 0;
        }

        var exponent = (int)Math.Floor((x / (Ln2High + Ln2Low)) + 0.5);
        var rest = x - (exponent * Ln2High) - (exponent * Ln2Low);
        var term = 1.0;
        var sum = 1.0;
        for (var k = 1; k <= 15; k++)
        {
            term *= rest / k;
            sum += term;
        }

        return Math.ScaleB(sum, exponent);
    }

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    /// <param name="x">Any number.</param>
    public static double Logistic(double x) => 1 / (1 + Exp(-x));
}
