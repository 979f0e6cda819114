namespace Mimic.Charts;

/// <content>Ready-made figures of the field.</content>
public sealed partial class Chart
{
    /// <summary>What happened to one patient and when: a row per kind of event with their number, a stroke per event.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="events">Kind and time of each event, in any order; rows stand in order of first appearance.</param>
    public static Chart Timeline(string title, IEnumerable<(string Category, DateTime Time)> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var chart = new Chart(title);
        foreach (var row in events.GroupBy(e => e.Category, StringComparer.Ordinal))
        {
            var times = row.Select(e => e.Time).Order().ToArray();
            var label = Invariant($"{row.Key} ({times.Length:#,0})");
            var x = Coordinates.Of(times);
            var y = Coordinates.Of([.. times.Select(_ => label)]);
            chart.Add(new SeriesTrace(row.Key, MarkKind.Strokes, x, y), AxisKind.Date, AxisKind.Category);
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

    /// <summary>ROC curves over the diagonal of chance.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="curves">Per curve its name (with its AUROC), false and true positive rates from 0 to 1.</param>
    public static Chart Roc(
        string title,
        params IReadOnlyList<(string Name, IReadOnlyList<double> FalsePositiveRate, IReadOnlyList<double> TruePositiveRate)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var chart = Unit(title, "False positive rate (1 - specificity)", "True positive rate (sensitivity)");
        foreach (var (name, x, y) in curves)
        {
            chart.AddLine(name, x, y);
        }

        return chart.AddDiagonal("chance");
    }

    /// <summary>Precision-recall curves over the line of a model that knows nothing, which is the prevalence.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="prevalence">Share of positives, from 0 to 1.</param>
    /// <param name="curves">Per curve its name (with its AUPRC), recall and precision from 0 to 1.</param>
    public static Chart PrecisionRecall(
        string title,
        double prevalence,
        params IReadOnlyList<(string Name, IReadOnlyList<double> Recall, IReadOnlyList<double> Precision)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var chart = Unit(title, "Recall (sensitivity)", "Precision (positive predictive value)");
        foreach (var (name, x, y) in curves)
        {
            // Between two thresholds the precision is that of the one with the larger recall, so the steps run from there back;
            // straight lines would promise too much (Davis and Goadrich, ICML 2006).
            var falls = x.Count > 1 && x[0] > x[^1];
            chart.AddStep(name, falls ? x : [.. x.Reverse()], falls ? y : [.. y.Reverse()]);
        }

        return chart.AddHorizontalLine($"prevalence {NumberLabel.Of(prevalence)}", prevalence);
    }

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

    /// <summary>Estimates with their intervals, one row each.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="xTitle">What is estimated.</param>
    /// <param name="rows">Name, estimate, lower and upper end of its interval, from top to bottom.</param>
    /// <param name="noEffect">Where a line marks no effect (0 for a difference, 1 for a ratio, 0.5 for an AUROC); null for none.</param>
    public static Chart Forest(
        string title, string xTitle, IReadOnlyList<(string Name, double Estimate, double Low, double High)> rows, double? noEffect = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var chart = new Chart(title) { XTitle = xTitle };
        if (noEffect is { } at)
        {
            chart.AddVerticalLine(string.Empty, at);
        }

        return chart.AddScatter(
            "estimate",
            [.. rows.Select(r => r.Estimate)],
            [.. rows.Select(r => r.Name)],
            [.. rows.Select(r => r.Low)],
            [.. rows.Select(r => r.High)]);
    }

    private static Chart Unit(string title, string xTitle, string yTitle) =>
        new(title) { XTitle = xTitle, YTitle = yTitle, XRange = (0, 1), YRange = (0, 1), Square = true };
}
