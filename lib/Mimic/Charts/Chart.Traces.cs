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
    public Chart AddBox(string name, IReadOnlyList<double> values) => AddBox(string.Empty, name, values);

    /// <summary>Adds a box of a group: the boxes of a category stand side by side, each group with a colour of its own.</summary>
    /// <param name="group">In the legend.</param>
    /// <param name="category">Where it stands.</param>
    /// <param name="values">In any order; NaN is left out.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The axes show something else already.</exception>
    public Chart AddBox(string group, string category, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(category);
        ArgumentNullException.ThrowIfNull(values);
        return AddUpright(new BoxTrace(group, category, [.. values]));
    }

    /// <summary>Adds lying bars from one moment to another, each on the row of its name: stays, treatments.</summary>
    /// <param name="name">What they are; the same for all rows or one for each.</param>
    /// <param name="rows">Names down the y axis.</param>
    /// <param name="from">As many beginnings.</param>
    /// <param name="to">As many ends; a bar that ends before it begins is left out.</param>
    /// <returns>The chart itself.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the axes show something else already.</exception>
    public Chart AddIntervals(string name, IReadOnlyList<string> rows, IReadOnlyList<DateTime> from, IReadOnlyList<DateTime> to) =>
        AddIntervals(name, rows, Coordinates.Of(from), Coordinates.Of(to));

    /// <summary>Adds lying bars from one number to another, as hours since admission.</summary>
    /// <inheritdoc cref="AddIntervals(string, IReadOnlyList{string}, IReadOnlyList{DateTime}, IReadOnlyList{DateTime})"/>
    public Chart AddIntervals(string name, IReadOnlyList<string> rows, IReadOnlyList<double> from, IReadOnlyList<double> to) =>
        AddIntervals(name, rows, Coordinates.Of(from), Coordinates.Of(to));

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

    private Chart AddIntervals(string name, IReadOnlyList<string> rows, Coordinates from, Coordinates to)
    {
        ArgumentNullException.ThrowIfNull(rows);
        SameLength(rows.Count, from.Count);
        SameLength(rows.Count, to.Count);
        return Add(new IntervalTrace(name, [.. rows], from, to), from.Kind, AxisKind.Category);
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
