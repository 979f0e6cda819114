using System.Security.Cryptography;
using System.Text;

namespace Mimic.Charts;

/// <summary>Draws a chart as SVG.</summary>
internal sealed class ChartRenderer(Chart chart, int width, bool withTitle)
{
    public const int Wide = 720;
    public const int Narrow = 360;
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    public string Id { get; } = IdOf($"{width} {withTitle} {PlotlyJson.Of(chart)}");

    /// <summary>By content: the same figure has the same identifiers in every run, different figures on one page differ.</summary>
    public static string IdOf(string content) => "c" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6));

    /// <summary>The start of the element, with a title and a description for those who do not see it.</summary>
    public static void Open(SvgWriter svg, string id, double width, double height, string title, string description)
    {
        string w = SvgWriter.Number(Math.Ceiling(width)), h = SvgWriter.Number(Math.Ceiling(height));
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {w} {h}\" ")
            .Raw($"width=\"{w}\" height=\"{h}\" style=\"max-width:100%;height:auto\" direction=\"ltr\" ")
            .Raw($"font-family=\"{Fonts}\" fill=\"currentColor\">")
            .Raw($"<title id=\"{id}-t\">{SvgWriter.Escape(title)}</title><desc id=\"{id}-d\">{SvgWriter.Escape(description)}</desc>");
    }

    public string Draw()
    {
        var svg = new SvgWriter();
        if (chart.Traces.OfType<FlowTrace>().FirstOrDefault() is { } flow)
        {
            var drawing = new FlowRenderer(chart, flow, width, withTitle);
            Open(svg, Id, drawing.Width, drawing.Height, chart.Title, ChartSummary.Of(chart));
            drawing.Draw(svg);
            return svg.Raw("</svg>").ToString();
        }

        var layout = new ChartLayout(chart, width, withTitle);
        Open(svg, Id, layout.Width, layout.Height, chart.Title, ChartSummary.Of(chart));
        LegendRenderer.Draw(svg, layout.Legend);
        Draw(svg, layout, [chart], Id);
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>Everything but the legend.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="layout">The places.</param>
    /// <param name="all">The charts that share colours with this one.</param>
    /// <param name="id">A name that no other drawing on the page has.</param>
    public static void Draw(SvgWriter svg, ChartLayout layout, IReadOnlyList<Chart> all, string id)
    {
        svg.Lines(layout.Title, layout.TitleSize + 1, layout.TitleSize + 5, layout.TitleSize, "font-weight=\"600\"");
        svg.Lines(layout.YTitle, layout.YTitleTop + 13, ChartLayout.LineHeight, ChartLayout.TextSize, "fill-opacity=\"0.8\"");
        svg.Lines(layout.Note, layout.NoteTop + 12, ChartLayout.LineHeight, ChartLayout.TextSize - 1, "fill-opacity=\"0.8\"");
        AxisRenderer.Draw(svg, layout);
        if (layout.IsEmpty)
        {
            double x = layout.Left + (layout.PlotWidth / 2), y = layout.Top + (layout.PlotHeight / 2);
            svg.Text("middle", x, y, "no data", ChartLayout.TextSize, "fill-opacity=\"0.6\"");
            return;
        }

        layout.Marks.Draw(svg, layout);

        // Markers on the edge stay whole: the clip is a little larger than the axes.
        svg.Raw($"<clipPath id=\"{id}-k\">")
            .Rectangle(layout.Left - 7, layout.Top - 7, layout.PlotWidth + 14, layout.PlotHeight + 14, string.Empty)
            .Raw($"</clipPath><g clip-path=\"url(#{id}-k)\">");
        var words = new SvgWriter();
        foreach (var trace in layout.Chart.Traces.OrderBy(Depth))
        {
            if (trace is ReferenceTrace line)
            {
                AxisRenderer.DrawReference(svg, layout, line, AxisRenderer.ReferenceStyle(all, line.Name));
                continue;
            }

            DrawTrace(svg, layout, trace, LegendLayout.ColourOf(all, trace.Name), words);
        }

        svg.Raw("</g>").Raw(words.ToString());
        NoteRenderer.Draw(svg, layout);
        if (layout.ScaleTop > 0)
        {
            ColourScale.Draw(svg, layout, layout.Chart.Traces.OfType<HeatTrace>().First());
        }
    }

    /// <summary>What lies behind and what in front.</summary>
    private static int Depth(Trace trace) => trace switch
    {
        RangeTrace => -1,
        HeatTrace => 0,
        BandTrace => 1,
        BarTrace or HistogramTrace or BoxTrace or IntervalTrace => 2,
        ReferenceTrace => 3,
        _ => 4,
    };

    private static void DrawTrace(SvgWriter svg, ChartLayout layout, Trace trace, int colour, SvgWriter words)
    {
        switch (trace)
        {
            case SeriesTrace series:
                SeriesRenderer.Draw(svg, layout, series, colour);
                break;
            case BandTrace band:
                SeriesRenderer.DrawBand(svg, layout, band, colour);
                break;
            case BarTrace bars:
                BarRenderer.Draw(svg, layout, bars, colour, words);
                break;
            case HistogramTrace histogram:
                BarRenderer.DrawHistogram(svg, layout, histogram, colour);
                break;
            case BoxTrace box:
                BoxRenderer.Draw(svg, layout, box, colour);
                break;
            case IntervalTrace intervals:
                IntervalRenderer.Draw(svg, layout, intervals, colour);
                break;
            case HeatTrace heat:
                HeatRenderer.Draw(svg, layout, heat);
                break;
            case RangeTrace range:
                AxisRenderer.DrawRange(svg, layout, range);
                break;
        }
    }
}
