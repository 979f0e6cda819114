namespace Mimic.Features;

/// <summary>A feature that an extractor makes.</summary>
/// <param name="Name">Unique in the table.</param>
/// <param name="Modality">The kind of data it is made from.</param>
/// <param name="Origin">Table, items, window and formula.</param>
/// <param name="Kind">Whether it is a number, a category or a text.</param>
public sealed record FeatureDefinition(string Name, Modality Modality, FeatureOrigin Origin, ColumnKind Kind = ColumnKind.Number);
