namespace Mimic.Models;

/// <summary>
/// Ranks columns by how well each alone orders the outcomes: the distance of its AUROC from one half, missing numbers taken as
/// the median. It looks at the outcomes, so it may only see training rows.
/// </summary>
internal static class UnivariateFilter
{
    /// <summary>The positions of the columns, the best first; of equals the first.</summary>
    /// <param name="matrix">Training rows.</param>
    /// <param name="positive">Their outcomes, of both kinds.</param>
    public static int[] Rank(NumericMatrix matrix, bool[] positive)
    {
        var scores = new double[matrix.Columns];
        for (var c = 0; c < scores.Length; c++)
        {
            var numbers = matrix.Column(c);
            var observed = numbers.Where(v => !double.IsNaN(v)).Order().ToArray();
            if (observed.Length > 0)
            {
                var median = Statistics.Quantile(observed, 0.5);
                var filled = Array.ConvertAll(numbers, v => double.IsNaN(v) ? median : v);
                scores[c] = Math.Abs(new RankedOutcomes(filled, positive).Auroc() - 0.5);
            }
        }

        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(c => scores[c])];
    }
}
