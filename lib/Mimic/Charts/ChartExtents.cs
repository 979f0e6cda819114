namespace Mimic.Charts;

/// <summary>What the traces of a chart need of its axes.</summary>
internal static class ChartExtents
{
    /// <summary>The values that the axes of a chart must hold.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="bins">The bins of its histograms.</param>
    public static (Extent X, Extent Y) Of(Chart chart, Histogram bins)
    {
        Extent x = new(), y = new();
        foreach (var trace in chart.Traces)
        {
            Include(chart, trace, x, y);
        }

        if (chart.Stacked)
        {
            IncludeStacks(chart.Traces.OfType<BarTrace>(), chart.Horizontal ? x : y, chart.Horizontal ? chart.XLog : chart.YLog);
        }

        var histograms = chart.Traces.OfType<HistogramTrace>().ToList();
        if (histograms.Count > 0)
        {
            x.Include(bins.Edges[0], chart.XLog);
            x.Include(bins.Edges[^1], chart.XLog);
            y.Include(histograms.SelectMany(h => bins.Heights(h, chart.Shares)).Max(), chart.YLog);
            (y.FromZero, y.Whole) = (true, !chart.Shares);
        }

        return (x, y);
    }

    /// <summary>Stacked bars reach as far as their sums, those above and those below 0 apart.</summary>
    public static void IncludeStacks(IEnumerable<BarTrace> bars, Extent along, bool logarithmic)
    {
        var stacks = new BarStacks();
        foreach (var trace in bars)
        {
            for (var i = 0; i < trace.Values.Length; i++)
            {
                var (from, to) = stacks.Add(trace.Categories[i], trace.Values[i]);
                along.Include(from, logarithmic);
                along.Include(to, logarithmic);
            }
        }
    }

    private static void Include(Chart chart, Trace trace, Extent x, Extent y)
    {
        bool xLog = chart.XLog, yLog = chart.YLog;
        switch (trace)
        {
            case SeriesTrace series:
                x.Include(series.X, xLog);
                y.Include(series.Y, yLog);
                IncludeAll(x, xLog, series.XLow, series.XHigh);
                IncludeAll(y, yLog, series.YLow, series.YHigh);
                break;
            case BandTrace band:
                x.Include(band.X, xLog);
                IncludeAll(y, yLog, band.Low, band.High);
                break;
            case BarTrace bars:
                var (along, across, log) = chart.Horizontal ? (x, y, xLog) : (y, x, yLog);
                across.Include(bars.Categories);
                along.FromZero = true;
                if (!chart.Stacked)
                {
                    IncludeAll(along, log, bars.Values, bars.Low, bars.High);
                    IncludeValues(chart, bars, along, log);
                }

                break;
            case BoxTrace box:
                (chart.Horizontal ? y : x).Include([box.Category]);
                IncludeAll(chart.Horizontal ? x : y, chart.Horizontal ? xLog : yLog, box.Values);
                break;
            case HeatTrace heat:
                x.Include(heat.Columns);
                y.Include(heat.Rows);
                break;
            case IntervalTrace intervals:
                y.Include(intervals.Rows);
                x.Include(intervals.From, xLog);
                x.Include(intervals.To, xLog);
                break;
            case RangeTrace range:
                var (extent, logarithmic) = range.Direction == ReferenceKind.Vertical ? (x, xLog) : (y, yLog);
                extent.Include(range.Low, logarithmic);
                extent.Include(range.High, logarithmic);
                break;
            case MarkTrace mark:
                x.Include(mark.At, xLog);
                break;
            case NoteTrace note:
                x.Include(note.X, xLog);
                y.Include(note.Y, yLog);
                break;
            case ReferenceTrace { Direction: ReferenceKind.Horizontal } line:
                y.Include(line.At, yLog);
                break;
            case ReferenceTrace { Direction: ReferenceKind.Vertical } line:
                x.Include(line.At, xLog);
                break;
        }
    }

    /// <summary>Room for the values that are written above bars, and beyond those below 0.</summary>
    private static void IncludeValues(Chart chart, BarTrace bars, Extent along, bool logarithmic)
    {
        const double Room = 1.08;
        foreach (var value in chart.ShowValues ? [.. bars.Values, .. bars.Low ?? [], .. bars.High ?? []] : Array.Empty<double>())
        {
            if (!chart.Horizontal || value < 0)
            {
                along.Include(logarithmic ? value * 1.3 : value * (chart.Horizontal ? 1.15 : Room), logarithmic);
            }
        }
    }

    private static void IncludeAll(Extent extent, bool logarithmic, params ReadOnlySpan<double[]?> lists)
    {
        foreach (var list in lists)
        {
            foreach (var value in list ?? [])
            {
                extent.Include(value, logarithmic);
            }
        }
    }
}

/// <summary>Where the next piece of each stack of bars begins.</summary>
internal sealed class BarStacks
{
    private readonly Dictionary<(string Category, bool Below), double> _ends = [];

    /// <summary>Puts a piece on the stack of a category.</summary>
    public (double From, double To) Add(string category, double value)
    {
        var key = (category, value < 0);
        var from = _ends.GetValueOrDefault(key);
        if (!Extent.IsUsable(value, false) || !Extent.IsUsable(from + value, false))
        {
            return (from, from);
        }

        _ends[key] = from + value;
        return (from, from + value);
    }
}
