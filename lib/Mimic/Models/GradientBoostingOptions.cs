namespace Mimic.Models;

/// <summary>How <see cref="GradientBoosting"/> is trained; in brackets XGBoost's own names.</summary>
public sealed record GradientBoostingOptions
{
    /// <summary>How many trees.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>The share of each tree's answer that is added [eta], above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How many questions a tree may ask in a row [max_depth].</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>The least sum of p (1 - p) in a leaf [min_child_weight].</summary>
    public double MinimumChildWeight { get; init; } = 1;

    /// <summary>The share of rows drawn for each tree [subsample].</summary>
    public double RowSample { get; init; } = 0.8;

    /// <summary>The share of columns drawn for each tree [colsample_bytree].</summary>
    public double ColumnSample { get; init; } = 0.5;

    /// <summary>The L2 penalty on the leaves [lambda].</summary>
    public double Penalty { get; init; } = 1;

    /// <summary>
    /// Into how many bins a column's values are sorted [max_bin]. With a few hundred patients 16 to 64 predict as well as
    /// XGBoost's 256 and train several times faster.
    /// </summary>
    public int MaxBin { get; init; } = 32;

    /// <summary>The seed of the draws of rows and columns [seed].</summary>
    public int Seed { get; init; }

    /// <summary>How many threads train [nthread]; the result is the same to the last bit.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The options in words.</summary>
    public override string ToString() =>
        Invariant($"{Rounds} trees of depth {MaxDepth}, rate {LearningRate:0.###}, rows {RowSample:0.##}, columns {ColumnSample:0.##}, ")
        + Invariant($"penalty {Penalty:0.##}, leaf {MinimumChildWeight:0.##}, {MaxBin} bins");
}
