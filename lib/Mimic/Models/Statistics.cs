namespace Mimic.Models;

/// <summary>Small statistics that several parts need.</summary>
internal static class Statistics
{
    /// <summary>A quantile with linear interpolation between the order statistics (type 7 of Hyndman and Fan).</summary>
    /// <param name="sorted">At least one number, ascending.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
