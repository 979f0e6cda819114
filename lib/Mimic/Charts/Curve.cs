namespace Mimic.Charts;

/// <summary>A curve of a figure, with or without its confidence band.</summary>
/// <param name="Name">In the legend: what it is and its number, as "boosted trees, AUROC 0.86".</param>
/// <param name="X">Positions on the x axis; NaN breaks the curve.</param>
/// <param name="Y">As many heights.</param>
/// <param name="Band">What the curve may be off; null for none.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, Band? Band = null);

/// <summary>The area within which a curve lies with some confidence, on positions of its own.</summary>
/// <param name="X">Positions on the x axis.</param>
/// <param name="Low">As many lower ends.</param>
/// <param name="High">As many upper ends.</param>
public sealed record Band(IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High);
