using Mimic.Charts;

namespace Mimic.Tests.Charts;

/// <summary>Figures as a course shows them, with invented numbers.</summary>
internal static class RealisticSamples
{
    private static readonly DateTime Admission = new(2150, 3, 14, 7, 30, 0);
    private static readonly double[] Grid = [.. Enumerable.Range(0, 41).Select(i => i / 40.0)];
    private static readonly string[] Years = ["2008 to 2010", "2011 to 2013", "2014 to 2016", "2017 to 2019", "2020 to 2022"];
    private static readonly string[] Signs = ["heart rate", "systolic pressure", "respiratory rate", "temperature", "oxygen saturation", "glucose"];

    public static Dictionary<string, Chart> Charts { get; } = new()
    {
        ["roc with bands"] = Chart.Roc(
            "ROC curves of two models",
            Curved("boosted trees, AUROC 0.86", 0.18),
            Curved("logistic regression, AUROC 0.79", 0.3)),
        ["precision with band"] = Chart.PrecisionRecall("Precision and recall", 0.12, new Curve(
            "boosted trees, AP 0.49",
            Grid,
            [.. Grid.Select(r => 0.95 - (0.83 * Math.Pow(r, 0.8)))],
            new(Grid, [.. Grid.Select(r => Math.Max(0.1, 0.85 - (0.83 * Math.Pow(r, 0.7))))], [.. Grid.Select(r => Math.Min(1, 1 - (0.8 * r)))]))),
        ["calibration with bands"] = Chart.Calibration(
            "Calibration",
            new Curve("boosted trees", Grid, [.. Grid.Select(p => Math.Pow(p, 1.2))], new(Grid, [.. Grid.Select(p => Math.Max(0, Math.Pow(p, 1.2) - 0.05))], [.. Grid.Select(p => Math.Min(1, Math.Pow(p, 1.2) + 0.08))])),
            new Curve("logistic regression", [0.05, 0.15, 0.3, 0.5, 0.8], [0.04, 0.2, 0.28, 0.6, 0.7])),
        ["forest of ratios"] = Chart.Forest(
            "Odds of death within 30 days",
            "odds ratio (logarithmic)",
            [
                ForestRow.Heading("Age"),
                new("65 to 79 years", 1.45, 1.1, 1.9),
                new("80 years and over", 2.3, 1.7, 3.1),
                ForestRow.Heading("Admission"),
                new("emergency instead of planned", 3.4, 2.2, 5.2),
                new("observation in the emergency department", 0.82, 0.6, 1.12),
                new("all", 1.9, 1.6, 2.2) { IsSummary = true },
            ],
            1,
            ratio: true),
        ["two estimates a row"] = new Chart("AUROC by modality") { XTitle = "AUROC" }
            .AddScatter("out of fold", [0.71, 0.76, 0.83], ["demographics", "notes", "all together"], [0.66, 0.72, 0.8], [0.75, 0.8, 0.86])
            .AddScatter("held out", [0.69, 0.77, 0.81], ["demographics", "notes", "all together"], [0.6, 0.69, 0.74], [0.78, 0.84, 0.88])
            .AddVerticalLine("chance", 0.5),
        ["timeline with stays"] = Chart.Timeline(
            "One patient over fourteen months",
            [.. Events("laboratory", 2, 60), .. Events("medication", 9, 40), .. Events("radiology note", 70, 6), .. Events("chest X-ray", 71, 5)],
            [
                new("hospital stay", Admission, Admission.AddDays(11)),
                new("hospital stay", Admission.AddDays(390), Admission.AddDays(421)),
                new("ICU stay", Admission.AddDays(1), Admission.AddDays(4)),
                new("ICU stay", Admission.AddDays(400), Admission.AddDays(421)),
            ],
            [new("prediction", Admission.AddDays(402)), new("death", Admission.AddDays(421))]),
        ["stacked shares"] = new Chart("Where patients go after the ICU") { Stacked = true, ShowValues = true, YTitle = "per cent of stays", YRange = (0, 100) }
            .AddBars("home", Years, [51, 50, 48, 47, 45])
            .AddBars("rehabilitation", Years, [21, 22, 24, 25, 26])
            .AddBars("other hospital", Years, [17, 18, 17, 17, 16])
            .AddBars("died", Years, [11, 10, 11, 11, 13]),
        ["bars with values"] = new Chart("Rows per table") { Horizontal = true, ShowValues = true, XLog = true, XTitle = "rows (logarithmic)" }
            .AddBars("rows", ["chartevents", "labevents", "emar", "prescriptions", "admissions", "icustays"], [313e6, 118e6, 26.8e6, 15.4e6, 431231, 73181]),
        ["boxes of groups"] = new Chart("First lactate by outcome") { YTitle = "mmol/L" }
            .AddBox("survived", "medical ICU", Spread(1.6, 0.7, 80)).AddBox("died", "medical ICU", Spread(3.4, 1.4, 30))
            .AddBox("survived", "surgical ICU", Spread(1.4, 0.5, 60)).AddBox("died", "surgical ICU", Spread(2.9, 1.6, 25)),
        ["normal range and notes"] = new Chart("Potassium over a stay") { XTitle = "hours since admission", YTitle = "mmol/L" }
            .AddHorizontalRange("normal range", 3.5, 5.1)
            .AddVerticalRange("dialysis", 20, 24)
            .AddLine("potassium", [1, 6, 12, 18, 24, 30, 36, 48], [4.1, 4.9, 5.8, 6.4, 4.6, 4.2, 4.0, 4.3], points: true)
            .AddMark("ICU", 8).AddMark("end of ventilation", 40).AddMark("prediction", 9.5)
            .AddNote("highest value, before dialysis", 18, 6.4),
        ["shares of two groups"] = new Chart("Age at admission") { Shares = true, XTitle = "years", YTitle = "per cent of a group" }
            .AddHistogram("survived (900)", Spread(58, 17, 900)).AddHistogram("died (100)", Spread(74, 11, 100)),
        ["counts on a logarithmic axis"] = new Chart("Events per patient") { XLog = true, XTitle = "events (logarithmic)", YTitle = "patients" }
            .AddHistogram("patients", [.. Spread(3.1, 0.6, 700).Select(v => Math.Pow(10, v))]),
        ["correlation of long names"] = Correlation(26, "charted_heart_rate_maximum_of_day_", "laboratory_creatinine_mean_before_prediction_"),
        ["rates over years"] = new Chart("Admissions by month") { YTitle = "admissions" }
            .AddLine("planned", [.. Enumerable.Range(0, 40).Select(m => Admission.AddMonths(m))], [.. Enumerable.Range(0, 40).Select(m => 300 + (40 * Math.Sin(m / 2.0)) + m)])
            .AddLine("emergency", [.. Enumerable.Range(0, 40).Select(m => Admission.AddMonths(m))], [.. Enumerable.Range(0, 40).Select(m => 420 - (25 * Math.Sin(m / 3.0)))]),
        ["eight lines"] = Enumerable.Range(0, 8).Aggregate(
            new Chart("Eight units over a day") { XTitle = "hour", YTitle = "patients" },
            (chart, k) => chart.AddLine(FormattableString.Invariant($"unit {k + 1}"), Hours, [.. Hours.Select(h => 20 + (6 * k) + (4 * Math.Sin((h + (2 * k)) / 4)))])),
    };

    public static Dictionary<string, ChartGrid> Grids { get; } = new()
    {
        ["six signs"] = Signs.Select((sign, k) => (sign, k)).Aggregate(
            new ChartGrid("Vital signs of survivors and of those who died") { SharedY = false, Note = "Means by hour; bands are the quartiles." },
            (grid, s) => grid.Add(new Chart(s.sign) { XTitle = "hours since admission" }
                .AddBand("survived", Hours, [.. Hours.Select(h => (80 >> s.k) - 3 + (h / 24))], [.. Hours.Select(h => (80 >> s.k) + 3 + (h / 24))])
                .AddLine("survived", Hours, [.. Hours.Select(h => (80 >> s.k) + (h / 24))])
                .AddLine("died", Hours, [.. Hours.Select(h => (80 >> s.k) + 2 + Math.Sin(h) + (h / 8))]))),
        ["shared histograms"] = new ChartGrid("Age by unit") { Columns = 2 }
            .Add(new Chart("medical") { XTitle = "years", YTitle = "patients" }.AddHistogram("age", Spread(66, 15, 300)))
            .Add(new Chart("surgical") { XTitle = "years" }.AddHistogram("age", Spread(58, 12, 150)))
            .Add(new Chart("neurological") { XTitle = "years" }.AddHistogram("age", Spread(52, 18, 90))),
        ["bars by year"] = new ChartGrid("Deaths by year and kind of admission")
            .Add(new Chart("planned") { YTitle = "per cent" }.AddBars("deaths", Years, [2, 2.1, 1.8, 1.9, 2.2], [1, 1.1, 1, 1, 1.2], [3, 3.1, 2.8, 2.9, 3.4]))
            .Add(new Chart("emergency").AddBars("deaths", Years, [8, 7.4, 7.1, 7.7, 9])),
        ["two squares"] = new ChartGrid("Development and validation") { SharedX = false, SharedY = false }
            .Add(Chart.Roc("development", Curved("model", 0.15))).Add(Chart.Roc("validation", Curved("model", 0.25))),
        ["empty grid"] = new ChartGrid("t"),
        ["one empty panel"] = new ChartGrid("t").Add(new Chart("nothing")).Add(new Chart("one").AddLine("a", [1], [1])),
    };

    private static double[] Hours => [.. Enumerable.Range(0, 25).Select(h => (double)h)];

    private static IEnumerable<(string Category, DateTime Time)> Events(string kind, double first, int count) =>
        Enumerable.Range(0, count).Select(i => (kind, Admission.AddDays(i % 3 == 0 ? first + (i / 6.0) : 400 + (i / 3.0))));

    private static Curve Curved(string name, double power) => new(
        name,
        Grid,
        [.. Grid.Select(x => Math.Pow(x, power))],
        new(Grid, [.. Grid.Select(x => Math.Max(0, Math.Pow(x, power * 1.25) - 0.02))], [.. Grid.Select(x => Math.Min(1, Math.Pow(x, power * 0.8)))]));

    /// <summary>Values around a mean, evenly over the ranks of a logistic distribution: no chance, so that drawings stay as they are.</summary>
    private static double[] Spread(double mean, double deviation, int count) =>
        [.. Enumerable.Range(1, count).Select(i => i / (count + 1.0)).Select(p => mean + (deviation * 0.55 * Math.Log(p / (1 - p))))];

    private static Chart Correlation(int columns, params string[] names)
    {
        string[] all = [.. Enumerable.Range(0, columns).Select(i => FormattableString.Invariant($"{names[i % names.Length]}{i}"))];
        return new Chart("Rank correlation of features").AddHeatMap("Spearman's rho", all, all,
            [.. all.Select((_, i) => all.Select((_, j) => i == 5 || j == 5 ? double.NaN : i == j ? 1 : Math.Cos(i - j) / (1 + (Math.Abs(i - j) / 4.0))).ToArray())]);
    }
}
