using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// Logistic regression with an L2 penalty. Missing numbers become the median of the training rows, all columns are brought to
/// mean 0 and standard deviation 1 of the training rows; columns that are constant or empty there are left out.
/// </summary>
[TypeFormatterSource]
public sealed class LogisticRegression : ILearner
{
    // Ten standard deviations off is an entry error more often than a patient; it must not decide alone.
    private const double Bound = 10;

    private readonly string[] _names;
    private readonly Term[] _terms;
    private readonly double _intercept;

    private LogisticRegression(string[] names, Term[] terms, double intercept) => (_names, _terms, _intercept) = (names, terms, intercept);

    IReadOnlyList<string> ILearner.ColumnNames => _names;

    /// <summary>The log odds at the mean of all columns.</summary>
    public double Intercept => _intercept;

    /// <summary>Fits the weights.</summary>
    /// <param name="training">Columns of numbers only; every sample has an outcome, and both outcomes occur.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="MimicException">A column holds texts, an outcome is missing, or all are the same.</exception>
    public static LogisticRegression Fit(FeatureTable training, LogisticRegressionOptions? options = null) =>
        Fit(NumericMatrix.From(training), Outcomes.Of(training.Samples), options ?? new());

    /// <summary>The probability of the outcome, per row.</summary>
    /// <param name="table">Has the columns of the training, in any order.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public IReadOnlyList<double> Predict(FeatureTable table) => Predict(ColumnCheck.Numbers(table, _names));

    /// <summary>The weights of the standardised columns (change in log odds per standard deviation), the largest first.</summary>
    /// <param name="top">How many rows.</param>
    public Table Coefficients(int top = 20)
    {
        var table = new Table("column", "log odds per SD") { Caption = $"Largest weights of {_terms.Length}" };
        foreach (var term in _terms.OrderByDescending(t => Math.Abs(t.Weight)).ThenBy(t => t.Column).Take(top))
        {
            table.Add(_names[term.Column] + (term.Indicator ? " was missing" : string.Empty), term.Weight);
        }

        return table;
    }

    /// <summary>The largest weights as HTML.</summary>
    public string ToHtml() => Coefficients().ToHtml();

    /// <summary>The kind of model and its size.</summary>
    public override string ToString() => $"Logistic regression on {_names.Length} columns ({_terms.Length} weights)";

    internal static LogisticRegression Fit(NumericMatrix matrix, bool[] positive, LogisticRegressionOptions options)
    {
        var terms = new List<Term>();
        for (var c = 0; c < matrix.Columns; c++)
        {
            var numbers = matrix.Column(c);
            var observed = numbers.Where(v => !double.IsNaN(v)).Order().ToArray();
            if (observed.Length == 0)
            {
                continue;
            }

            var median = Statistics.Quantile(observed, 0.5);
            AddTerm(terms, new(c, false, median, 0, 1, 0), numbers);
            if (options.MissingIndicators && observed.Length < numbers.Length)
            {
                AddTerm(terms, new(c, true, 0, 0, 1, 0), numbers);
            }
        }

        var rows = new double[matrix.Rows][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = [.. terms.Select(t => t.Standardised(matrix[r, t.Column]))];
        }

        var (weights, intercept) = LogisticSolver.Fit(rows, positive, options.Penalty);
        return new(matrix.Names, [.. terms.Zip(weights, (t, w) => t with { Weight = w })], intercept);
    }

    internal static LogisticRegression Load(JsonObject json) => new(
        json["names"].Deserialize<string[]>()!, json["terms"].Deserialize<Term[]>()!, (double)json["intercept"]!);

    JsonObject ILearner.Save() => new()
    {
        ["names"] = JsonSerializer.SerializeToNode(_names),
        ["terms"] = JsonSerializer.SerializeToNode(_terms),
        ["intercept"] = _intercept,
    };

    IReadOnlyList<bool> ILearner.UsedColumns()
    {
        var used = new bool[_names.Length];
        foreach (var term in _terms)
        {
            used[term.Column] = true;
        }

        return used;
    }

    double[] ILearner.Predict(NumericMatrix matrix) => Predict(matrix);

    // With the columns at their means as the reference, weight times standardised value is the SHAP value of a linear model.
    double[][] ILearner.Contributions(NumericMatrix matrix)
    {
        var rows = new double[matrix.Rows][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new double[_names.Length + 1];
            rows[r][^1] = _intercept;
            foreach (var term in _terms)
            {
                rows[r][term.Column] += term.Weight * term.Standardised(matrix[r, term.Column]);
            }
        }

        return rows;
    }

    private double[] Predict(NumericMatrix matrix)
    {
        var probabilities = new double[matrix.Rows];
        for (var r = 0; r < probabilities.Length; r++)
        {
            var margin = _intercept;
            foreach (var term in _terms)
            {
                margin += term.Weight * term.Standardised(matrix[r, term.Column]);
            }

            probabilities[r] = PortableMath.Logistic(margin);
        }

        return probabilities;
    }

    private static void AddTerm(List<Term> terms, Term raw, double[] numbers)
    {
        var values = Array.ConvertAll(numbers, raw.Filled);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        // Below this share of the mean a spread is rounding, not information.
        if (deviation > 1e-12 * (1 + Math.Abs(mean)))
        {
            terms.Add(raw with { Mean = mean, Deviation = deviation });
        }
    }

    internal readonly record struct Term(int Column, bool Indicator, double Median, double Mean, double Deviation, double Weight)
    {
        public double Filled(double value) => (Indicator, double.IsNaN(value)) switch
        {
            (true, var missing) => missing ? 1 : 0,
            (false, true) => Median,
            _ => value,
        };

        public double Standardised(double value) => Math.Clamp((Filled(value) - Mean) / Deviation, -Bound, Bound);
    }
}
