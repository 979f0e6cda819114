using Mimic.Display;

namespace Mimic.Charts;

/// <summary>
/// Small multiples: charts of one kind beside one another, with shared axes, one legend, and one colour per name, so that they can
/// be compared. Drawn as one SVG, as <see cref="Chart"/> is.
/// </summary>
[TypeFormatterSource]
public sealed class ChartGrid
{
    private readonly List<Chart> _panels = [];

    /// <summary>An empty figure.</summary>
    /// <param name="title">What the figure shows, in a few words; each panel has its own title as well.</param>
    public ChartGrid(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>What the figure shows.</summary>
    public string Title { get; }

    /// <summary>A sentence below the figure: how to read it, or what to beware of.</summary>
    public string Note { get; set; } = string.Empty;

    /// <summary>How many panels stand beside one another on a wide page; 0 to choose by their number.</summary>
    public int Columns { get; set; }

    /// <summary>Whether all panels have the same x axis.</summary>
    public bool SharedX { get; init; } = true;

    /// <summary>Whether all panels have the same y axis.</summary>
    public bool SharedY { get; init; } = true;

    /// <summary>The panels, row by row.</summary>
    public IReadOnlyList<Chart> Panels => _panels;

    /// <summary>Adds a panel.</summary>
    /// <param name="panel">A chart with a title of a word or two.</param>
    /// <returns>The figure itself.</returns>
    /// <exception cref="ArgumentException">It is a flow chart, or its axes show something else than those it should share.</exception>
    public ChartGrid Add(Chart panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        if (panel.Traces.Any(t => t is FlowTrace))
        {
            throw new ArgumentException("A flow chart has no axes; show it by itself.", nameof(panel));
        }

        foreach (var (shared, axis, kind, logarithmic) in Axes(panel))
        {
            if (shared && _panels.Count > 0 && Axes(_panels[0]).First(a => a.Name == axis) is var first
                && ((first.Kind is not null && kind is not null && first.Kind != kind) || first.Logarithmic != logarithmic))
            {
                throw new ArgumentException(
                    $"The panels of this figure share their {axis} axis; that of \"{panel.Title}\" shows something else than the first one's. "
                    + $"Set Shared{char.ToUpperInvariant(axis[0])} to false.",
                    nameof(panel));
            }
        }

        _panels.Add(panel);
        return this;
    }

    /// <summary>The figure as one SVG element, 720 pixels wide by nature and never wider than its page.</summary>
    public string ToSvg() => SvgWriter.Standalone(
        new GridRenderer(this, ChartRenderer.Wide, withTitle: true).Draw(), SourceMark.Exported(Source));

    /// <summary>The figure as HTML; on a page narrower than 560 pixels the panels stand below one another.</summary>
    public string ToHtml() => FigureHtml.Of(
        Title, Note, SourceMark.Shown(Source), width => new GridRenderer(this, width, withTitle: false) is var drawing ? (drawing.Id, drawing.Draw()) : default);

    /// <summary>The figure as Plotly reads it: subplots in an object with <c>data</c> and <c>layout</c>.</summary>
    public string ToPlotlyJson() => PlotlyJson.Of(this, SourceMark.Exported(Source));

    /// <summary>What the figure shows, in words and a few numbers.</summary>
    public override string ToString() =>
        string.Join('\n', [Title.Length == 0 || Title.EndsWith('.') ? Title : Title + ".", .. _panels.Select(p => ChartSummary.Of(p))]).Trim();

    /// <summary>The strictest source of the panels; null if none states one.</summary>
    private string? Source => SourceMark.Strictest(_panels.Select(p => p.Source).OfType<string>());

    /// <summary>How many panels stand beside one another.</summary>
    internal int ColumnsFor(int width)
    {
        var count = Math.Max(1, _panels.Count);
        var wide = Math.Min(count, Columns > 0 ? Columns : count is 2 or 4 ? 2 : 3);
        return width >= 500 ? wide : Math.Min(wide, count > 4 ? 2 : 1);
    }

    /// <summary>The bins of a panel: those of all panels if they share the axis.</summary>
    internal Histogram BinsOf(Chart panel) =>
        new([.. (SharedX ? _panels : [panel]).SelectMany(p => p.Traces).OfType<HistogramTrace>()], panel.XLog);

    private (bool Shared, string Name, AxisKind? Kind, bool Logarithmic)[] Axes(Chart panel) =>
        [(SharedX, "x", panel.XKind, panel.XLog), (SharedY, "y", panel.YKind, panel.YLog)];
}
