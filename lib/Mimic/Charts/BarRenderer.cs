using System.Text;

namespace Mimic.Charts;

/// <summary>Draws bars and histograms.</summary>
internal static class BarRenderer
{
    public static void Draw(SvgWriter svg, ChartLayout layout, Chart chart, BarTrace bars, int colour)
    {
        var side = chart.Stacked ? (Index: 0, Count: 1) : (Index: layout.Bars.ToList().IndexOf(bars), layout.Bars.Count);
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
            double near = Math.Min(start, end), far = Math.Max(start, end);
            var fill = $"fill=\"{Palette.Colour(colour)}\"";
            if (chart.Horizontal)
            {
                svg.Rectangle(near, middle - (thick / 2) + 0.5, far - near, thick - 1, fill, tip);
            }
            else
            {
                svg.Rectangle(middle - (thick / 2) + 0.5, near, thick - 1, far - near, fill, tip);
            }

            if (bars.Low is not null && Extent.IsUsable(bars.Low[i], false) && Extent.IsUsable(bars.High![i], false))
            {
                whiskers.Append(chart.Horizontal
                    ? Whisker.Level(middle, layout.AtX(bars.Low[i]), layout.AtX(bars.High[i]))
                    : Whisker.Upright(middle, layout.AtY(bars.Low[i]), layout.AtY(bars.High[i])));
            }
        }

        svg.Path(whiskers.ToString(), "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"");
    }

    public static void DrawHistogram(SvgWriter svg, ChartLayout layout, int index, string name, int colour)
    {
        var (edges, counts) = (layout.Histogram.Edges, layout.Histogram.Counts[index]);
        var outline = new StringBuilder();
        for (var i = 0; i < counts.Length; i++)
        {
            double left = layout.AtX(edges[i]), right = layout.AtX(edges[i + 1]), top = layout.AtY(counts[i]);
            var range = $"{NumberLabel.Of(edges[i])} to {NumberLabel.Of(edges[i + 1])}";
            var tip = Invariant($"{range}{(name.Length > 0 ? $", {name}" : string.Empty)}: {counts[i]:#,0}");
            if (counts[i] > 0)
            {
                var fill = $"fill=\"{Palette.Colour(colour)}\" fill-opacity=\"0.45\"";
                svg.Rectangle(left, top, right - left, layout.AtY(0) - top, fill, tip);
            }

            outline.Append(i == 0 ? 'M' : 'L').Append(SvgWriter.Number(left)).Append(' ').Append(SvgWriter.Number(top));
            outline.Append('H').Append(SvgWriter.Number(right));
        }

        svg.Path(outline.ToString(), $"fill=\"none\" stroke=\"{Palette.Colour(colour)}\" stroke-width=\"1.5\"");
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
        var shown = axis.Logarithmic && value <= 0 ? axis.Low : value;
        return horizontal ? layout.AtX(shown) : layout.AtY(shown);
    }
}
