namespace Mimic.Charts;

/// <summary>Bins shared by the histograms of a chart, with round edges; each holds its left edge, the last one both.</summary>
internal sealed class Histogram
{
    public Histogram(IReadOnlyList<HistogramTrace> traces)
    {
        var all = traces.SelectMany(t => t.Values).Where(v => Extent.IsUsable(v, false)).ToArray();
        if (all.Length == 0)
        {
            Edges = [0, 1];
        }
        else
        {
            double low = all.Min(), high = all.Max();
            var asked = traces.Max(t => t.Bins);

            // Rice's rule, within what a reader can tell apart.
            var bins = asked > 0 ? asked : Math.Clamp((int)Math.Ceiling(2 * Math.Cbrt(all.Length)), 5, 40);
            var step = high > low + (Math.Abs(high) * 1e-9) ? NiceTicks.Step(low, high, bins) : Math.Max(1, Math.Abs(high) * 0.1);
            var first = Math.Floor(low / step);
            var count = Math.Max(1, (int)Math.Ceiling((high / step) - first - 1e-9));
            Edges = [.. Enumerable.Range(0, count + 1).Select(k => (first + k) * step)];
        }

        Counts = [.. traces.Select(Count)];
    }

    /// <summary>One more than there are bins, rising.</summary>
    public double[] Edges { get; }

    /// <summary>Per trace, how many values fall into each bin.</summary>
    public IReadOnlyList<int[]> Counts { get; }

    private int[] Count(HistogramTrace trace)
    {
        var counts = new int[Edges.Length - 1];
        var step = Edges[1] - Edges[0];
        foreach (var value in trace.Values)
        {
            if (Extent.IsUsable(value, false))
            {
                // A value that is an edge but for rounding belongs to the bin on the right of the edge.
                counts[Math.Clamp((int)Math.Floor(((value - Edges[0]) / step) + 1e-9), 0, counts.Length - 1)]++;
            }
        }

        return counts;
    }
}
