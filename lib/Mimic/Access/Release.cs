using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>A PhysioNet project and version, as a folder's name tells it.</summary>
/// <param name="Project">Such as <c>mimic-iv-ed</c>; lower case.</param>
/// <param name="Version">Such as <c>2.2</c>.</param>
internal sealed partial record Release(string Project, string Version)
{
    /// <summary>Version numbers as comparable ones; a version of two numbers sorts before its corrections.</summary>
    public Version Order => System.Version.Parse(Version);

    /// <summary>Reads it from <c>.../mimiciv/3.1/hosp</c> or <c>.../mimic-iv-clinical-database-demo-2.2/hosp</c>; null if it says nothing.</summary>
    public static Release? OfFolder(string folder)
    {
        var match = ProjectAndVersion().Matches(folder.Replace('\\', '/')).LastOrDefault();
        return match is null ? null : new Release(match.Groups["project"].Value.ToLowerInvariant(), match.Groups["version"].Value);
    }

    [GeneratedRegex(@"(?<=/)(?<project>mimic[-_]?(?:iv|cxr)[a-z_-]*?)[-_/]v?(?<version>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?=/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ProjectAndVersion();
}
