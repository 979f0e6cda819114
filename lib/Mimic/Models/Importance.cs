using Mimic.Charts;
using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>How much a column, or a modality, matters to a model.</summary>
/// <param name="Name">The column or the modality.</param>
/// <param name="Modality">The modality.</param>
/// <param name="Value">In the unit of <see cref="Importance.Measure"/>.</param>
/// <param name="Deviation">Standard deviation over repeated permutations; NaN for contributions, which need no chance.</param>
public sealed record ImportanceRow(string Name, Modality Modality, double Value, double Deviation);

/// <summary>
/// What a model's predictions rest on. It explains the model, not the disease: columns that go together share their importance,
/// and none of it says what would happen if a value were changed.
/// </summary>
[TypeFormatterSource]
public sealed class Importance
{
    private Importance(string measure, string title, IReadOnlyList<ImportanceRow> columns, IReadOnlyList<ImportanceRow> modalities)
    {
        (Measure, Title) = (measure, title);
        Columns = [.. columns.OrderByDescending(r => r.Value)];
        Modalities = [.. modalities.OrderByDescending(r => r.Value)];
    }

    /// <summary>What the values measure.</summary>
    public string Measure { get; }

    /// <summary>What was done.</summary>
    public string Title { get; }

    /// <summary>The columns that the learner takes, the most important first.</summary>
    public IReadOnlyList<ImportanceRow> Columns { get; }

    /// <summary>The modalities, all columns of one taken together, the most important first.</summary>
    public IReadOnlyList<ImportanceRow> Modalities { get; }

    /// <summary>
    /// Permutation importance (Breiman 2001): by how much the AUROC falls when the values of a column, or of all columns of a
    /// modality, are exchanged between the patients. A value below 0 is chance.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Patients that the model was not fitted on, with outcomes.</param>
    /// <param name="repeats">How many permutations are averaged.</param>
    /// <param name="seed">Same seed, same permutations.</param>
    /// <exception cref="MimicException">A column or an outcome is missing.</exception>
    public static Importance ByPermutation(TrainedModel model, FeatureTable table, int repeats = 10, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var positive = Outcomes.Of(table.Samples);
        var matrix = model.Prepare(table);
        var whole = Metrics.Auroc(positive, model.Learner.Predict(matrix));
        var orders = Enumerable.Range(0, repeats).Select(r =>
        {
            int[] order = [.. Enumerable.Range(0, matrix.Rows)];
            new SeededRandom(seed).Fork(r).Shuffle<int>(order);
            return order;
        }).ToArray();
        var used = model.Learner.UsedColumns();
        using var progress = new Progress("columns permuted", matrix.Columns);
        var columns = Enumerable.Range(0, matrix.Columns).Select(c =>
        {
            progress.Add();
            return used[c] ? Fall(matrix.Names[c], matrix.Modalities[c], [c]) : new(matrix.Names[c], matrix.Modalities[c], 0, 0);
        }).ToArray();
        var modalities = ByModality(matrix).Select(g => Fall($"{g.Modality}", g.Modality, g.Columns)).ToArray();
        return new("fall of the AUROC", $"Permutation importance on {matrix.Rows} samples ({repeats} permutations)", columns, modalities);

        ImportanceRow Fall(string name, Modality modality, int[] exchanged)
        {
            var falls = Array.ConvertAll(orders, o => whole - Metrics.Auroc(positive, model.Learner.Predict(matrix.Permute(exchanged, o))));
            var mean = falls.Average();
            return new(name, modality, mean, Math.Sqrt(falls.Average(f => (f - mean) * (f - mean))));
        }
    }

    /// <summary>
    /// SHAP contributions (Lundberg and Lee 2017; for trees by XGBoost's own exact method): the mean over samples of the absolute
    /// share of a column, or of all columns of a modality together, in the log odds. No outcome is needed.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="table">Any patients.</param>
    /// <exception cref="MimicException">A column is missing, or there is no row.</exception>
    public static Importance ByContribution(TrainedModel model, FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        var matrix = model.Prepare(table);
        if (matrix.Rows == 0)
        {
            throw new MimicException("The feature table has no row to explain.", "Give a table with at least one sample.");
        }

        var rows = model.Learner.Contributions(matrix);
        return new(
            "mean |log odds|", $"Mean absolute SHAP contributions over {matrix.Rows} samples",
            [.. Enumerable.Range(0, matrix.Columns).Select(c => Mean(matrix.Names[c], matrix.Modalities[c], [c]))],
            [.. ByModality(matrix).Select(g => Mean($"{g.Modality}", g.Modality, g.Columns))]);

        ImportanceRow Mean(string name, Modality modality, int[] columns) =>
            new(name, modality, rows.Average(r => Math.Abs(columns.Sum(c => r[c]))), double.NaN);
    }

    /// <summary>The most important columns.</summary>
    /// <param name="top">How many.</param>
    public Table ToTable(int top = 15)
    {
        var caption = $"{Title}: best {Math.Min(top, Columns.Count)} of {Columns.Count} columns";
        var table = new Table("column", "modality", Measure, "SD") { Caption = caption };
        foreach (var row in Columns.Take(top))
        {
            table.Add(row.Name, row.Modality, row.Value, row.Deviation);
        }

        return table;
    }

    /// <summary>The most important columns as bars.</summary>
    /// <param name="top">How many.</param>
    public Chart ToChart(int top = 15) => Bars(Title, [.. Columns.Take(top)]);

    /// <summary>The modalities as bars.</summary>
    public Chart ModalityChart() => Bars($"{Title}, by modality", Modalities);

    /// <summary>The most important columns as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The most important columns as text.</summary>
    public override string ToString() => ToTable().ToString();

    private Chart Bars(string title, IReadOnlyList<ImportanceRow> rows)
    {
        string[] names = [.. rows.Select(r => r.Name)];
        double[] values = [.. rows.Select(r => r.Value)];
        var chart = new Chart(title) { Horizontal = true, XTitle = Measure };
        if (rows.All(r => double.IsNaN(r.Deviation)))
        {
            return chart.AddBars(Measure, names, values);
        }

        chart.Note = "Whiskers: one standard deviation over the permutations.";
        return chart.AddBars(
            Measure, names, values, [.. rows.Select(r => r.Value - r.Deviation)], [.. rows.Select(r => r.Value + r.Deviation)]);
    }

    private static IEnumerable<(Modality Modality, int[] Columns)> ByModality(NumericMatrix matrix) =>
        Enumerable.Range(0, matrix.Columns).GroupBy(c => matrix.Modalities[c]).OrderBy(g => g.Key).Select(g => (g.Key, g.ToArray()));
}
