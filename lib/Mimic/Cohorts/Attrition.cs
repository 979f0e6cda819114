using Mimic.Access;
using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Cohorts;

/// <summary>A condition that was applied to a population.</summary>
/// <param name="Name">What those who are kept have in common.</param>
/// <param name="Before">How many there were.</param>
/// <param name="After">How many were kept.</param>
public sealed record Criterion(string Name, int Before, int After)
{
    /// <summary>How many were left out.</summary>
    public int LeftOut => Before - After;
}

/// <summary>How a cohort came about: the population at first, then criterion by criterion what was left.</summary>
[TypeFormatterSource]
public sealed class Attrition
{
    private readonly List<Criterion> _criteria = [];

    /// <summary>A population before any criterion.</summary>
    /// <param name="population">What it is: "All patients".</param>
    /// <param name="count">How many there are.</param>
    public Attrition(string population, int count)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(population);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (Population, Count) = (population, count);
    }

    /// <summary>What the population is.</summary>
    public string Population { get; }

    /// <summary>How many there were at first.</summary>
    public int Count { get; }

    /// <summary>The criteria in the order in which they were applied.</summary>
    public IReadOnlyList<Criterion> Criteria => _criteria;

    /// <summary>How many are left.</summary>
    public int Left => _criteria.Count > 0 ? _criteria[^1].After : Count;

    /// <summary>Records a criterion.</summary>
    /// <param name="criterion">What those who are kept have in common.</param>
    /// <param name="left">How many are kept.</param>
    /// <returns>The attrition itself.</returns>
    public Attrition Record(string criterion, int left)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(criterion);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left, Left);
        _criteria.Add(new(criterion, Left, left));
        return this;
    }

    /// <summary>Applies a criterion and records it.</summary>
    /// <param name="subjects">Those who were left.</param>
    /// <param name="criterion">What those who are kept have in common.</param>
    /// <param name="keep">Whether one is kept.</param>
    /// <returns>Those who are kept.</returns>
    public IReadOnlyList<T> Apply<T>(IReadOnlyList<T> subjects, string criterion, Func<T, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var kept = subjects.Where(keep).ToList();
        Record(criterion, kept.Count);
        return kept;
    }

    /// <summary>The criteria as a table.</summary>
    public Table ToTable()
    {
        var table = new Table("Criterion", "Left", "Left out", "Left out (%)") { Caption = "Attrition" };
        table.Add(Population, Count, null, null);
        foreach (var c in _criteria)
        {
            table.Add(c.Name, c.After, c.LeftOut, c.Before > 0 ? Math.Round(100.0 * c.LeftOut / c.Before, 1) : null);
        }

        return table;
    }

    /// <summary>The criteria as steps of a <see cref="PruningRecord"/>.</summary>
    public IReadOnlyList<PruningStep> ToSteps() => [.. _criteria.Select(c => new PruningStep(c.Name, PruningKind.Inclusion, c.Before, c.After))];

    /// <summary>The criteria as a flow chart.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="groups">What those who are left divide into, with their numbers; null for none.</param>
    public Chart ToChart(string title, IReadOnlyList<FlowStep>? groups = null) =>
        Chart.AttritionFlow(title, [new(Population, Count), .. _criteria.Select(c => new FlowStep(c.Name, c.After))], groups);

    /// <summary>The table as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The table as text.</summary>
    public override string ToString() => ToTable().ToString();
}
