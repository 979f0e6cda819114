namespace Mimic.Charts;

/// <summary>What a figure of several panels tells each of them: shared axes and edges that lie in one line.</summary>
/// <param name="X">What its x axis must hold.</param>
/// <param name="Y">What its y axis must hold.</param>
/// <param name="Bins">The bins of its histograms.</param>
/// <param name="Left">The least room for labels on the left.</param>
/// <param name="Top">The least room for titles above.</param>
/// <param name="PlotHeight">The height of a drawing area without rows.</param>
/// <param name="XLabels">Whether the x axis is labelled here; else the panel below does it.</param>
/// <param name="YLabels">Whether the y axis is labelled here; else the panel on the left does it.</param>
internal sealed record PanelPlace(Extent X, Extent Y, Histogram Bins, double Left, double Top, double PlotHeight, bool XLabels, bool YLabels);

/// <summary>Where everything of a chart goes, for a width in pixels. Nothing overlaps: what needs room gets it before the data.</summary>
internal sealed class ChartLayout
{
    public const double TextSize = 13;
    public const double FigureTitleSize = 16;
    public const double LineHeight = 17;
    private const double Margin = 14;
    private const double WidestSquare = 380;

    private readonly Extent _x;
    private readonly Extent _y;
    private readonly PanelPlace? _panel;

    public ChartLayout(Chart chart, double width, bool withTitle, PanelPlace? panel = null)
    {
        (Chart, _panel) = (chart, panel);

        // Beside a square there would be an empty page; title and legend keep to its width.
        Width = width = chart.Square && panel is null ? Math.Min(width, WidestSquare + 70) : width;
        XKind = chart.XKind ?? AxisKind.Number;
        YKind = chart.YKind ?? AxisKind.Number;
        Histogram = panel?.Bins ?? new([.. chart.Traces.OfType<HistogramTrace>()], chart.XLog);
        (_x, _y) = panel is null ? ChartExtents.Of(chart, Histogram) : (panel.X, panel.Y);
        Bars = [.. chart.Traces.OfType<BarTrace>()];
        TitleSize = panel is null ? FigureTitleSize : 14;
        Title = withTitle && chart.Title.Length > 0 ? TextMeasure.Wrap(chart.Title, width - 4, TitleSize * 1.1) : [];
        Note = withTitle && chart.Note.Length > 0 ? TextMeasure.Wrap(chart.Note, width - 4, TextSize - 1, 4) : [];
        var top = Title.Count * (TitleSize + 5);
        (Legend, top) = panel is null ? LegendLayout.Place([chart], width, top) : ([], top);
        YTitle = chart.YTitle.Length > 0 ? TextMeasure.Wrap(chart.YTitle, width - 4, TextSize) : [];
        YTitleTop = top;
        top += (YTitle.Count * LineHeight) + 12;
        Rows = RowLabels.Of(chart, _y.Categories, YKind, width);
        var labelled = panel?.YLabels ?? true;
        Left = Math.Max(!labelled ? 6 : YKind == AxisKind.Category ? Rows.Width : NumbersWidth(), panel?.Left ?? 0);
        var room = width - Left - Margin - Rows.TextWidth - BarRenderer.ValueWidth(chart);
        PlotWidth = chart.Square ? Math.Min(room, WidestSquare) : room;
        PlotHeight = chart.Square ? PlotWidth : HeightOfContent();
        Y = MakeY(PlotHeight);
        X = MakeX();
        if (X.Kind != AxisKind.Category && X.Ticks.Count > 0)
        {
            // The last label is centred on its mark and may reach beyond the data.
            var last = X.Ticks[^1];
            var beyond = (LabelWidth(last) / 2) - ((1 - X.Place(last.At)) * PlotWidth) - Margin + 2;
            PlotWidth -= chart.Square || panel is not null ? 0 : Math.Max(0, beyond);
        }

        if (XKind == AxisKind.Category && panel is not { XLabels: false })
        {
            XLabels = CategoryLabels.Fit(X.Categories, PlotWidth);
            if (XLabels.RoomOnTheLeft(PlotWidth) - Left is var missing and > 0)
            {
                Left += missing;
                PlotWidth -= missing;
                XLabels = CategoryLabels.Fit(X.Categories, PlotWidth);
            }
        }

        Marks = MarkLabels.Place(chart.Traces.OfType<MarkTrace>(), at => Left + (X.Place(at) * PlotWidth), width);
        MarksTop = top;
        Top = Math.Max(top + Marks.Height, panel?.Top ?? 0);
        XTitle = chart.XTitle.Length > 0 && panel is not { XLabels: false } ? TextMeasure.Wrap(chart.XTitle, PlotWidth + Left, TextSize) : [];
        var labels = panel is { XLabels: false } ? 0
            : XLabels?.Height ?? (X.Ticks.Any(t => t.Below is { Length: > 0 }) ? 2 * LineHeight : LineHeight);
        XTitleTop = Top + PlotHeight + labels + 8;
        NoteTop = XTitleTop + (XTitle.Count * LineHeight) + 4;
        if (ColourScale.IsNeeded(chart))
        {
            ScaleTop = NoteTop + 2;
            NoteTop += ColourScale.Height;
        }

        Height = NoteTop + (Note.Count * LineHeight) + 2;
    }

    public Chart Chart { get; }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Top { get; }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    public double Right => Left + PlotWidth;

    public double Bottom => Top + PlotHeight;

    public AxisKind XKind { get; }

    public AxisKind YKind { get; }

    public Axis X { get; }

    public Axis Y { get; }

    public Histogram Histogram { get; }

    public IReadOnlyList<BarTrace> Bars { get; }

    public double TitleSize { get; }

    public IReadOnlyList<string> Title { get; }

    public IReadOnlyList<string> Note { get; }

    public double NoteTop { get; }

    public IReadOnlyList<string> XTitle { get; }

    public double XTitleTop { get; }

    public IReadOnlyList<string> YTitle { get; }

    public double YTitleTop { get; }

    /// <summary>The labels of the categories of the y axis.</summary>
    public RowLabels Rows { get; }

    /// <summary>Labels of x categories; null if the axis has none.</summary>
    public CategoryLabels? XLabels { get; }

    public bool HasXLabels => _panel?.XLabels ?? true;

    public bool HasYLabels => _panel?.YLabels ?? true;

    public IReadOnlyList<LegendEntry> Legend { get; }

    /// <summary>The names of upright marks, in lines above the data.</summary>
    public MarkLabels Marks { get; }

    public double MarksTop { get; }

    /// <summary>Where the scale of a heat map stands; 0 if there is none.</summary>
    public double ScaleTop { get; }

    /// <summary>Whether rows of categories hold marks along a line, not bars that fill them.</summary>
    public bool RowsAreLines => YKind == AxisKind.Category
        && Chart.Traces.All(t => t is SeriesTrace or ReferenceTrace or RangeTrace or MarkTrace or NoteTrace or IntervalTrace);

    public bool IsEmpty => Chart.Traces.Count == 0 || (XKind == AxisKind.Category ? _x.Categories.Count == 0 : _x.IsEmpty)
        || (YKind == AxisKind.Category ? _y.Categories.Count == 0 : _y.IsEmpty);

    /// <summary>Pixels from the left for a position on the x axis.</summary>
    public double AtX(double value) => Left + (X.Place(value) * PlotWidth);

    /// <summary>Pixels from the top for a position on the y axis; categories run from top to bottom.</summary>
    public double AtY(double value) => YKind == AxisKind.Category
        ? Top + (Y.Place(value) * PlotHeight)
        : Top + ((1 - Y.Place(value)) * PlotHeight);

    private static double LabelWidth(Tick tick) =>
        Math.Max(TextMeasure.Width(tick.Label, TextSize - 1), TextMeasure.Width(tick.Below ?? string.Empty, TextSize - 1));

    private double NumbersWidth()
    {
        var ticks = MakeY(Chart.Square ? 330 : HeightOfContent()).Ticks;
        return Math.Max(ticks.Select(LabelWidth).DefaultIfEmpty(0).Max(), 12) + 10;
    }

    private double HeightOfContent()
    {
        if (Chart.PlotHeight > 0)
        {
            return Chart.PlotHeight;
        }

        if (YKind != AxisKind.Category)
        {
            return _panel?.PlotHeight ?? (Width < 500 ? 220 : 290);
        }

        var bars = Chart.Stacked ? 1 : Math.Max(1, BarRenderer.Groups(Chart).Count);
        return Math.Max(2, _y.Categories.Count) * Math.Max(Rows.RowHeight, 8 + (14 * bars));
    }

    private Axis MakeY(double height) => Axis.Of(
        YKind, Chart.YLog, _y, Chart.YRange, Math.Clamp((int)(height / 42), 2, 10), padded: true);

    private Axis MakeX()
    {
        var padded = Chart.Horizontal || Chart.Traces.Any(t => t is SeriesTrace { Mark: MarkKind.Points or MarkKind.LineWithPoints });
        Axis axis;
        var most = Math.Clamp((int)(PlotWidth / 56), 2, 12);
        do
        {
            axis = Axis.Of(XKind, Chart.XLog, _x, Chart.XRange, most, padded);
        }
        while (axis.Kind != AxisKind.Category && !LabelsFit(axis) && --most >= 1);
        return axis;
    }

    private bool LabelsFit(Axis axis)
    {
        var end = double.NegativeInfinity;
        foreach (var tick in axis.Ticks)
        {
            var (middle, half) = (axis.Place(tick.At) * PlotWidth, LabelWidth(tick) / 2);
            if (middle - half < end + 8)
            {
                return false;
            }

            end = middle + half;
        }

        return true;
    }
}
