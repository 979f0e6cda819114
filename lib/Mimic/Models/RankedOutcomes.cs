namespace Mimic.Models;

/// <summary>
/// Outcomes in the order of their scores, from which the measures of ranking follow. Each row may count several times or not
/// at all, which makes a bootstrap draw one pass without sorting.
/// </summary>
internal sealed class RankedOutcomes
{
    private readonly int[] _order;
    private readonly double[] _scores;
    private readonly bool[] _positive;

    /// <summary>Sorts the rows by falling score.</summary>
    /// <param name="scores">One per row, never NaN.</param>
    /// <param name="positive">One per row.</param>
    public RankedOutcomes(double[] scores, bool[] positive)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, positive.Length);
        (_scores, _positive) = (scores, positive);
        _order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(Array.ConvertAll(scores, s => -s), _order);
    }

    /// <summary>
    /// The area under the ROC curve: the share of pairs of a positive and a negative row in which the positive one has the
    /// higher score, equal scores counting one half. NaN if one class is absent.
    /// </summary>
    /// <param name="counts">How often each row counts; null for once.</param>
    public double Auroc(int[]? counts = null)
    {
        double positives = 0, negatives = 0, pairs = 0;
        foreach (var (hits, misses) in Steps(counts))
        {
            pairs += misses * (positives + (hits / 2.0));
            positives += hits;
            negatives += misses;
        }

        return positives > 0 && negatives > 0 ? pairs / (positives * negatives) : double.NaN;
    }

    /// <summary>
    /// Average precision: the sum over thresholds of the precision times the gain in recall. NaN if no row is positive.
    /// </summary>
    /// <param name="counts">How often each row counts; null for once.</param>
    public double AveragePrecision(int[]? counts = null)
    {
        double positives = 0, all = 0, sum = 0;
        foreach (var (hits, misses) in Steps(counts))
        {
            positives += hits;
            all += hits + misses;
            if (hits > 0)
            {
                sum += hits * (positives / all);
            }
        }

        return positives > 0 ? sum / positives : double.NaN;
    }

    /// <summary>For each threshold from the highest score down: the score, and the rows at or above it.</summary>
    /// <param name="counts">How often each row counts; null for once.</param>
    public IEnumerable<(double Score, int TruePositives, int FalsePositives)> Thresholds(int[]? counts = null)
    {
        var (hits, misses) = (0, 0);
        for (var i = 0; i < _order.Length; i++)
        {
            var row = _order[i];
            var count = counts?[row] ?? 1;
            if (_positive[row])
            {
                hits += count;
            }
            else
            {
                misses += count;
            }

            if (i + 1 == _order.Length || _scores[_order[i + 1]] != _scores[row])
            {
                yield return (_scores[row], hits, misses);
            }
        }
    }

    private IEnumerable<(int Hits, int Misses)> Steps(int[]? counts)
    {
        var (hits, misses) = (0, 0);
        foreach (var (_, truePositives, falsePositives) in Thresholds(counts))
        {
            yield return (truePositives - hits, falsePositives - misses);
            (hits, misses) = (truePositives, falsePositives);
        }
    }
}
