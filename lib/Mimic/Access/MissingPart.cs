namespace Mimic.Access;

/// <summary>Something that a data set lacks.</summary>
/// <param name="Name">A module (<c>note</c>), a table (<c>hosp/labevents</c>) or <c>cxr images</c>.</param>
/// <param name="Cost">What cannot be done without it.</param>
/// <param name="Remedy">How to get it.</param>
public sealed record MissingPart(string Name, string Cost, string Remedy);
