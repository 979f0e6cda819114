namespace Mimic.Models;

/// <summary>How <see cref="LogisticRegression"/> is fitted.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>
    /// The weight of the penalty: the loss is the sum over rows of the log loss plus half of this times the sum of the squared
    /// weights of the standardised columns. Above 0; the intercept is not penalised.
    /// </summary>
    public double Penalty { get; init; } = 30;

    /// <summary>
    /// Whether each column with missing values gets a second one that says "was missing". In hospital data that a value was
    /// never measured tells something about the patient.
    /// </summary>
    public bool MissingIndicators { get; init; } = true;

    /// <summary>The options in words.</summary>
    public override string ToString() =>
        Invariant($"penalty {Penalty:0.####}{(MissingIndicators ? ", missing indicators" : string.Empty)}");
}
