namespace Mimic.Charts;

/// <summary>An entry of the legend.</summary>
internal sealed record LegendEntry(string Name, Trace Trace, bool HasBand, int Colour, double X, double Y);

/// <summary>Where everything of a chart goes, for a width in pixels. Nothing overlaps: what needs room gets it before the data.</summary>
internal sealed class ChartLayout
{
    public const double TextSize = 13;
    public const double TitleSize = 16;
    public const double LineHeight = 17;
    private const double Right = 14;
    private const double WidestSquare = 380;

    private readonly Chart _chart;
    private readonly Extent _x = new();
    private readonly Extent _y = new();

    public ChartLayout(Chart chart, double width, bool withTitle)
    {
        _chart = chart;
        // Beside a square there would be an empty page; title and legend keep to its width.
        Width = width = chart.Square ? Math.Min(width, WidestSquare + 70) : width;
        XKind = chart.XKind ?? AxisKind.Number;
        YKind = chart.YKind ?? AxisKind.Number;
        Histogram = new([.. chart.Traces.OfType<HistogramTrace>()]);
        Bars = [.. chart.Traces.OfType<BarTrace>()];
        Gather();
        Title = withTitle && chart.Title.Length > 0 ? TextMeasure.Wrap(chart.Title, width - 4, TitleSize * 1.1) : [];
        Note = withTitle && chart.Note.Length > 0 ? TextMeasure.Wrap(chart.Note, width - 4, TextSize - 1, 4) : [];
        var top = Title.Count * (TitleSize + 5);
        (Legend, top) = PlaceLegend(top);
        YTitle = chart.YTitle.Length > 0 ? TextMeasure.Wrap(chart.YTitle, width - 4, TextSize) : [];
        YTitleTop = top;
        Top = top + (YTitle.Count * LineHeight) + 12;
        (Left, YLabels) = MeasureY();
        var room = width - Left - Right;
        PlotWidth = chart.Square ? Math.Min(room, WidestSquare) : room;
        PlotHeight = chart.Square ? PlotWidth : HeightOfContent();
        Y = MakeY(PlotHeight);
        X = MakeX();
        if (X.Kind != AxisKind.Category && X.Ticks.Count > 0)
        {
            // The last label is centred on its mark and may reach beyond the data.
            var last = X.Ticks[^1];
            var beyond = (LabelWidth(last) / 2) - ((1 - X.Place(last.At)) * PlotWidth) - Right + 2;
            PlotWidth -= chart.Square ? 0 : Math.Max(0, beyond);
        }

        if (XKind == AxisKind.Category)
        {
            XLabels = CategoryLabels.Fit(X.Categories, PlotWidth);
            if (XLabels.RoomOnTheLeft(PlotWidth) - Left is var missing and > 0)
            {
                Left += missing;
                PlotWidth -= missing;
                XLabels = CategoryLabels.Fit(X.Categories, PlotWidth);
            }
        }

        XTitle = chart.XTitle.Length > 0 ? TextMeasure.Wrap(chart.XTitle, PlotWidth + Left, TextSize) : [];
        LabelsHeight = XLabels?.Height ?? (X.Ticks.Any(t => t.Below is { Length: > 0 }) ? 2 * LineHeight : LineHeight);
        XTitleTop = Top + PlotHeight + LabelsHeight + 8;
        NoteTop = XTitleTop + (XTitle.Count * LineHeight) + 4;
        Height = NoteTop + (Note.Count * LineHeight) + 2;
    }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Top { get; }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    public AxisKind XKind { get; }

    public AxisKind YKind { get; }

    public Axis X { get; }

    public Axis Y { get; }

    public Histogram Histogram { get; }

    public IReadOnlyList<BarTrace> Bars { get; }

    public IReadOnlyList<string> Title { get; }

    public IReadOnlyList<string> Note { get; }

    public double NoteTop { get; }

    public IReadOnlyList<string> XTitle { get; }

    public double XTitleTop { get; }

    public IReadOnlyList<string> YTitle { get; }

    public double YTitleTop { get; }

    /// <summary>Labels of y categories, each in lines.</summary>
    public IReadOnlyList<IReadOnlyList<string>> YLabels { get; }

    /// <summary>Labels of x categories; null if the axis has none.</summary>
    public CategoryLabels? XLabels { get; }

    public IReadOnlyList<LegendEntry> Legend { get; }

    /// <summary>Whether rows of categories hold marks along a line, not bars that fill them.</summary>
    public bool RowsAreLines => YKind == AxisKind.Category && _chart.Traces.All(t => t is SeriesTrace or ReferenceTrace);

    private double LabelsHeight { get; }

    public bool IsEmpty => (XKind == AxisKind.Category ? _x.Categories.Count == 0 : _x.IsEmpty)
        || (YKind == AxisKind.Category ? _y.Categories.Count == 0 : _y.IsEmpty);

    /// <summary>The colour of a trace: traces of one name share it.</summary>
    public static int ColourOf(Chart chart, string name) =>
        chart.Traces.Where(t => t is not (ReferenceTrace or FlowTrace)).Select(t => t.Name).Distinct().ToList().IndexOf(name);

    /// <summary>Pixels from the left for a position on the x axis.</summary>
    public double AtX(double value) => Left + (X.Place(value) * PlotWidth);

    /// <summary>Pixels from the top for a position on the y axis; categories run from top to bottom.</summary>
    public double AtY(double value) => YKind == AxisKind.Category
        ? Top + (Y.Place(value) * PlotHeight)
        : Top + ((1 - Y.Place(value)) * PlotHeight);

    private static double LabelWidth(Tick tick) =>
        Math.Max(TextMeasure.Width(tick.Label, TextSize - 1), TextMeasure.Width(tick.Below ?? string.Empty, TextSize - 1));

    private void Gather()
    {
        foreach (var trace in _chart.Traces)
        {
            ChartExtents.Include(_chart, trace, _x, _y);
        }

        if (_chart.Stacked)
        {
            ChartExtents.IncludeStacks(Bars, _chart.Horizontal ? _x : _y);
        }

        if (_chart.Traces.Any(t => t is HistogramTrace))
        {
            _x.Include(Histogram.Edges[0], false);
            _x.Include(Histogram.Edges[^1], false);
            _y.Include(Histogram.Counts.SelectMany(c => c).Max(), false);
            (_y.FromZero, _y.Whole) = (true, true);
        }
    }

    private (IReadOnlyList<LegendEntry> Entries, double Bottom) PlaceLegend(double top)
    {
        var entries = new List<LegendEntry>();
        var shown = _chart.Traces.Where(t => t.Name.Length > 0 && t is not (BoxTrace or HeatTrace or FlowTrace) && !IsRow(t)).ToList();
        var names = shown.Select(t => t.Name).Distinct().ToList();
        if (names.Count < 2 && !shown.Any(t => t is ReferenceTrace))
        {
            return (entries, top);
        }

        double x = 0, y = top;
        foreach (var name in names)
        {
            var text = TextMeasure.Wrap(name, Width - 44, TextSize, 1)[0];
            var wide = 32 + TextMeasure.Width(text, TextSize) + 16;
            if (x > 0 && x + wide - 16 > Width)
            {
                (x, y) = (0, y + LineHeight + 3);
            }

            var traces = shown.Where(t => t.Name == name).OrderBy(t => t is BandTrace ? 1 : 0).ToList();
            entries.Add(new(text, traces[0], traces[^1] is BandTrace, ColourOf(_chart, name), x, y));
            x += wide;
        }

        return (entries, y + LineHeight + 8);
    }

    /// <summary>A row of strokes is named beside it already.</summary>
    private static bool IsRow(Trace trace) => trace is SeriesTrace { Mark: MarkKind.Strokes };

    private (double Left, IReadOnlyList<IReadOnlyList<string>> Labels) MeasureY()
    {
        if (YKind == AxisKind.Category)
        {
            var labels = _y.Categories.Select(c => TextMeasure.Wrap(c, Width * 0.36, TextSize - 0.5, 2)).ToList();
            return (labels.SelectMany(l => l).Select(l => TextMeasure.Width(l, TextSize - 0.5)).DefaultIfEmpty(0).Max() + 12, labels);
        }

        var widest = MakeY(_chart.Square ? 330 : HeightOfContent()).Ticks.Select(LabelWidth).DefaultIfEmpty(0).Max();
        return (Math.Max(widest, 12) + 10, []);
    }

    private double HeightOfContent()
    {
        if (_chart.PlotHeight > 0)
        {
            return _chart.PlotHeight;
        }

        if (YKind != AxisKind.Category)
        {
            return Width < 500 ? 220 : 290;
        }

        var row = YLabels is { Count: > 0 } && YLabels.Any(l => l.Count > 1) ? 36 : 28;
        var bars = _chart.Stacked ? 1 : Math.Max(1, Bars.Count);
        return Math.Max(2, _y.Categories.Count) * Math.Max(row, 8 + (14 * bars));
    }

    private Axis MakeY(double height) => Axis.Of(
        YKind, _chart.YLog, _y, _chart.YRange, Math.Clamp((int)(height / 42), 2, 10), padded: true);

    private Axis MakeX()
    {
        var padded = _chart.Horizontal || _chart.Traces.Any(t => t is SeriesTrace { Mark: MarkKind.Points or MarkKind.LineWithPoints });
        Axis axis;
        var most = Math.Clamp((int)(PlotWidth / 56), 2, 12);
        do
        {
            axis = Axis.Of(XKind, _chart.XLog, _x, _chart.XRange, most, padded);
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
