namespace Mimic.Cohorts;

/// <summary>
/// Shannon's entropy of counts: how evenly items spread over bins. 0 when all lie in one bin, largest when each bin holds as many.
/// (Shannon, "A mathematical theory of communication", 1948.)
/// </summary>
public static class Entropy
{
    /// <summary>H = -sum p ln p over the bins with items, in nats; 0 where there is no item.</summary>
    /// <param name="counts">Items per bin, none negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Of(params ReadOnlySpan<int> counts)
    {
        // In rising order: the same counts in other bins must give the same bits, or ties would be broken by rounding.
        Span<int> sorted = counts.Length <= 64 ? stackalloc int[counts.Length] : new int[counts.Length];
        counts.CopyTo(sorted);
        sorted.Sort();
        if (sorted.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sorted[0], nameof(counts));
        }

        var total = 0.0;
        foreach (var count in sorted)
        {
            total += count;
        }

        var entropy = 0.0;
        foreach (var count in sorted)
        {
            if (count > 0)
            {
                var p = count / total;
                entropy -= p * PortableMath.Log(p);
            }
        }

        return Math.Max(0, entropy);
    }

    /// <summary>
    /// The entropy as a share of the largest possible one, from 0 to 1. It is divided by the logarithm of the number of possible
    /// bins, not of those with items: else a single item in each of two bins would be perfect.
    /// </summary>
    /// <param name="counts">Items per bin, none negative.</param>
    /// <param name="possibleBins">How many bins there could be; above 1 and not below the number of bins with items.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or fewer bins are possible than there are.</exception>
    public static double Normalised(ReadOnlySpan<int> counts, int possibleBins)
    {
        var occupied = 0;
        foreach (var count in counts)
        {
            occupied += count > 0 ? 1 : 0;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(possibleBins, Math.Max(2, occupied));
        return Math.Clamp(Of(counts) / PortableMath.Log(possibleBins), 0, 1);
    }
}
