using Mimic.Access;
using Mimic.Display;

namespace Mimic.Models;

/// <summary>
/// How good a set of predictions is, with 95 % intervals from a bootstrap over patients (percentiles; draws in which a measure
/// is not defined, as an AUROC without a death, are left out and counted in <see cref="UnusableDraws"/>).
/// </summary>
[TypeFormatterSource]
public sealed partial class Evaluation
{
    private readonly double[] _probabilities;
    private readonly bool[] _positive;
    private readonly RankedOutcomes _ranked;
    private readonly PatientBootstrap _bootstrap;

    private Evaluation(string name, SourceTag source, IReadOnlyList<Prediction> predictions, double threshold, int draws, long seed)
    {
        var samples = predictions.Select(p => p.Sample).ToArray();
        (Name, Source, Predictions) = (name, source, predictions);
        _positive = Outcomes.Of(samples);
        _probabilities = [.. predictions.Select(p => p.Probability)];
        _ranked = Metrics.Rank(_positive, _probabilities);
        _bootstrap = new(samples, draws, seed);
        Patients = samples.Select(s => s.SubjectId).Distinct().Count();
        Positives = _positive.Count(p => p);
        Auroc = _bootstrap.Estimate(_ranked.Auroc);
        Auprc = _bootstrap.Estimate(_ranked.AveragePrecision);
        Brier = _bootstrap.Estimate(WeightedBrier);
        Calibration = Calibration.Of(_probabilities, _positive);
        AtThreshold = ThresholdMetrics.Of(threshold, _probabilities, _positive);
        Sensitivity = AtThresholdEstimate(m => m.Sensitivity);
        Specificity = AtThresholdEstimate(m => m.Specificity);
        Ppv = AtThresholdEstimate(m => m.Ppv);
        F1 = AtThresholdEstimate(m => m.F1);
        UnusableDraws = _bootstrap.Draws().Count(d => double.IsNaN(_ranked.Auroc(d)));
    }

    /// <summary>What was evaluated, on what.</summary>
    public string Name { get; }

    /// <summary>Where the data come from.</summary>
    public SourceTag Source { get; }

    /// <summary>The predictions, row by row.</summary>
    public IReadOnlyList<Prediction> Predictions { get; }

    /// <summary>How many patients.</summary>
    public int Patients { get; }

    /// <summary>How many rows have the outcome.</summary>
    public int Positives { get; }

    /// <summary>How many bootstrap draws were made.</summary>
    public int Draws => _bootstrap.Count;

    /// <summary>How many bootstrap draws held one outcome only and had to be left out.</summary>
    public int UnusableDraws { get; }

    /// <summary>Area under the ROC curve; 0.5 is chance.</summary>
    public Estimate Auroc { get; }

    /// <summary>Average precision; chance is the prevalence.</summary>
    public Estimate Auprc { get; }

    /// <summary>Mean squared distance of probability and outcome; 0 is perfect, prevalence times (1 - prevalence) says nothing.</summary>
    public Estimate Brier { get; }

    /// <summary>Whether the probabilities mean what they say.</summary>
    public Calibration Calibration { get; }

    /// <summary>The counts at the threshold, which was chosen on other rows.</summary>
    public ThresholdMetrics AtThreshold { get; }

    /// <summary>Sensitivity at the threshold.</summary>
    public Estimate Sensitivity { get; }

    /// <summary>Specificity at the threshold.</summary>
    public Estimate Specificity { get; }

    /// <summary>Positive predictive value at the threshold.</summary>
    public Estimate Ppv { get; }

    /// <summary>F1 at the threshold.</summary>
    public Estimate F1 { get; }

    /// <summary>True if the rows were divided wrongly on purpose; the result must not be believed.</summary>
    public bool IsWrongOnPurpose { get; private init; }

    /// <summary>Evaluates predictions.</summary>
    /// <param name="name">What is evaluated, on what.</param>
    /// <param name="source">Where the data come from.</param>
    /// <param name="predictions">For samples with known outcomes, of both kinds.</param>
    /// <param name="threshold">
    /// Calls positive from this probability on; choose it on other rows (<see cref="Metrics.YoudenThreshold"/>).
    /// </param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <param name="seed">Same seed, same intervals.</param>
    /// <exception cref="MimicException">An outcome is missing, or all are the same.</exception>
    public static Evaluation Of(
        string name, SourceTag source, IReadOnlyList<Prediction> predictions, double threshold = 0.5, int draws = 1000, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        return new(name, source, predictions, threshold, draws, seed);
    }

    internal static Evaluation Of(
        string name, SourceTag source, IReadOnlyList<Prediction> predictions, double threshold, int draws, long seed,
        bool wrongOnPurpose) =>
        new(name, source, predictions, threshold, draws, seed) { IsWrongOnPurpose = wrongOnPurpose };

    /// <summary>All measures as a table.</summary>
    public Table ToTable()
    {
        var prevalence = (double)Positives / Predictions.Count;
        var table = new Table("measure", "value", "95 % interval", "to compare") { Caption = Title };
        Add("AUROC", Auroc, "0.5 is chance");
        Add("AUPRC (average precision)", Auprc, Invariant($"{prevalence:0.000} is chance"));
        Add("Brier score", Brier, Invariant($"{prevalence * (1 - prevalence):0.000} for the prevalence"));
        Add("sensitivity", Sensitivity, Invariant($"at threshold {AtThreshold.Threshold:0.000}"));
        Add("specificity", Specificity, Invariant($"at threshold {AtThreshold.Threshold:0.000}"));
        Add("positive predictive value", Ppv, Invariant($"{prevalence:0.000} for calling everyone"));
        Add("F1", F1, Invariant($"at threshold {AtThreshold.Threshold:0.000}"));
        table.Add("calibration slope", Number(Calibration.Slope), "–", "1 is right, below 1 too extreme");
        table.Add("calibration in the large", Number(Calibration.Intercept), "–", "0 is right, above 0 too low");
        return table;

        void Add(string measure, Estimate e, string compare) =>
            table.Add(measure, Number(e.Value), double.IsNaN(e.Low) ? "–" : Invariant($"{e.Low:0.000} to {e.High:0.000}"), compare);

        static string Number(double value) => double.IsNaN(value) ? "–" : Invariant($"{value:0.000}");
    }

    /// <summary>All measures as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>All measures as text.</summary>
    public override string ToString() => ToTable().ToString();

    private string Title
    {
        get
        {
            var title = $"{Name}: {Predictions.Count} samples of {Patients} patients, {Positives} with the outcome; "
                + Invariant($"{Draws:#,0} bootstrap draws");
            title += UnusableDraws > 0 ? $" ({UnusableDraws} with one outcome only left out)" : string.Empty;
            title += IsWrongOnPurpose ? "; WRONG ON PURPOSE" : string.Empty;
            return Source == SourceTag.Credentialed ? title + "; from credentialed data" : title;
        }
    }

    private Estimate AtThresholdEstimate(Func<ThresholdMetrics, double> measure) =>
        _bootstrap.Estimate(counts => measure(ThresholdMetrics.Of(AtThreshold.Threshold, _probabilities, _positive, counts)));

    private double WeightedBrier(int[]? counts)
    {
        var (sum, rows) = (0.0, 0);
        for (var i = 0; i < _probabilities.Length; i++)
        {
            var distance = _probabilities[i] - (_positive[i] ? 1 : 0);
            var count = counts?[i] ?? 1;
            sum += count * distance * distance;
            rows += count;
        }

        return sum / rows;
    }
}
