using Mimic.Access;
using Mimic.Display;
using Mimic.Features;

namespace Mimic.Models;

/// <summary>
/// A model ready to predict: the preparation of the columns, the learner, and where both come from. What was made from
/// credentialed data says so and may not be passed on: weights, trees and the terms of notes tell of the patients behind them.
/// </summary>
[TypeFormatterSource]
public sealed partial class TrainedModel
{
    private readonly Preparation _preparation;
    private readonly FittedModel _fitted;

    private TrainedModel(Preparation preparation, FittedModel fitted, TrialSettings settings, ModelProvenance provenance)
    {
        (_preparation, _fitted, Settings, Provenance) = (preparation, fitted, settings, provenance);
    }

    /// <summary>How the model was fitted.</summary>
    public TrialSettings Settings { get; }

    /// <summary>Where the model comes from.</summary>
    public ModelProvenance Provenance { get; }

    /// <summary>Where the data of the training come from.</summary>
    public SourceTag Source => Provenance.Source;

    /// <summary>The columns that a table must have to be predicted.</summary>
    public IReadOnlyList<string> Columns => _preparation.Columns;

    internal ILearner Learner => _fitted.Learner;

    /// <summary>Predicts.</summary>
    /// <param name="table">Has the columns of the training, in any order; further ones are not used. Outcomes are not needed.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public IReadOnlyList<Prediction> Predict(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return CrossValidation.Predictions(table, _fitted.Predict(_preparation.Transform(table)));
    }

    /// <summary>Predicts and compares with the outcomes.</summary>
    /// <param name="table">Patients that the model was not fitted on, with outcomes.</param>
    /// <param name="name">What is evaluated, on what.</param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <exception cref="MimicException">A column or an outcome is missing.</exception>
    public Evaluation Evaluate(FeatureTable table, string name = "Evaluation", int draws = 1000)
    {
        ArgumentNullException.ThrowIfNull(table);
        var source = SourceTags.Stricter(Source, table.Source);
        return Evaluation.Of(name, source, Predict(table), Provenance.Threshold, draws, Provenance.Seed);
    }

    /// <summary>The model's settings and provenance as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The model's settings and provenance as text.</summary>
    public override string ToString() => ToTable().ToString();

    internal static TrainedModel Of(PreparedFold training, FittedModel fitted, TrialSettings settings, ModelProvenance provenance) =>
        new(training.Preparation, fitted, settings, provenance);

    /// <summary>The selected prepared columns of a table, as the learner takes them.</summary>
    /// <param name="table">Has the columns of the training.</param>
    internal NumericMatrix Prepare(FeatureTable table) => _preparation.Transform(table).Take(_fitted.Columns);

    private Table ToTable()
    {
        var table = new Table("model", "what")
        {
            Caption = Source == SourceTag.Credentialed
                ? "Trained model, from CREDENTIALED data: do not share"
                : $"Trained model, from {Words(Source)} data",
        };
        return table
            .Add("settings", Settings)
            .Add("columns in", Invariant($"{Columns.Count:#,0}"))
            .Add("columns used", Invariant($"{_fitted.Columns.Length:#,0}"))
            .Add("fitted on", Invariant($"{Provenance.Samples:#,0} samples of {Provenance.Patients:#,0} patients, ")
                + Invariant($"{Provenance.Positives:#,0} with the outcome"))
            .Add("threshold", Invariant($"{Provenance.Threshold:0.000}"))
            .Add("seed", $"{Provenance.Seed}")
            .Add("made with", $"Mimic {Provenance.LibraryVersion}"
                + (Provenance.XgBoostVersion is { } version ? $", XGBoost {version}" : string.Empty));
    }

    private static string Words(SourceTag source) => source switch
    {
        SourceTag.Synthetic => "synthetic",
        SourceTag.OpenDemo => "open demo",
        _ => "credentialed",
    };
}
