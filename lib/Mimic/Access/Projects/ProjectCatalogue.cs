using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>
/// The PhysioNet projects of the course as data: which releases there are, who may have them, how large they are and what they add.
/// Sizes and dates are from the project pages and the authors' answers where they are known, else empty.
/// </summary>
public static partial class ProjectCatalogue
{
    /// <summary>All projects: MIMIC-IV and its modules, its relatives, the open demos.</summary>
    public static IReadOnlyList<Project> All { get; } = ProjectList.Load();

    /// <summary>The steps of the course that read data, as <c>01</c>, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } = [.. All.SelectMany(p => p.Steps).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The catalogue to look at.</summary>
    public static ProjectOverview Overview { get; } = new();

    /// <summary>A release by its name.</summary>
    /// <param name="name">
    /// Slug and version (<c>mimiciv/3.1</c>), or the slug alone for the newest release. Usual other spellings will do: <c>MIMIC-IV 3.1</c>,
    /// <c>mimic-iv-3.1</c>, <c>note</c>, an address of PhysioNet.
    /// </param>
    /// <exception cref="MimicException">There is no such project or version, or it should not be used; the message says which to take.</exception>
    public static ProjectRelease Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (spelling, version) = Split(name);
        var project = All.FirstOrDefault(p => p.Slug == spelling || p.Names.Contains(spelling)) ?? throw Unknown(name, spelling);
        if (version is null)
        {
            return project.Newest;
        }

        var release = project.Releases.FirstOrDefault(r => r.Version == version);
        if (release is null)
        {
            var known = string.Join(", ", project.Releases.Where(r => r.Refusal is null).Select(r => r.Name));
            throw new MimicException(
                $"The catalogue has no version {version} of {project.Slug}.", $"Take one of these: {known}. A newer one needs a newer catalogue.");
        }

        return release.Refusal is null
            ? release
            : throw new MimicException($"{release.Name} should not be used. {release.Refusal}", $"Take {project.Newest.Name}: mimic data info {project.Slug}");
    }

    /// <summary>The release of which a module, or a table, of a data set is part; null if there is none.</summary>
    /// <param name="part">As <c>hosp</c> or <c>hosp/labevents</c>.</param>
    /// <param name="access">Whether the open demo or the credentialed edition is meant; where there is but one, that is.</param>
    /// <param name="version">The version; null, or one that the catalogue does not have, for the newest.</param>
    internal static ProjectRelease? Of(string part, ProjectAccess access, string? version = null)
    {
        var releases = All.OrderBy(p => p.Access != access).SelectMany(p => p.Releases)
            .Where(r => r.Refusal is null && (r.Modules.Contains(part) || r.Tables.Any(t => t.Table == part))).ToList();
        return releases.Find(r => r.Version == version && r.Project.Access == access) ?? releases.FirstOrDefault();
    }

    /// <summary>The release that a folder's name tells, as <c>.../mimiciv/3.1</c> or <c>.../mimic-iv-3.1</c>; null if it says nothing known.</summary>
    internal static ProjectRelease? OfFolder(string folder)
    {
        var parts = folder.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length; i > 0; i--)
        {
            foreach (var name in new[] { parts[i - 1], i > 1 ? $"{parts[i - 2]}/{parts[i - 1]}" : string.Empty })
            {
                var (spelling, version) = Split(name);
                var project = version is null ? null : All.FirstOrDefault(p => p.Slug == spelling || p.Names.Contains(spelling));
                if (project?.Releases.FirstOrDefault(r => r.Version == version) is { } release)
                {
                    return release;
                }
            }
        }

        return null;
    }

    /// <summary>The number of a step: <c>03</c> of <c>3</c>, <c>03</c> or <c>03-cohort-entropy.ipynb</c>.</summary>
    internal static string StepOf(string step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var match = StepNumber().Match(step);
        var number = match.Success ? match.Groups[1].Value.PadLeft(2, '0') : null;
        return number is not null && Steps.Contains(number)
            ? number
            : throw new MimicException(
                $"The course has no step '{step}' that reads data.", $"The steps are the numbers of the notebooks: {string.Join(", ", Steps)}.");
    }

    private static (string Spelling, string? Version) Split(string name)
    {
        var text = Address().Replace(name.Trim().ToLowerInvariant(), string.Empty).Trim('/').Replace('_', '-').Replace(' ', '-');
        var match = Version().Match(text);
        return match.Success ? (text[..match.Index], match.Groups[1].Value) : (text, null);
    }

    private static MimicException Unknown(string name, string spelling)
    {
        // All spellings count, so that "cxr-jpeg" finds mimic-cxr-jpg; the nearest three are named.
        var near = All.Select(p => (p.Slug, Distance: p.Names.Append(p.Slug).Min(n => Spelling.Distance(spelling, n))))
            .OrderBy(p => p.Distance).Take(3).Select(p => p.Slug);
        return new($"There is no project '{name}' in the catalogue.", $"Nearest are {string.Join(", ", near)}; 'mimic data list' shows all.");
    }

    [GeneratedRegex(@"^(https?://)?(www\.|alpha\.)?physionet\.org/(files|content)/")]
    private static partial Regex Address();

    [GeneratedRegex(@"[-/]+v?(\d+(?:\.\d+)+)$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^0?(\d{1,2})(?:-[a-z0-9-]+(?:\.ipynb)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex StepNumber();
}
