namespace Mimic.Charts;

/// <summary>A row of a forest plot.</summary>
/// <param name="Name">A group, a model, a study: unique in the figure.</param>
/// <param name="Estimate">What was estimated.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ForestRow(string Name, double Estimate, double Low, double High)
{
    /// <summary>Whether it sums up the others: it is drawn as a diamond.</summary>
    public bool IsSummary { get; init; }

    /// <summary>A row without an estimate, which names the rows below it.</summary>
    /// <param name="name">Unique in the figure.</param>
    public static ForestRow Heading(string name) => new(name, double.NaN, double.NaN, double.NaN);
}
