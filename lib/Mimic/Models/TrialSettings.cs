namespace Mimic.Models;

/// <summary>Everything that is decided before a model is fitted: one point of the search.</summary>
public sealed record TrialSettings
{
    /// <summary>The most numbers that a search makes of a document.</summary>
    internal const int MostTextComponents = 32;

    /// <summary>The kind of model.</summary>
    public Learner Learner { get; init; }

    /// <summary>How many numbers a document becomes (components of the truncated SVD of TF-IDF).</summary>
    public int TextComponents { get; init; } = 16;

    /// <summary>
    /// Keeps only this many columns, those that alone order the outcomes of the training rows best; 0 keeps all.
    /// </summary>
    public int SelectColumns { get; init; }

    /// <summary>Used where the learner is <see cref="Learner.LogisticRegression"/>.</summary>
    public LogisticRegressionOptions Logistic { get; init; } = new();

    /// <summary>Used where the learner is <see cref="Learner.GradientBoosting"/>.</summary>
    public GradientBoostingOptions Boosting { get; init; } = new();

    /// <summary>Sensible settings for a few hundred patients and several hundred columns.</summary>
    /// <param name="learner">The kind of model.</param>
    public static TrialSettings Default(Learner learner) => new() { Learner = learner };

    /// <summary>The settings in words.</summary>
    public override string ToString()
    {
        var learner = Learner == Learner.LogisticRegression ? $"logistic regression, {Logistic}" : $"boosted trees, {Boosting}";
        return $"{learner}; {(SelectColumns > 0 ? $"best {SelectColumns} columns" : "all columns")}, {TextComponents} numbers per text";
    }

    /// <summary>
    /// The settings of a search: first the defaults of each learner, then random points of a grid that is meant for tens to
    /// thousands of patients. Trial i does not depend on how many follow.
    /// </summary>
    /// <param name="trials">How many.</param>
    /// <param name="learners">Which kinds of model, in turn.</param>
    /// <param name="seed">Same seed, same points.</param>
    internal static TrialSettings[] Draw(int trials, IReadOnlyList<Learner> learners, long seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, trials).Select(i =>
            i < learners.Count ? Default(learners[i]) : Draw(random.Fork(i), learners[i % learners.Count]))];
    }

    private static TrialSettings Draw(SeededRandom random, Learner learner) => new()
    {
        Learner = learner,
        TextComponents = random.Pick([8, 16, MostTextComponents]),
        SelectColumns = random.Pick([0, 0, 20, 50, 100, 200]),
        Logistic = new()
        {
            Penalty = random.Pick([1.0, 3, 10, 30, 100, 300, 1000]),
            MissingIndicators = random.Chance(0.5),
        },
        Boosting = new()
        {
            Rounds = random.Pick([50, 100, 150]),
            LearningRate = random.Pick([0.03, 0.05, 0.1, 0.2]),
            MaxDepth = random.Pick([1, 2, 3, 4]),
            MinimumChildWeight = random.Pick([1.0, 2, 4]),
            RowSample = random.Pick([0.6, 0.8, 1.0]),
            ColumnSample = random.Pick([0.1, 0.3, 0.5]),
            Penalty = random.Pick([1.0, 3, 10]),
            MaxBin = random.Pick([16, 32, 64]),
            Seed = random.Next(int.MaxValue),
        },
    };
}
