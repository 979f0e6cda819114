namespace Mimic.Charts;

/// <content>Ready-made figures of the field.</content>
public sealed partial class Chart
{
    /// <summary>
    /// What happened to one patient and when: a row per kind of event with their number and a stroke per event, what lasted as bars
    /// in rows above them, and single moments as lines through all rows.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="events">Kind and time of each event, in any order; rows stand in order of first appearance.</param>
    /// <param name="intervals">What lasted: stays, infusions; null for nothing.</param>
    /// <param name="marks">Moments such as a death; null for none.</param>
    public static Chart Timeline(
        string title,
        IEnumerable<(string Category, DateTime Time)> events,
        IEnumerable<TimelineInterval>? intervals = null,
        IEnumerable<TimelineMark>? marks = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        var chart = new Chart(title);
        foreach (var row in (intervals ?? []).GroupBy(i => i.Row, StringComparer.Ordinal))
        {
            var bars = row.ToList();
            var label = Invariant($"{row.Key} ({bars.Count:#,0})");
            chart.AddIntervals(row.Key, [.. bars.Select(_ => label)], [.. bars.Select(b => b.From)], [.. bars.Select(b => b.To)]);
        }

        foreach (var row in events.GroupBy(e => e.Category, StringComparer.Ordinal))
        {
            var times = row.Select(e => e.Time).Order().ToArray();
            var label = Invariant($"{row.Key} ({times.Length:#,0})");
            var x = Coordinates.Of(times);
            var y = Coordinates.Of([.. times.Select(_ => label)]);
            chart.Add(new SeriesTrace(row.Key, MarkKind.Strokes, x, y), AxisKind.Date, AxisKind.Category);
        }

        foreach (var mark in marks ?? [])
        {
            chart.AddMark(mark.Label, mark.Time);
        }

        return chart;
    }

    /// <summary>How a selection came about: a box per criterion with those left, those left out at its side, groups at the end.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="steps">All at first, then what each criterion leaves.</param>
    /// <param name="groups">What the last box divides into; null for none.</param>
    public static Chart AttritionFlow(string title, IReadOnlyList<FlowStep> steps, IReadOnlyList<FlowStep>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var chart = new Chart(title);
        chart._traces.Add(new FlowTrace(string.Empty, [.. steps], [.. groups ?? []]));
        return chart;
    }

    /// <summary>ROC curves, each with its band if it has one, over the diagonal of chance.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="curves">False positive rates along the x axis, true positive rates along the y axis, from 0 to 1.</param>
    public static Chart Roc(string title, params IReadOnlyList<Curve> curves) =>
        Unit(title, "False positive rate (1 - specificity)", "True positive rate (sensitivity)")
            .AddCurves(curves, (chart, c) => chart.AddLine(c.Name, c.X, c.Y))
            .AddDiagonal("chance");

    /// <summary>Precision-recall curves over the line of a model that knows nothing, which is the prevalence.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="prevalence">Share of positives, from 0 to 1.</param>
    /// <param name="curves">Recall along the x axis, precision along the y axis, from 0 to 1; in order of the threshold, either way.</param>
    public static Chart PrecisionRecall(string title, double prevalence, params IReadOnlyList<Curve> curves) =>
        Unit(title, "Recall (sensitivity)", "Precision (positive predictive value)")
            .AddCurves(curves, (chart, c) =>
            {
                // Between two thresholds the precision is that of the one with the larger recall, so the steps run from there back;
                // straight lines would promise too much (Davis and Goadrich, ICML 2006).
                var falls = c.X.Count > 1 && c.X[0] > c.X[^1];
                chart.AddStep(c.Name, falls ? c.X : [.. c.X.Reverse()], falls ? c.Y : [.. c.Y.Reverse()]);
            })
            .AddHorizontalLine($"prevalence {NumberLabel.Of(prevalence)}", prevalence);

    /// <summary>The observed share of positives against the predicted risk, by groups of risk; the diagonal is agreement.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="predicted">Mean predicted risk of each group, from 0 to 1.</param>
    /// <param name="observed">Observed share of positives of each group.</param>
    /// <param name="low">Lower ends of the intervals of the shares; null for none.</param>
    /// <param name="high">Upper ends.</param>
    public static Chart Calibration(
        string title,
        IReadOnlyList<double> predicted,
        IReadOnlyList<double> observed,
        IReadOnlyList<double>? low = null,
        IReadOnlyList<double>? high = null) =>
        Unit(title, "Predicted risk", "Observed share")
            .AddSeries("model", MarkKind.LineWithPoints, Coordinates.Of(predicted), Coordinates.Of(observed), low, high)
            .AddDiagonal("agreement");

    /// <summary>Calibrations of several models, or smooth ones with bands; the diagonal is agreement.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="curves">Predicted risk along the x axis, observed share along the y axis, from 0 to 1. Up to 20 places are marked.</param>
    public static Chart Calibration(string title, params IReadOnlyList<Curve> curves) =>
        Unit(title, "Predicted risk", "Observed share")
            .AddCurves(curves, (chart, c) => chart.AddLine(c.Name, c.X, c.Y, points: c.X.Count <= 20))
            .AddDiagonal("agreement");

    /// <summary>Estimates with their intervals, one row each, as drawing and in numbers.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="xTitle">What is estimated.</param>
    /// <param name="rows">Name, estimate, lower and upper end of its interval, from top to bottom.</param>
    /// <param name="noEffect">Where a line marks no effect (0 for a difference, 1 for a ratio, 0.5 for an AUROC); null for none.</param>
    public static Chart Forest(
        string title, string xTitle, IReadOnlyList<(string Name, double Estimate, double Low, double High)> rows, double? noEffect = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Forest(title, xTitle, [.. rows.Select(r => new ForestRow(r.Name, r.Estimate, r.Low, r.High))], noEffect);
    }

    /// <summary>Estimates with their intervals under headings, and diamonds that sum them up.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="xTitle">What is estimated.</param>
    /// <param name="rows">From top to bottom.</param>
    /// <param name="noEffect">Where a line marks no effect (0 for a difference, 1 for a ratio, 0.5 for an AUROC); null for none.</param>
    /// <param name="ratio">Whether the estimates are ratios: the axis is then logarithmic.</param>
    /// <exception cref="ArgumentException">Two rows have the same name.</exception>
    public static Chart Forest(
        string title, string xTitle, IReadOnlyList<ForestRow> rows, double? noEffect = null, bool ratio = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count() < rows.Count)
        {
            throw new ArgumentException("The rows of a forest plot need different names.", nameof(rows));
        }

        var chart = new Chart(title) { XTitle = xTitle, XLog = ratio };
        if (noEffect is { } at)
        {
            chart.AddVerticalLine(string.Empty, at);
        }

        // The first trace has all rows, so that they stand in the order given; diamonds are drawn by the second.
        chart.AddForest(MarkKind.Points, [.. rows.Select(r => r.IsSummary ? ForestRow.Heading(r.Name) : r)], ForestTexts(rows));
        return rows.Any(r => r.IsSummary) ? chart.AddForest(MarkKind.Diamond, [.. rows.Where(r => r.IsSummary)], null) : chart;
    }

    private Chart AddForest(MarkKind mark, IReadOnlyList<ForestRow> rows, string[]? texts) => Add(
        new SeriesTrace("estimate", mark, Coordinates.Of([.. rows.Select(r => r.Estimate)]), Coordinates.Of([.. rows.Select(r => r.Name)]))
        {
            XLow = [.. rows.Select(r => r.Low)],
            XHigh = [.. rows.Select(r => r.High)],
            RowTexts = texts,
        },
        AxisKind.Number,
        AxisKind.Category);

    private static string[] ForestTexts(IReadOnlyList<ForestRow> rows)
    {
        // As many decimals as the narrowest interval needs, the same in all rows: 0.81 (0.76 to 0.86), 12 (5 to 19).
        var narrowest = rows.Select(r => r.High - r.Low).Where(w => w > 0).DefaultIfEmpty(1).Min();
        var format = narrowest >= 20 ? "#,0" : narrowest >= 2 ? "0.0" : narrowest >= 0.02 ? "0.00" : "0.000";
        string N(double v) => v.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        return
        [
            .. rows.Select(r => !double.IsFinite(r.Estimate) ? string.Empty
                : double.IsFinite(r.Low) && double.IsFinite(r.High) ? $"{N(r.Estimate)} ({N(r.Low)} to {N(r.High)})" : N(r.Estimate)),
        ];
    }

    private Chart AddCurves(IReadOnlyList<Curve> curves, Action<Chart, Curve> draw)
    {
        ArgumentNullException.ThrowIfNull(curves);
        foreach (var curve in curves)
        {
            if (curve.Band is { } band)
            {
                AddBand(curve.Name, band.X, band.Low, band.High);
            }

            draw(this, curve);
        }

        return this;
    }

    private static Chart Unit(string title, string xTitle, string yTitle) =>
        new(title) { XTitle = xTitle, YTitle = yTitle, XRange = (0, 1), YRange = (0, 1), Square = true };
}
