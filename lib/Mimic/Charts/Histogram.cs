namespace Mimic.Charts;

/// <summary>Bins shared by the histograms of a chart, with round edges; each holds its left edge, the last one both.</summary>
/// <remarks>On a logarithmic axis the bins are equally wide there: a whole number of them between two powers of ten.</remarks>
internal sealed class Histogram
{
    private readonly bool _logarithmic;

    public Histogram(IReadOnlyList<HistogramTrace> traces, bool logarithmic = false)
    {
        _logarithmic = logarithmic;
        var all = traces.SelectMany(t => t.Values).Where(IsCounted).Select(Scale).ToArray();
        if (all.Length == 0)
        {
            Edges = logarithmic ? [1, 10] : [0, 1];
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
            Edges = [.. Enumerable.Range(0, count + 1).Select(k => (first + k) * step).Select(e => logarithmic ? Math.Pow(10, e) : e)];
        }

        Counts = [.. traces.Select(Count)];
    }

    /// <summary>One more than there are bins, rising.</summary>
    public double[] Edges { get; }

    /// <summary>Per trace, how many values fall into each bin.</summary>
    public IReadOnlyList<int[]> Counts { get; }

    /// <summary>How high the bins of a trace are.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="shares">In per cent of its values instead of their number.</param>
    public double[] Heights(HistogramTrace trace, bool shares)
    {
        var counts = Count(trace);
        var all = Math.Max(1, counts.Sum());
        return [.. counts.Select(c => shares ? 100.0 * c / all : c)];
    }

    private bool IsCounted(double value) => Extent.IsUsable(value, _logarithmic);

    private double Scale(double value) => _logarithmic ? Math.Log10(value) : value;

    private int[] Count(HistogramTrace trace)
    {
        var counts = new int[Edges.Length - 1];
        double first = Scale(Edges[0]), step = Scale(Edges[1]) - first;
        foreach (var value in trace.Values)
        {
            if (IsCounted(value))
            {
                // A value that is an edge but for rounding belongs to the bin on the right of the edge.
                counts[Math.Clamp((int)Math.Floor(((Scale(value) - first) / step) + 1e-9), 0, counts.Length - 1)]++;
            }
        }

        return counts;
    }
}
