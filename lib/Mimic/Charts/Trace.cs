namespace Mimic.Charts;

/// <summary>What an axis measures.</summary>
internal enum AxisKind
{
    Number,
    Date,
    Category,
}

/// <summary>How a series is drawn.</summary>
internal enum MarkKind
{
    Line,
    Step,
    Points,
    LineWithPoints,

    /// <summary>Short upright strokes, one per value: many events on one row.</summary>
    Strokes,

    /// <summary>A diamond from the lower to the upper end of its interval: the summary of a forest plot.</summary>
    Diamond,
}

/// <summary>Which way a reference line runs.</summary>
internal enum ReferenceKind
{
    Diagonal,
    Horizontal,
    Vertical,
}

/// <summary>One coordinate of a series: numbers, dates as days since 0001-01-01, or names of categories.</summary>
internal sealed record Coordinates(AxisKind Kind, double[] Numbers, string[] Names)
{
    public int Count => Kind == AxisKind.Category ? Names.Length : Numbers.Length;

    public static Coordinates Of(IReadOnlyList<double> values) => new(AxisKind.Number, [.. values], []);

    public static Coordinates Of(IReadOnlyList<DateTime> values) => new(AxisKind.Date, [.. values.Select(Days)], []);

    public static Coordinates Of(IReadOnlyList<string> values) => new(AxisKind.Category, [], [.. values]);

    public static double Days(DateTime time) => time.Ticks / (double)TimeSpan.TicksPerDay;

    /// <summary>The moment of a number of days, to the second, within the calendar.</summary>
    public static DateTime Date(double days)
    {
        const double LastSecond = 315_537_897_599;
        return new((long)Math.Clamp(Math.Round(days * 86_400), 0, LastSecond) * TimeSpan.TicksPerSecond);
    }
}

/// <summary>One thing that is drawn. Traces of the same name share a colour and a legend entry.</summary>
internal abstract record Trace(string Name);

/// <summary>A line, a step line or points; optional intervals along either axis.</summary>
internal sealed record SeriesTrace(string Name, MarkKind Mark, Coordinates X, Coordinates Y) : Trace(Name)
{
    public double[]? XLow { get; init; }

    public double[]? XHigh { get; init; }

    public double[]? YLow { get; init; }

    public double[]? YHigh { get; init; }

    /// <summary>Words at the right end of each row; null for none.</summary>
    public string[]? RowTexts { get; init; }
}

/// <summary>The area between two lines.</summary>
internal sealed record BandTrace(string Name, Coordinates X, double[] Low, double[] High) : Trace(Name);

/// <summary>A bar per category, with optional intervals.</summary>
internal sealed record BarTrace(string Name, string[] Categories, double[] Values, double[]? Low, double[]? High) : Trace(Name);

/// <summary>Values that are counted in bins when the chart is drawn; all histograms of a chart share their bins.</summary>
internal sealed record HistogramTrace(string Name, double[] Values, int Bins) : Trace(Name);

/// <summary>Median, quartiles and the values beyond 1.5 interquartile ranges (Tukey).</summary>
/// <param name="Name">The group, which has a colour and stands in the legend; empty for boxes that differ by category alone.</param>
/// <param name="Category">Where it stands.</param>
/// <param name="Values">In any order.</param>
internal sealed record BoxTrace(string Name, string Category, double[] Values) : Trace(Name);

/// <summary>Lying bars from one position to another, each on the row of a category.</summary>
internal sealed record IntervalTrace(string Name, string[] Rows, Coordinates From, Coordinates To) : Trace(Name);

/// <summary>A coloured cell per row and column.</summary>
internal sealed record HeatTrace(string Name, string[] Columns, string[] Rows, double[][] Values) : Trace(Name)
{
    /// <summary>The values that have a colour.</summary>
    public IEnumerable<double> Usable => Values.SelectMany(r => r).Where(v => Extent.IsUsable(v, false));

    /// <summary>The largest absolute value.</summary>
    public double Most => Usable.Select(Math.Abs).DefaultIfEmpty(0).Max();

    public bool HasGaps => Values.SelectMany(r => r).Any(v => !Extent.IsUsable(v, false));
}

/// <summary>A thin line that helps to read the others.</summary>
internal sealed record ReferenceTrace(string Name, ReferenceKind Direction, double At) : Trace(Name);

/// <summary>A shaded stretch of an axis, right across the chart.</summary>
internal sealed record RangeTrace(string Name, ReferenceKind Direction, double Low, double High) : Trace(Name);

/// <summary>An upright line with its name above the data.</summary>
internal sealed record MarkTrace(string Label, double At) : Trace(string.Empty);

/// <summary>Words beside a place in the chart.</summary>
internal sealed record NoteTrace(string Text, Coordinates X, Coordinates Y) : Trace(string.Empty);

/// <summary>Boxes from top to bottom, what was left out at their side, and the groups at the end.</summary>
internal sealed record FlowTrace(string Name, IReadOnlyList<FlowStep> Steps, IReadOnlyList<FlowStep> Groups) : Trace(Name);
