namespace Mimic.Access;

/// <summary>Something that must not be shared, or that may be under a condition. It never holds the value that was found.</summary>
/// <param name="File">The file as it was named or found; identifiers in its path are masked.</param>
/// <param name="Place">Where in the file, as "cell 3, output 1" of a notebook or an entry of an archive; null for the file itself.</param>
/// <param name="Line">The line in that place, from 1; 0 if it is about the whole.</param>
/// <param name="Column">The character in that line, from 1; 0 if it is about the whole line.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsOpenDemo">Whether it belongs to the open demo, which may be shared under its licence: no alarm.</param>
/// <param name="Shape">What it looks like, as "8 digits from 1".</param>
/// <param name="Why">What speaks for it.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Count">How often the like stands in this place.</param>
public sealed record DataUseFinding(
    string File, string? Place, int Line, int Column, DataUseKind Kind, bool IsOpenDemo, string Shape, string Why, string Remedy, int Count)
{
    /// <summary>File, place, line and column in one text.</summary>
    public string Location => string.Join(", ", new[] { File, Place, Line > 0 ? Invariant($"line {Line}:{Column}") : null }.OfType<string>());

    /// <summary>The kind as <c>.mimic-scan</c> names it.</summary>
    public string KindName => NameOf(Kind);

    /// <summary>The finding in one line.</summary>
    public override string ToString() =>
        $"{Location}: {KindName}{(IsOpenDemo ? " of the open demo" : string.Empty)}: {Shape}; {Why}{(Count > 1 ? Invariant($"; {Count:#,0} times") : string.Empty)}. {Remedy}";

    /// <summary>A kind as <c>.mimic-scan</c> names it.</summary>
    internal static string NameOf(DataUseKind kind) => kind switch
    {
        DataUseKind.ImageId => "image-id",
        DataUseKind.NoteId => "note-id",
        DataUseKind.ProviderId => "provider-id",
        DataUseKind.NoteText => "note-text",
        DataUseKind.DataFile => "data-file",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
