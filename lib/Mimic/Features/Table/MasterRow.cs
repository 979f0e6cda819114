namespace Mimic.Features;

/// <summary>A line of a MEDomicsLab table: one patient at one date.</summary>
/// <param name="PatientId">The patient; whole numbers as text.</param>
/// <param name="Date">Date and time.</param>
/// <param name="TimePoint">The static time point that the line belongs to; null while there is none.</param>
/// <param name="Values">One per column; NaN where missing.</param>
public sealed record MasterRow(string PatientId, DateTime Date, int? TimePoint, IReadOnlyList<double> Values);

/// <summary>A column of a MEDomicsLab table.</summary>
/// <param name="Name"><c>class_attribute</c>: letters, digits and underscores; the class ends at the first underscore.</param>
/// <param name="Origin">Where the values come from.</param>
public sealed record MasterColumn(string Name, FeatureOrigin Origin)
{
    /// <summary>The kind of data, MEDomicsLab's MEDclass: <c>tslab</c> of <c>tslab_attr_Glucose__mean</c>.</summary>
    public string Class => Name[..Name.IndexOf('_', StringComparison.Ordinal)];

    /// <summary>What stands behind the class.</summary>
    public string Attribute => Name[(Class.Length + 1)..];
}
