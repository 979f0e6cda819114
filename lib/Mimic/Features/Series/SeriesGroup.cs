using Mimic.Trajectories;

namespace Mimic.Features;

/// <summary>Items that make one series together, the units they may have, and the values that a body can have.</summary>
/// <param name="Kind">The kind of event, as <see cref="EventCodes.Lab"/>.</param>
/// <param name="Label">What clinicians call it; the columns are named after it.</param>
/// <param name="Items">The items with their units.</param>
/// <param name="Lowest">Values below are left out; in the unit of the group.</param>
/// <param name="Highest">Values above are left out; in the unit of the group.</param>
public sealed record SeriesGroup(string Kind, string Label, IReadOnlyList<SeriesItem> Items, double Lowest, double Highest)
{
    /// <summary>The unit of the series: that of the first item; null if any unit is taken as it is, or the values have none.</summary>
    public string? Unit => Items[0].Unit is { Length: > 0 } unit ? unit : null;

    /// <summary>The label as part of a column name: <c>GCS_Verbal_Response</c>, <c>Glucose_urine</c>.</summary>
    public string ColumnName { get; } = new ItemGroup(
        Label.Replace("(", string.Empty, StringComparison.Ordinal).Replace(")", string.Empty, StringComparison.Ordinal), []).ColumnName;

    /// <summary>Label, items and limits, as the codebook has them.</summary>
    public override string ToString() =>
        $"{Label} (itemid {string.Join(", ", Items.Select(i => i.ItemId).Distinct())}{Limits})";

    private string Limits => double.IsFinite(Lowest) || double.IsFinite(Highest) ? Invariant($"; {Lowest} to {Highest}") : string.Empty;
}

/// <summary>An item in one of its units.</summary>
/// <param name="ItemId">The itemid of MIMIC.</param>
/// <param name="Unit">The unit, however its letters are cased; empty for values without; null for any unit.</param>
/// <param name="Factor">What a value is multiplied by to be in the unit of its group.</param>
public sealed record SeriesItem(int ItemId, string? Unit, double Factor);
