namespace Mimic.Trajectories;

/// <summary>A measurement or procedure as clinicians name it, with every item of the dictionaries that carries the name.</summary>
/// <param name="Label">The label in d_items or d_labitems, exactly: <c>Heart Rate</c>, <c>Calcium, Total</c>.</param>
/// <param name="ItemIds">The itemids that share the label, the one with most rows first.</param>
public sealed record ItemGroup(string Label, IReadOnlyList<int> ItemIds)
{
    /// <summary>The label as part of a column name, without commas, dashes and blanks: <c>GCS_Verbal_Response</c>, <c>Calcium_Total</c>.</summary>
    public string ColumnName { get; } =
        Label.Replace(",", string.Empty, StringComparison.Ordinal).Replace(" - ", " ", StringComparison.Ordinal).Replace(' ', '_');

    /// <summary>The label.</summary>
    public override string ToString() => Label;
}
