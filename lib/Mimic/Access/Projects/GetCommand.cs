namespace Mimic.Access;

/// <summary>The command that fetches what is missing, for messages.</summary>
internal static class GetCommand
{
    /// <summary>Fetches tables or modules of a release into a folder.</summary>
    /// <param name="release">Which.</param>
    /// <param name="folder">Where to; null for the folder at hand.</param>
    /// <param name="parts">Tables (<c>hosp/labevents</c>) or modules (<c>ed</c>); none for all.</param>
    public static string For(ProjectRelease release, string? folder, params IReadOnlyList<string> parts)
    {
        var into = folder is null ? string.Empty : $" --into {Quoted(folder)}";
        var all = parts.Count == 0 || (parts.Count == 1 && release.Modules is [var only] && only == parts[0]);
        return $"mimic data get {release.Name}{into}{(all ? string.Empty : $" --tables {string.Join(',', parts)}")}";
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
