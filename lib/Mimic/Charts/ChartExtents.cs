namespace Mimic.Charts;

/// <summary>What each kind of trace needs of the axes.</summary>
internal static class ChartExtents
{
    public static void Include(Chart chart, Trace trace, Extent x, Extent y)
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
                }

                break;
            case BoxTrace box:
                (chart.Horizontal ? y : x).Include([box.Name]);
                IncludeAll(chart.Horizontal ? x : y, chart.Horizontal ? xLog : yLog, box.Values);
                break;
            case HeatTrace heat:
                x.Include(heat.Columns);
                y.Include(heat.Rows);
                break;
            case ReferenceTrace { Direction: ReferenceKind.Horizontal } line:
                y.Include(line.At, yLog);
                break;
            case ReferenceTrace { Direction: ReferenceKind.Vertical } line:
                x.Include(line.At, xLog);
                break;
        }
    }

    /// <summary>Stacked bars reach as far as their sums, those above and those below 0 apart.</summary>
    public static void IncludeStacks(IReadOnlyList<BarTrace> bars, Extent along)
    {
        var stacks = new BarStacks();
        foreach (var trace in bars)
        {
            for (var i = 0; i < trace.Values.Length; i++)
            {
                var (from, to) = stacks.Add(trace.Categories[i], trace.Values[i]);
                along.Include(from, false);
                along.Include(to, false);
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
        if (!Extent.IsUsable(value, false))
        {
            return (from, from);
        }

        _ends[key] = from + value;
        return (from, from + value);
    }
}
