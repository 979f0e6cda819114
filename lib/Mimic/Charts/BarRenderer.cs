using System.Text;

namespace Mimic.Charts;

/// <summary>Draws bars and histograms.</summary>
internal static class BarRenderer
{
    public const string StripeStyle = "stroke=\"currentColor\" stroke-opacity=\"0.5\" fill=\"none\"";

    private const double ValueSize = ChartLayout.TextSize - 1;

    /// <summary>What stands side by side in each category: traces of bars, groups of boxes.</summary>
    public static List<string> Groups(Chart chart) =>
        [.. chart.Traces.Where(t => t is BarTrace or BoxTrace).Select(t => t.Name).Distinct()];

    /// <summary>Draws a trace of bars.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="layout">The places.</param>
    /// <param name="bars">The trace.</param>
    /// <param name="colour">Of the bars.</param>
    /// <param name="words">Where their values are written, which may reach beyond the axes.</param>
    public static void Draw(SvgWriter svg, ChartLayout layout, BarTrace bars, int colour, SvgWriter words)
    {
        var chart = layout.Chart;
        var groups = Groups(chart);
        var side = chart.Stacked ? (Index: 0, Count: 1) : (Index: groups.IndexOf(bars.Name), groups.Count);
        var stacks = Beneath(layout, chart, bars);
        var across = chart.Horizontal ? layout.Y : layout.X;
        var slot = (chart.Horizontal ? layout.PlotHeight : layout.PlotWidth) / across.Categories.Count;
        var thick = Math.Min(slot * 0.78 / side.Count, 64);
        var whiskers = new StringBuilder();
        for (var i = 0; i < bars.Values.Length; i++)
        {
            if (!Extent.IsUsable(bars.Values[i], false))
            {
                continue;
            }

            var (from, to) = chart.Stacked ? stacks.Add(bars.Categories[i], bars.Values[i]) : (0, bars.Values[i]);
            var category = across.Position(bars.Categories[i]);
            var centre = chart.Horizontal ? layout.AtY(category) : layout.AtX(category);
            var middle = centre + ((side.Index - ((side.Count - 1) / 2.0)) * thick);
            var tip = $"{bars.Categories[i]}{(bars.Name.Length > 0 ? $", {bars.Name}" : string.Empty)}: {NumberLabel.Of(bars.Values[i])}";
            double start = Along(layout, from, chart.Horizontal), end = Along(layout, to, chart.Horizontal);

            // A thin gap parts the pieces of a stack for those who do not see the change of colour.
            double near = Math.Min(start, end), far = Math.Max(start, end), gap = chart.Stacked && far - near > 3 ? 0.5 : 0;
            var fill = $"fill=\"{Palette.Colour(colour)}\"";
            double length = Math.Max(0, far - near - (2 * gap)), left = middle - (thick / 2) + 0.5;
            var (x, y, wide, high) = chart.Horizontal ? (near + gap, left, length, thick - 1) : (left, near + gap, thick - 1, length);
            svg.Rectangle(x, y, wide, high, fill, tip).Path(Palette.StripesIn(colour, x, y, wide, high), StripeStyle);

            double beyond = end;
            if (bars.Low is not null && Extent.IsUsable(bars.Low[i], false) && Extent.IsUsable(bars.High![i], false))
            {
                double least = Along(layout, bars.Low[i], chart.Horizontal), most = Along(layout, bars.High[i], chart.Horizontal);
                beyond = bars.Values[i] < 0 ? least : most;
                whiskers.Append(chart.Horizontal ? Whisker.Level(middle, least, most) : Whisker.Upright(middle, least, most));
            }

            if (chart.ShowValues)
            {
                WriteValue(words, chart, bars.Values[i], middle, (near + far) / 2, far - near, beyond, thick);
            }
        }

        svg.Path(whiskers.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"");
    }

    public static void DrawHistogram(SvgWriter svg, ChartLayout layout, HistogramTrace trace, int colour)
    {
        var edges = layout.Histogram.Edges;
        var heights = layout.Histogram.Heights(trace, layout.Chart.Shares);
        var outline = new StringBuilder();
        var unit = layout.Chart.Shares ? " %" : string.Empty;
        for (var i = 0; i < heights.Length; i++)
        {
            double left = layout.AtX(edges[i]), right = layout.AtX(edges[i + 1]), top = Along(layout, heights[i], false);
            var range = $"{NumberLabel.Of(edges[i])} to {NumberLabel.Of(edges[i + 1])}";
            var tip = $"{range}{(trace.Name.Length > 0 ? $", {trace.Name}" : string.Empty)}: {NumberLabel.Of(heights[i])}{unit}";
            if (heights[i] > 0)
            {
                var fill = $"fill=\"{Palette.Colour(colour)}\" fill-opacity=\"0.4\"";
                svg.Rectangle(left, top, right - left, Along(layout, 0, false) - top, fill, tip);
            }

            outline.Append(i == 0 ? 'M' : 'L').Append(SvgWriter.Number(left)).Append(' ').Append(SvgWriter.Number(top));
            outline.Append('H').Append(SvgWriter.Number(right));
        }

        svg.Path(outline.ToString(), SeriesRenderer.LineStyle(colour, 1.6));
    }

    /// <summary>Room beyond lying bars for their values.</summary>
    public static double ValueWidth(Chart chart) => chart is { ShowValues: true, Horizontal: true, Stacked: false }
        ? chart.Traces.OfType<BarTrace>().SelectMany(b => b.Values).Where(v => v >= 0)
            .Select(v => TextMeasure.Width(NumberLabel.Of(v), ValueSize)).DefaultIfEmpty(0).Max()
        : 0;

    /// <summary>Within a piece of a stack if there is room, else beyond the bar.</summary>
    private static void WriteValue(
        SvgWriter svg, Chart chart, double value, double middle, double centre, double length, double beyond, double thick)
    {
        var text = NumberLabel.Of(value);
        var width = TextMeasure.Width(text, ValueSize);
        var (room, needed) = chart.Horizontal ? (thick, ValueSize) : (thick + 8, width);
        if (room < needed || (chart.Stacked && length < (chart.Horizontal ? width : ValueSize) + 4))
        {
            return;
        }

        if (chart.Horizontal)
        {
            svg.Text(
                chart.Stacked ? "middle" : value < 0 ? "end" : "start",
                chart.Stacked ? centre : beyond + (value < 0 ? -5 : 5),
                middle + 4.2,
                text,
                ValueSize);
        }
        else
        {
            svg.Text("middle", middle, chart.Stacked ? centre + 4.2 : beyond + (value < 0 ? 13 : -5), text, ValueSize);
        }
    }

    /// <summary>The stacks of the bars that were drawn before these.</summary>
    private static BarStacks Beneath(ChartLayout layout, Chart chart, BarTrace bars)
    {
        var stacks = new BarStacks();
        if (chart.Stacked)
        {
            foreach (var lower in layout.Bars.TakeWhile(b => !ReferenceEquals(b, bars)))
            {
                for (var i = 0; i < lower.Values.Length; i++)
                {
                    stacks.Add(lower.Categories[i], lower.Values[i]);
                }
            }
        }

        return stacks;
    }

    /// <summary>Where a bar ends; on a logarithmic axis 0 is the low end.</summary>
    private static double Along(ChartLayout layout, double value, bool horizontal)
    {
        var axis = horizontal ? layout.X : layout.Y;
        var shown = axis.Logarithmic && !Extent.IsUsable(value, true) ? axis.Low : value;
        return horizontal ? layout.AtX(shown) : layout.AtY(shown);
    }
}
