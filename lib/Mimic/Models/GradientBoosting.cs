using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mimic.Features;
using Mimic.Native;

namespace Mimic.Models;

/// <summary>
/// Boosted trees by XGBoost (Chen and Guestrin, KDD 2016). A missing value goes the way that trained best at each question.
/// </summary>
/// <remarks>Same data, options and XGBoost version give the same bits, whatever the number of threads.</remarks>
public sealed class GradientBoosting : ILearner, IDisposable
{
    private readonly Lock _gate = new();
    private readonly string[] _names;
    private readonly XgBoostBooster _booster;

    private GradientBoosting(string[] names, XgBoostBooster booster) => (_names, _booster) = (names, booster);

    IReadOnlyList<string> ILearner.ColumnNames => _names;

    /// <summary>The version of the XGBoost library found, as 1.7.4.</summary>
    /// <exception cref="MimicException">The library is missing; the message has the command that installs it.</exception>
    public static string LibraryVersion => XgBoost.Version;

    /// <summary>Trains the trees.</summary>
    /// <param name="training">Columns of numbers only; every sample has an outcome, and both outcomes occur.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="MimicException">XGBoost is missing, a column holds texts, an outcome is missing, or all are the same.</exception>
    public static GradientBoosting Fit(FeatureTable training, GradientBoostingOptions? options = null) =>
        Fit(NumericMatrix.From(training), Outcomes.Of(training.Samples), options ?? new());

    /// <summary>The probability of the outcome, per row.</summary>
    /// <param name="table">Has the columns of the training, in any order.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public IReadOnlyList<double> Predict(FeatureTable table) => Predict(ColumnCheck.Numbers(table, _names));

    /// <summary>Frees XGBoost's memory.</summary>
    public void Dispose() => _booster.Dispose();

    /// <summary>The kind of model and its size.</summary>
    public override string ToString() => $"Boosted trees (XGBoost) on {_names.Length} columns";

    internal static GradientBoosting Fit(NumericMatrix matrix, bool[] positive, GradientBoostingOptions options)
    {
        if (matrix.Columns == 0)
        {
            throw new MimicException("There is no column to train on.", "Choose a modality that has columns.");
        }

        var labels = Array.ConvertAll(positive, p => p ? 1f : 0f);
        using var training = XgBoostMatrix.Create(matrix.ToSingle(), matrix.Rows, matrix.Columns, labels, options.Threads);
        var parameters = new Dictionary<string, string>
        {
            ["objective"] = "binary:logistic",
            ["tree_method"] = "hist",
            // Versions from 2.0 on would start from the prevalence, older ones from one half; said here, all do the same.
            ["base_score"] = Invariant($"{labels.Average():R}"),
            ["eta"] = Invariant($"{options.LearningRate:R}"),
            ["max_depth"] = $"{options.MaxDepth}",
            ["min_child_weight"] = Invariant($"{options.MinimumChildWeight:R}"),
            ["subsample"] = Invariant($"{options.RowSample:R}"),
            ["colsample_bytree"] = Invariant($"{options.ColumnSample:R}"),
            ["lambda"] = Invariant($"{options.Penalty:R}"),
            ["max_bin"] = $"{options.MaxBin}",
            ["seed"] = $"{options.Seed}",
            ["nthread"] = $"{options.Threads}",
        };
        return new(matrix.Names, XgBoostBooster.Train(training, matrix.Names, parameters, options.Rounds));
    }

    internal static GradientBoosting Load(JsonObject json)
    {
        var names = json["names"].Deserialize<string[]>()!;
        return new(names, XgBoostBooster.Load(Encoding.UTF8.GetBytes((string)json["trees"]!), names.Length, threads: 1));
    }

    JsonObject ILearner.Save()
    {
        lock (_gate)
        {
            return new() { ["names"] = JsonSerializer.SerializeToNode(_names), ["trees"] = Encoding.UTF8.GetString(_booster.Save()) };
        }
    }

    IReadOnlyList<bool> ILearner.UsedColumns()
    {
        // Split nodes name their columns in the saved model; leaves carry 0 there too, but have no left child.
        var used = new bool[_names.Length];
        JsonNode model;
        lock (_gate)
        {
            model = JsonNode.Parse(_booster.Save())!;
        }

        foreach (var tree in model["learner"]!["gradient_booster"]!["model"]!["trees"]!.AsArray())
        {
            var (columns, left) = (tree!["split_indices"]!.AsArray(), tree["left_children"]!.AsArray());
            for (var node = 0; node < columns.Count; node++)
            {
                if ((int)left[node]! >= 0)
                {
                    used[(int)columns[node]!] = true;
                }
            }
        }

        return used;
    }

    double[] ILearner.Predict(NumericMatrix matrix) => Predict(matrix);

    double[][] ILearner.Contributions(NumericMatrix matrix)
    {
        var flat = Run(matrix, XgBoostOutput.Contributions);
        var width = _names.Length + 1;
        return [.. Enumerable.Range(0, matrix.Rows).Select(r => Array.ConvertAll(flat[(r * width)..((r + 1) * width)], v => (double)v))];
    }

    private double[] Predict(NumericMatrix matrix) => Array.ConvertAll(Run(matrix, XgBoostOutput.Probability), v => (double)v);

    internal float[] Run(NumericMatrix matrix, XgBoostOutput output)
    {
        if (matrix.Rows == 0)
        {
            return [];
        }

        using var rows = XgBoostMatrix.Create(matrix.ToSingle(), matrix.Rows, matrix.Columns, [], threads: 1);
        lock (_gate)
        {
            return _booster.Predict(rows, output);
        }
    }
}
