namespace Mimic.Access;

/// <summary>A file of a project, as its list of checksums names it.</summary>
/// <param name="Path">Its path in the project, with slashes, as <c>hosp/labevents.csv.gz</c>.</param>
/// <param name="Sha256">The SHA-256 it must have, 64 hexadecimal digits; null if the project's list does not say.</param>
/// <param name="Bytes">Its size, if known beforehand.</param>
public sealed record WantedFile(string Path, string? Sha256, long? Bytes = null);
