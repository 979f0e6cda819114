namespace Mimic.Tables;

/// <summary>A row of hosp/d_labitems: a laboratory test.</summary>
/// <param name="ItemId">Its number, 50801 to 53152.</param>
/// <param name="Label">Its name; null for a few.</param>
/// <param name="Fluid">Such as <c>Blood</c>.</param>
/// <param name="Category">Such as <c>Chemistry</c>.</param>
public sealed record LabItem(int ItemId, string? Label, string? Fluid, string? Category);

/// <summary>A row of icu/d_items: something that is charted in intensive care.</summary>
/// <param name="ItemId">Its number, 220001 to 230085.</param>
/// <param name="Label">Its name.</param>
/// <param name="Abbreviation">A short name.</param>
/// <param name="LinksTo">The table its values are in, as <c>chartevents</c>.</param>
/// <param name="Category">Such as <c>Routine Vital Signs</c>.</param>
/// <param name="UnitName">Its usual unit; the unit of a value stands beside the value.</param>
/// <param name="ParamType">Such as <c>Numeric</c> or <c>Text</c>.</param>
/// <param name="LowNormalValue">Lower end of what counts as normal; null for most.</param>
/// <param name="HighNormalValue">Upper end of what counts as normal; null for most.</param>
public sealed record ChartItem(
    int ItemId,
    string Label,
    string? Abbreviation,
    string LinksTo,
    string? Category,
    string? UnitName,
    string? ParamType,
    double? LowNormalValue,
    double? HighNormalValue);

/// <summary>A code of the International Classification of Diseases, without its dot; the same code may exist in both versions.</summary>
/// <param name="Code">Text: leading zeros count.</param>
/// <param name="Version">9 or 10.</param>
public readonly record struct IcdCode(string Code, int Version);
