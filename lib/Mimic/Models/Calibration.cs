namespace Mimic.Models;

/// <summary>Rows of similar probability, and how many of them had the outcome.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Predicted">Their mean probability.</param>
/// <param name="Observed">The share with the outcome.</param>
/// <param name="Low">Lower end of Wilson's 95 % interval of that share (Wilson 1927).</param>
/// <param name="High">Upper end.</param>
public sealed record CalibrationBin(int Rows, double Predicted, double Observed, double Low, double High);

/// <summary>Whether probabilities mean what they say: of the rows with 0.3, three in ten should have the outcome.</summary>
public sealed class Calibration
{
    private const double Normal95 = 1.959963984540054;

    private Calibration(IReadOnlyList<CalibrationBin> bins, double slope, double intercept) =>
        (Bins, Slope, Intercept) = (bins, slope, intercept);

    /// <summary>Groups of equal size in the order of probability, about ten rows each at least, at most ten groups.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>
    /// The slope of the outcome on the log odds of the prediction (Cox 1958). 1 is right; below 1 the predictions are too extreme,
    /// the mark of overfitting. NaN where the predictions separate the outcomes and no slope exists.
    /// </summary>
    public double Slope { get; }

    /// <summary>
    /// Calibration in the large: what has to be added to the log odds so that the mean prediction is the prevalence. 0 is right;
    /// above 0 the predictions are too low.
    /// </summary>
    public double Intercept { get; }

    /// <summary>Slope and intercept.</summary>
    public override string ToString() => Invariant($"slope {Slope:0.00}, intercept {Intercept:+0.00;-0.00;0.00}");

    internal static Calibration Of(double[] probabilities, bool[] positive)
    {
        var logits = Array.ConvertAll(probabilities, p => Math.Clamp(p, 1e-7, 1 - 1e-7))
            .Select(p => PortableMath.Log(p / (1 - p))).ToArray();
        var both = positive.Contains(true) && positive.Contains(false);
        return new(
            MakeBins(probabilities, positive), both ? SlopeOf(logits, positive) : double.NaN, both ? Shift(logits, positive) : double.NaN);
    }

    private static CalibrationBin[] MakeBins(double[] probabilities, bool[] positive)
    {
        var order = Enumerable.Range(0, probabilities.Length).OrderBy(i => probabilities[i]).ToArray();
        var count = Math.Clamp(order.Length / 10, 1, 10);
        return [.. Enumerable.Range(0, count).Select(b =>
        {
            var rows = order[(b * order.Length / count)..((b + 1) * order.Length / count)];
            var share = rows.Count(i => positive[i]) / (double)rows.Length;
            var (low, high) = Wilson(share, rows.Length);
            return new CalibrationBin(rows.Length, rows.Average(i => probabilities[i]), share, low, high);
        })];
    }

    internal static (double Low, double High) Wilson(double share, int rows)
    {
        var square = Normal95 * Normal95;
        var middle = (share + (square / (2 * rows))) / (1 + (square / rows));
        var half = Normal95 / (1 + (square / rows)) * Math.Sqrt((share * (1 - share) / rows) + (square / (4.0 * rows * rows)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static double SlopeOf(double[] logits, bool[] positive)
    {
        double[] with = [.. logits.Where((_, i) => positive[i])], without = [.. logits.Where((_, i) => !positive[i])];
        if (with.Min() >= without.Max() || without.Min() >= with.Max())
        {
            return double.NaN;
        }

        // The penalty is too small to be seen; it only makes the solver's problem strictly convex.
        return LogisticSolver.FitByColumns([.. logits.Select(l => new[] { l })], positive, 1e-9).Weights[0];
    }

    // The mean of the shifted predictions rises with the shift, so halving finds it.
    private static double Shift(double[] logits, bool[] positive)
    {
        var wanted = positive.Count(p => p);
        var (low, high) = (-40.0, 40.0);
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (logits.Sum(l => PortableMath.Logistic(l + middle)) < wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
