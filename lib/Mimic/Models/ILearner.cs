using System.Text.Json.Nodes;

namespace Mimic.Models;

/// <summary>The kinds of model that the search tries.</summary>
public enum Learner
{
    /// <summary>Logistic regression with an L2 penalty, on imputed and standardised columns.</summary>
    LogisticRegression,

    /// <summary>Boosted trees (XGBoost), which take missing values as they are.</summary>
    GradientBoosting,
}

/// <summary>A trained model on a block of numbers whose columns are those of its training.</summary>
internal interface ILearner
{
    /// <summary>The columns of the training, in order.</summary>
    IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Which columns can change a prediction.</summary>
    IReadOnlyList<bool> UsedColumns();

    /// <summary>The probability of the outcome, per row.</summary>
    /// <param name="matrix">The columns of the training, in order.</param>
    double[] Predict(NumericMatrix matrix);

    /// <summary>For each row the share of each column in the log odds, and last the base value; a row adds up to its log odds.</summary>
    /// <param name="matrix">The columns of the training, in order.</param>
    double[][] Contributions(NumericMatrix matrix);

    /// <summary>All that is needed to load the model again.</summary>
    JsonObject Save();
}
