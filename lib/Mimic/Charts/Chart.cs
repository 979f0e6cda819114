using Mimic.Display;

namespace Mimic.Charts;

/// <summary>
/// A figure as data: traces and a layout, as in Plotly's model. It is drawn as static SVG (no script, no network), reads well
/// on light and dark pages, and tells its content in words to those who do not see it.
/// </summary>
/// <remarks>
/// Traces of the same name share a colour and a legend entry: a line and the band around it. Values that are NaN or infinite
/// are left out; a line is broken there.
/// </remarks>
[TypeFormatterSource]
public sealed partial class Chart
{
    private readonly List<Trace> _traces = [];

    /// <summary>An empty chart.</summary>
    /// <param name="title">What the figure shows, in a few words.</param>
    public Chart(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>What the figure shows.</summary>
    public string Title { get; }

    /// <summary>What the x axis measures, with its unit.</summary>
    public string XTitle { get; set; } = string.Empty;

    /// <summary>What the y axis measures, with its unit.</summary>
    public string YTitle { get; set; } = string.Empty;

    /// <summary>A sentence below the figure: how to read it, or what to beware of.</summary>
    public string Note { get; set; } = string.Empty;

    /// <summary>The ends of the x axis; null to fit the data. Dates count in days since 0001-01-01.</summary>
    public (double Low, double High)? XRange { get; set; }

    /// <summary>The ends of the y axis; null to fit the data.</summary>
    public (double Low, double High)? YRange { get; set; }

    /// <summary>Whether the x axis is logarithmic; values of 0 and below are then left out.</summary>
    public bool XLog { get; set; }

    /// <summary>Whether the y axis is logarithmic; values of 0 and below are then left out.</summary>
    public bool YLog { get; set; }

    /// <summary>Whether bars of the same category stand on one another instead of side by side.</summary>
    public bool Stacked { get; set; }

    /// <summary>Whether the value of each bar is written at its end, or within it if bars are stacked.</summary>
    public bool ShowValues { get; set; }

    /// <summary>Whether histograms show the share of their values in per cent: groups of different sizes become comparable.</summary>
    public bool Shares { get; set; }

    /// <summary>Whether bars and boxes lie, with the categories on the y axis: long names are easier to read this way.</summary>
    public bool Horizontal { get; init; }

    /// <summary>Whether the drawing area is a square, as for a ROC curve.</summary>
    public bool Square { get; set; }

    /// <summary>Height of the drawing area in pixels; 0 to choose by the content.</summary>
    public int PlotHeight { get; set; }

    /// <summary>What the figure was made from, as stated by <see cref="From"/>; null if nothing was.</summary>
    internal string? Source { get; private set; }

    internal IReadOnlyList<Trace> Traces => _traces;

    internal AxisKind? XKind { get; private set; }

    internal AxisKind? YKind { get; private set; }

    /// <summary>
    /// States where the data of the figure come from; of several statements the strictest counts. The figure carries it as the attribute
    /// <c>data-mimic-source</c>, in Plotly's JSON as <c>layout.meta.mimicSource</c>. Without it the source that the notebook stated counts;
    /// exported without either, a figure is marked as of unknown source, which is to be treated as credentialed.
    /// </summary>
    /// <param name="source">A <c>Mimic.Access.SourceTag</c>.</param>
    /// <returns>The figure itself.</returns>
    public Chart From(Enum source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = SourceMark.Strictest([source.ToString(), .. Source is null ? [] : new[] { Source }]);
        return this;
    }

    /// <summary>The figure as one SVG element, 720 pixels wide by nature and never wider than its page.</summary>
    public string ToSvg() => SvgWriter.Standalone(
        new ChartRenderer(this, ChartRenderer.Wide, withTitle: true).Draw(), SourceMark.Exported(Source));

    /// <summary>
    /// The figure as HTML: title, drawing and note. On a page narrower than 560 pixels a second drawing with fewer labels takes
    /// the place of the first.
    /// </summary>
    public string ToHtml() => FigureHtml.Of(
        Title, Note, SourceMark.Shown(Source), width => new ChartRenderer(this, width, withTitle: false) is var drawing ? (drawing.Id, drawing.Draw()) : default);

    /// <summary>The figure as Plotly reads it: an object with <c>data</c> and <c>layout</c>.</summary>
    public string ToPlotlyJson() => PlotlyJson.Of(this, SourceMark.Exported(Source));

    /// <summary>What the figure shows, in words and a few numbers.</summary>
    public override string ToString() => ChartSummary.Of(this);

    private Chart Add(Trace trace, AxisKind? x, AxisKind? y)
    {
        ArgumentNullException.ThrowIfNull(trace.Name);
        XKind = Same(XKind, x, "x");
        YKind = Same(YKind, y, "y");
        _traces.Add(trace);
        return this;
    }

    private static AxisKind? Same(AxisKind? present, AxisKind? added, string axis) =>
        present is null || added is null || present == added
            ? present ?? added
            : throw new ArgumentException(
                $"The {axis} axis of this chart shows {Plural(present.Value)}; it cannot show {Plural(added.Value)} as well.");

    private static string Plural(AxisKind kind) => kind switch
    {
        AxisKind.Date => "dates",
        AxisKind.Category => "categories",
        _ => "numbers",
    };
}
