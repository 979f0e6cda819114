namespace Mimic.Access;

/// <summary>The command that fetches what is missing, for messages.</summary>
internal static class GetCommand
{
    private const string Tree = "physionet.org";

    /// <summary>Fetches tables or modules of a release into a folder.</summary>
    /// <param name="release">Which.</param>
    /// <param name="folder">Where to; null for the folder at hand.</param>
    /// <param name="parts">Tables (<c>hosp/labevents</c>) or modules (<c>ed</c>); none for all.</param>
    public static string For(ProjectRelease release, string? folder, params IReadOnlyList<string> parts)
    {
        var into = folder is null ? string.Empty : $" --into {Quoted(Above(folder))}";
        var all = parts.Count == 0 || (parts.Count == 1 && release.Modules is [var only] && only == parts[0]);
        return $"{Fetch(release)}{into}{(all ? string.Empty : $" --tables {string.Join(',', parts)}")}";
    }

    /// <summary>The beginning of the command, which fetches the tables and texts of a release; credentialed ones want to know who.</summary>
    public static string Fetch(ProjectRelease release) =>
        $"mimic data get {release.Name}{(release.Project.Access == ProjectAccess.Credentialed ? " --user NAME" : string.Empty)}";

    /// <summary>Whether a folder is one of those that the command makes, so that what it fetches replaces what is there.</summary>
    public static bool ReplacesIn(string folder) => folder.Replace('\\', '/').Split('/').Contains(Tree);

    // The command finds the tree again from the folder that holds it.
    private static string Above(string folder)
    {
        var at = $"{folder.Replace('\\', '/')}/".LastIndexOf($"/{Tree}/", StringComparison.Ordinal);
        return at > 0 ? folder[..at] : folder;
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
