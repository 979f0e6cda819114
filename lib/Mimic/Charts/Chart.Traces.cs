namespace Mimic.Charts;

/// <content>What can be drawn.</content>
public sealed partial class Chart
{
    /// <summary>Adds a line through points, in the order given.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="x">Numbers on the x axis.</param>
    /// <param name="y">As many; NaN breaks the line.</param>
    /// <param name="points">Whether the points are marked too.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddLine(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, bool points = false) =>
        AddSeries(name, points ? MarkKind.LineWithPoints : MarkKind.Line, Coordinates.Of(x), Coordinates.Of(y));

    /// <summary>Adds a line over dates.</summary>
    /// <inheritdoc cref="AddLine(string, IReadOnlyList{double}, IReadOnlyList{double}, bool)"/>
    public Chart AddLine(string name, IReadOnlyList<DateTime> x, IReadOnlyList<double> y, bool points = false) =>
        AddSeries(name, points ? MarkKind.LineWithPoints : MarkKind.Line, Coordinates.Of(x), Coordinates.Of(y));

    /// <summary>Adds a line over categories.</summary>
    /// <inheritdoc cref="AddLine(string, IReadOnlyList{double}, IReadOnlyList{double}, bool)"/>
    public Chart AddLine(string name, IReadOnlyList<string> x, IReadOnlyList<double> y, bool points = true) =>
        AddSeries(name, points ? MarkKind.LineWithPoints : MarkKind.Line, Coordinates.Of(x), Coordinates.Of(y));

    /// <summary>Adds a step line: each value holds until the next x.</summary>
    /// <inheritdoc cref="AddLine(string, IReadOnlyList{double}, IReadOnlyList{double}, bool)"/>
    public Chart AddStep(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        AddSeries(name, MarkKind.Step, Coordinates.Of(x), Coordinates.Of(y));

    /// <summary>Adds a step line over dates.</summary>
    /// <inheritdoc cref="AddStep(string, IReadOnlyList{double}, IReadOnlyList{double})"/>
    public Chart AddStep(string name, IReadOnlyList<DateTime> x, IReadOnlyList<double> y) =>
        AddSeries(name, MarkKind.Step, Coordinates.Of(x), Coordinates.Of(y));

    /// <summary>Adds points.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="x">Numbers on the x axis.</param>
    /// <param name="y">As many numbers.</param>
    /// <param name="low">Lower ends of intervals around y; null for none.</param>
    /// <param name="high">Upper ends.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddScatter(
        string name,
        IReadOnlyList<double> x,
        IReadOnlyList<double> y,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null) =>
        AddSeries(name, MarkKind.Points, Coordinates.Of(x), Coordinates.Of(y), low, high);

    /// <summary>Adds points over dates.</summary>
    /// <inheritdoc cref="AddScatter(string, IReadOnlyList{double}, IReadOnlyList{double}, IReadOnlyList{double}, IReadOnlyList{double})"/>
    public Chart AddScatter(
        string name,
        IReadOnlyList<DateTime> x,
        IReadOnlyList<double> y,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null) =>
        AddSeries(name, MarkKind.Points, Coordinates.Of(x), Coordinates.Of(y), low, high);

    /// <summary>Adds points over categories.</summary>
    /// <inheritdoc cref="AddScatter(string, IReadOnlyList{double}, IReadOnlyList{double}, IReadOnlyList{double}, IReadOnlyList{double})"/>
    public Chart AddScatter(
        string name,
        IReadOnlyList<string> x,
        IReadOnlyList<double> y,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null) =>
        AddSeries(name, MarkKind.Points, Coordinates.Of(x), Coordinates.Of(y), low, high);

    /// <summary>Adds a point per row: categories run down the y axis, values along the x axis.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="x">Numbers on the x axis.</param>
    /// <param name="rows">As many categories.</param>
    /// <param name="low">Lower ends of intervals around x; null for none.</param>
    /// <param name="high">Upper ends.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddScatter(
        string name,
        IReadOnlyList<double> x,
        IReadOnlyList<string> rows,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null)
    {
        var (across, down) = (Coordinates.Of(x), Coordinates.Of(rows));
        SameLength(across.Count, down.Count, low, high);
        var series = new SeriesTrace(name, MarkKind.Points, across, down) { XLow = low?.ToArray(), XHigh = high?.ToArray() };
        return Add(series, AxisKind.Number, AxisKind.Category);
    }

    /// <summary>Adds a shaded area, as a confidence band. Give it the name of a line and it takes the line's colour.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="x">Numbers on the x axis.</param>
    /// <param name="low">Lower edge, as many numbers.</param>
    /// <param name="high">Upper edge, as many numbers.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddBand(string name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high) =>
        AddArea(name, Coordinates.Of(x), low, high);

    /// <summary>Adds a shaded area over dates.</summary>
    /// <inheritdoc cref="AddBand(string, IReadOnlyList{double}, IReadOnlyList{double}, IReadOnlyList{double})"/>
    public Chart AddBand(string name, IReadOnlyList<DateTime> x, IReadOnlyList<double> low, IReadOnlyList<double> high) =>
        AddArea(name, Coordinates.Of(x), low, high);

    /// <summary>Adds a bar per category. Several traces of bars stand side by side, or on one another if <see cref="Stacked"/>.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="categories">Names of the bars.</param>
    /// <param name="values">Their lengths, as many.</param>
    /// <param name="low">Lower ends of intervals; null for none.</param>
    /// <param name="high">Upper ends of intervals.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddBars(
        string name,
        IReadOnlyList<string> categories,
        IReadOnlyList<double> values,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null)
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(values);
        SameLength(categories.Count, values.Count, low, high);
        return AddUpright(new BarTrace(name, [.. categories], [.. values], low?.ToArray(), high?.ToArray()));
    }

    /// <summary>Adds a histogram; all histograms of a chart share their bins.</summary>
    /// <param name="name">In the legend.</param>
    /// <param name="values">What is counted, in any order; NaN is left out.</param>
    /// <param name="bins">About how many bins; 0 to choose by the number of values.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The axes show something else already.</exception>
    public Chart AddHistogram(string name, IReadOnlyList<double> values, int bins = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        return Add(new HistogramTrace(name, [.. values], bins), AxisKind.Number, AxisKind.Number);
    }

    /// <summary>Adds a box: median, quartiles, and whiskers to the last value within 1.5 interquartile ranges (Tukey 1977).</summary>
    /// <param name="name">Its category.</param>
    /// <param name="values">In any order; NaN is left out.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The axes show something else already.</exception>
    public Chart AddBox(string name, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return AddUpright(new BoxTrace(name, [.. values]));
    }

    /// <summary>Adds a heat map: the larger the value of a cell, the stronger its colour; below 0 it has a second colour.</summary>
    /// <param name="name">What the values are.</param>
    /// <param name="columns">Names from left to right.</param>
    /// <param name="rows">Names from top to bottom.</param>
    /// <param name="values">Per row one value per column; NaN leaves a cell empty.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddHeatMap(
        string name, IReadOnlyList<string> columns, IReadOnlyList<string> rows, IReadOnlyList<IReadOnlyList<double>> values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        SameLength(rows.Count, values.Count);
        foreach (var row in values)
        {
            SameLength(columns.Count, row.Count);
        }

        var cells = new HeatTrace(name, [.. columns], [.. rows], [.. values.Select(r => r.ToArray())]);
        return Add(cells, AxisKind.Category, AxisKind.Category);
    }

    /// <summary>Adds the line y = x, as chance in a ROC curve or agreement in a calibration.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddDiagonal(string name = "") => Add(new ReferenceTrace(name, ReferenceKind.Diagonal, 0), null, null);

    /// <summary>Adds a thin line across the chart at a height.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="y">Where it crosses the y axis.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddHorizontalLine(string name, double y) => Add(new ReferenceTrace(name, ReferenceKind.Horizontal, y), null, null);

    /// <summary>Adds a thin upright line.</summary>
    /// <param name="name">In the legend; empty for none.</param>
    /// <param name="x">Where it crosses the x axis.</param>
    /// <returns>The chart itself.</returns>
    public Chart AddVerticalLine(string name, double x) => Add(new ReferenceTrace(name, ReferenceKind.Vertical, x), null, null);

    /// <summary>Adds a thin upright line at a moment.</summary>
    /// <inheritdoc cref="AddVerticalLine(string, double)"/>
    public Chart AddVerticalLine(string name, DateTime x) =>
        Add(new ReferenceTrace(name, ReferenceKind.Vertical, Coordinates.Days(x)), AxisKind.Date, null);

    private Chart AddSeries(
        string name, MarkKind mark, Coordinates x, Coordinates y, IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null)
    {
        SameLength(x.Count, y.Count, low, high);
        return Add(new SeriesTrace(name, mark, x, y) { YLow = low?.ToArray(), YHigh = high?.ToArray() }, x.Kind, y.Kind);
    }

    private Chart AddArea(string name, Coordinates x, IReadOnlyList<double> low, IReadOnlyList<double> high)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        SameLength(x.Count, low.Count, low, high);
        return Add(new BandTrace(name, x, [.. low], [.. high]), x.Kind, AxisKind.Number);
    }

    private Chart AddUpright(Trace trace) =>
        Horizontal ? Add(trace, AxisKind.Number, AxisKind.Category) : Add(trace, AxisKind.Category, AxisKind.Number);

    private static void SameLength(int x, int y, IReadOnlyList<double>? low = null, IReadOnlyList<double>? high = null)
    {
        if (x != y || (low is null) != (high is null) || (low is not null && (low.Count != x || high!.Count != x)))
        {
            throw new ArgumentException($"The lists of a trace must be of one length; here are {x} positions, {y} values"
                + (low is null && high is null ? "." : $", {low?.Count ?? 0} lower and {high?.Count ?? 0} upper ends."));
        }
    }
}
