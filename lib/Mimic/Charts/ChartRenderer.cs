using System.Security.Cryptography;
using System.Text;

namespace Mimic.Charts;

/// <summary>Draws a chart as SVG.</summary>
internal sealed class ChartRenderer
{
    public const int Wide = 720;
    public const int Narrow = 360;
    public const string Fonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    private readonly Chart _chart;
    private readonly int _width;
    private readonly bool _withTitle;

    public ChartRenderer(Chart chart, int width, bool withTitle)
    {
        (_chart, _width, _withTitle) = (chart, width, withTitle);

        // By content: the same chart has the same identifiers in every run, different charts on one page differ.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{width} {withTitle} {PlotlyJson.Of(chart)}"));
        Id = "c" + Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }

    public string Id { get; }

    public string Draw()
    {
        var svg = new SvgWriter();
        if (_chart.Traces.OfType<FlowTrace>().FirstOrDefault() is { } flow)
        {
            var drawing = new FlowRenderer(_chart, flow, _width, _withTitle);
            Open(svg, drawing.Width, drawing.Height);
            drawing.Draw(svg);
            return svg.Raw("</svg>").ToString();
        }

        var layout = new ChartLayout(_chart, _width, _withTitle);
        Open(svg, layout.Width, layout.Height);
        Lines(svg, layout.Title, ChartLayout.TitleSize + 1, ChartLayout.TitleSize + 5, ChartLayout.TitleSize, "font-weight=\"600\"");
        Lines(svg, layout.YTitle, layout.YTitleTop + 13, ChartLayout.LineHeight, ChartLayout.TextSize, "fill-opacity=\"0.8\"");
        Lines(svg, layout.Note, layout.NoteTop + 12, ChartLayout.LineHeight, ChartLayout.TextSize - 1, "fill-opacity=\"0.8\"");
        LegendRenderer.Draw(svg, layout);
        AxisRenderer.Draw(svg, layout);
        if (layout.IsEmpty)
        {
            double x = layout.Left + (layout.PlotWidth / 2), y = layout.Top + (layout.PlotHeight / 2);
            svg.Text("middle", x, y, "no data", ChartLayout.TextSize, "fill-opacity=\"0.6\"");
            return svg.Raw("</svg>").ToString();
        }

        // Markers on the edge stay whole: the clip is a little larger than the axes.
        svg.Raw($"<clipPath id=\"{Id}-k\">")
            .Rectangle(layout.Left - 7, layout.Top - 7, layout.PlotWidth + 14, layout.PlotHeight + 14, string.Empty)
            .Raw($"</clipPath><g clip-path=\"url(#{Id}-k)\">");
        foreach (var trace in _chart.Traces.OrderBy(Depth))
        {
            DrawTrace(svg, layout, trace);
        }

        return svg.Raw("</g></svg>").ToString();
    }

    /// <summary>What lies behind and what in front.</summary>
    private static int Depth(Trace trace) => trace switch
    {
        HeatTrace => 0,
        BandTrace => 1,
        BarTrace or HistogramTrace or BoxTrace => 2,
        ReferenceTrace => 3,
        _ => 4,
    };

    private static void Lines(SvgWriter svg, IReadOnlyList<string> lines, double y, double height, double size, string more)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Text("start", 0, y + (i * height), lines[i], size, more);
        }
    }

    private void DrawTrace(SvgWriter svg, ChartLayout layout, Trace trace)
    {
        var colour = ChartLayout.ColourOf(_chart, trace.Name);
        switch (trace)
        {
            case SeriesTrace series:
                SeriesRenderer.Draw(svg, layout, series, colour);
                break;
            case BandTrace band:
                SeriesRenderer.DrawBand(svg, layout, band, colour);
                break;
            case BarTrace bars:
                BarRenderer.Draw(svg, layout, _chart, bars, colour);
                break;
            case HistogramTrace histogram:
                var index = _chart.Traces.OfType<HistogramTrace>().TakeWhile(t => !ReferenceEquals(t, histogram)).Count();
                BarRenderer.DrawHistogram(svg, layout, index, histogram.Name, colour);
                break;
            case BoxTrace box:
                BoxRenderer.Draw(svg, layout, _chart.Horizontal, box);
                break;
            case HeatTrace heat:
                HeatRenderer.Draw(svg, layout, heat);
                break;
            case ReferenceTrace line:
                AxisRenderer.DrawReference(svg, layout, line);
                break;
        }
    }

    private void Open(SvgWriter svg, double width, double height)
    {
        string w = SvgWriter.Number(Math.Ceiling(width)), h = SvgWriter.Number(Math.Ceiling(height));
        svg.Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{Id}-t {Id}-d\" viewBox=\"0 0 {w} {h}\" ")
            .Raw($"width=\"{w}\" height=\"{h}\" style=\"max-width:100%;height:auto\" font-family=\"{Fonts}\" fill=\"currentColor\">")
            .Raw($"<title id=\"{Id}-t\">{SvgWriter.Escape(_chart.Title)}</title>")
            .Raw($"<desc id=\"{Id}-d\">{SvgWriter.Escape(ChartSummary.Of(_chart))}</desc>");
    }
}
