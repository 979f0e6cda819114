using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mimic.Models;

/// <summary>A trained learner, and which of the prepared columns it takes.</summary>
/// <param name="Learner">The trained learner.</param>
/// <param name="Columns">The positions of its columns among the prepared ones.</param>
internal sealed record FittedModel(ILearner Learner, int[] Columns) : IDisposable
{
    /// <summary>Fits the learner of some settings.</summary>
    /// <param name="selected">Training rows of the columns to use.</param>
    /// <param name="columns">The positions of those columns among the prepared ones.</param>
    /// <param name="positive">The outcomes.</param>
    /// <param name="settings">Which learner, and how.</param>
    public static FittedModel Fit(NumericMatrix selected, int[] columns, bool[] positive, TrialSettings settings) =>
        // Where no column holds a value in training, an intercept is all there is to learn.
        new(settings.Learner == Models.Learner.LogisticRegression || columns.Length == 0
            ? LogisticRegression.Fit(selected, positive, settings.Logistic)
            : GradientBoosting.Fit(selected, positive, settings.Boosting), columns);

    /// <summary>The probability of the outcome, per row.</summary>
    /// <param name="prepared">All prepared columns.</param>
    public double[] Predict(NumericMatrix prepared) => Learner.Predict(prepared.Take(Columns));

    /// <summary>The shares of the learner's columns in the log odds, per row; last the base value.</summary>
    /// <param name="prepared">All prepared columns.</param>
    public double[][] Contributions(NumericMatrix prepared) => Learner.Contributions(prepared.Take(Columns));

    /// <summary>Frees native memory.</summary>
    public void Dispose() => (Learner as IDisposable)?.Dispose();

    /// <summary>All that is needed to load it again.</summary>
    public JsonObject Save() => new()
    {
        ["learner"] = Learner is LogisticRegression ? nameof(LogisticRegression) : nameof(GradientBoosting),
        ["columns"] = JsonSerializer.SerializeToNode(Columns),
        ["model"] = Learner.Save(),
    };

    /// <summary>What <see cref="Save"/> gave.</summary>
    /// <param name="json">The saved model.</param>
    public static FittedModel Load(JsonObject json)
    {
        var model = json["model"]!.AsObject();
        return new(
            (string)json["learner"]! == nameof(LogisticRegression) ? LogisticRegression.Load(model) : GradientBoosting.Load(model),
            json["columns"].Deserialize<int[]>()!);
    }
}
