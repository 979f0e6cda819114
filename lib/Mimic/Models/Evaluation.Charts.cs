using Mimic.Charts;

namespace Mimic.Models;

/// <content>The figures.</content>
public sealed partial class Evaluation
{
    private const int GridSteps = 50;

    /// <summary>
    /// The ROC curve with a 95 % band: at each false positive rate the range of sensitivities over the bootstrap draws.
    /// </summary>
    public Chart RocChart()
    {
        var steps = _ranked.Thresholds().ToArray();
        var (x, y) = Rates(steps);
        double[] grid = [.. Enumerable.Range(0, GridSteps + 1).Select(i => (double)i / GridSteps)];
        var draws = _bootstrap.Draws().Select(d => SensitivityAt(grid, Rates([.. _ranked.Thresholds(d)]))).ToArray();
        var band = grid.Select((_, i) => PatientBootstrap.Interval([.. draws.Select(d => d[i])])).ToArray();
        return new Chart($"{Name}: ROC curve")
        {
            XTitle = "false positive rate (1 - specificity)",
            YTitle = "sensitivity",
            XRange = (0, 1),
            YRange = (0, 1),
            Square = true,
            Note = Invariant($"AUROC {Auroc}, {Patients:#,0} patients. The band is the 95 % interval of a bootstrap over patients."),
        }
            .AddBand("model", grid, [.. band.Select(b => b.Low)], [.. band.Select(b => b.High)])
            .AddLine("model", x, y)
            .AddDiagonal("chance").From(Source);
    }

    /// <summary>Precision against recall; each precision holds for the step of recall that ends at its threshold.</summary>
    public Chart PrecisionRecallChart()
    {
        double[] recall = [0], precision = [];
        foreach (var (_, hits, misses) in _ranked.Thresholds())
        {
            recall = [.. recall, (double)hits / Positives];
            precision = [.. precision, (double)hits / (hits + misses)];
        }

        return new Chart($"{Name}: precision and recall")
        {
            XTitle = "recall (sensitivity)",
            YTitle = "precision (positive predictive value)",
            XRange = (0, 1),
            YRange = (0, 1),
            Square = true,
            Note = $"Average precision {Auprc}.",
        }
            .AddStep("model", recall, [.. precision, precision[^1]])
            .AddHorizontalLine("prevalence", (double)Positives / Predictions.Count)
            .From(Source);
    }

    /// <summary>The share with the outcome in groups of similar probability, with Wilson's 95 % intervals.</summary>
    public Chart CalibrationChart() => new Chart($"{Name}: calibration")
    {
        XTitle = "predicted probability, mean of a group",
        YTitle = "share with the outcome",
        XRange = (0, 1),
        YRange = (0, 1),
        Square = true,
        Note = $"{Calibration.Bins.Count} groups of about {Calibration.Bins[0].Rows} samples; calibration {Calibration}. "
            + "Bars are Wilson's 95 % intervals.",
    }
        .AddScatter(
            "model",
            [.. Calibration.Bins.Select(b => b.Predicted)],
            [.. Calibration.Bins.Select(b => b.Observed)],
            [.. Calibration.Bins.Select(b => b.Low)],
            [.. Calibration.Bins.Select(b => b.High)])
        .AddDiagonal("perfect").From(Source);

    // From the origin to (1, 1); NaN throughout if a class is absent.
    private static (double[] X, double[] Y) Rates((double Score, int Hits, int Misses)[] steps)
    {
        var (_, positives, negatives) = steps[^1];
        return (
            [0, .. steps.Select(s => negatives > 0 ? (double)s.Misses / negatives : double.NaN)],
            [0, .. steps.Select(s => positives > 0 ? (double)s.Hits / positives : double.NaN)]);
    }

    private static double[] SensitivityAt(double[] grid, (double[] X, double[] Y) curve)
    {
        var (x, y) = curve;
        var at = new double[grid.Length];
        var next = 1;
        for (var i = 0; i < grid.Length; i++)
        {
            // The last point at or left of the grid point: on an upright piece of the curve, its top.
            while (next < x.Length && x[next] <= grid[i])
            {
                next++;
            }

            at[i] = next == x.Length ? y[^1] : y[next - 1] + ((grid[i] - x[next - 1]) / (x[next] - x[next - 1]) * (y[next] - y[next - 1]));
        }

        return at;
    }
}
