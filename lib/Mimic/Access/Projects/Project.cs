namespace Mimic.Access;

/// <summary>A project on PhysioNet that has to do with MIMIC.</summary>
public sealed class Project
{
    internal Project(string slug, string title, ProjectAccess access, string adds, IReadOnlyList<string> names, IReadOnlyList<string> ownSteps) =>
        (Slug, Title, Access, Adds, Names, OwnSteps) = (slug, title, access, adds, names, ownSteps);

    /// <summary>Its name in addresses, as <c>mimiciv</c>.</summary>
    public string Slug { get; }

    /// <summary>Its name for people, as "MIMIC-IV".</summary>
    public string Title { get; }

    /// <summary>Who may have it.</summary>
    public ProjectAccess Access { get; }

    /// <summary>What it adds to the others.</summary>
    public string Adds { get; }

    /// <summary>What lies in folders of single patients, as "radiographs", and is only fetched when asked for; null for nothing.</summary>
    public string? PatientFiles { get; internal init; }

    /// <summary>Its releases, the one to take first.</summary>
    public IReadOnlyList<ProjectRelease> Releases { get; private set; } = [];

    /// <summary>The release to take where none is named.</summary>
    public ProjectRelease Newest => Releases[0];

    /// <summary>The steps of the course (notebooks, as <c>03</c>) that read something of it, in order.</summary>
    public IReadOnlyList<string> Steps => [.. OwnSteps.Concat(Newest.Tables.SelectMany(t => t.Steps)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Its page on PhysioNet.</summary>
    public Uri Page => new($"https://physionet.org/content/{Slug}/");

    /// <summary>Other spellings that people use for it.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>Steps that need files of it which are not tables.</summary>
    private IReadOnlyList<string> OwnSteps { get; }

    /// <summary>The slug.</summary>
    public override string ToString() => Slug;

    internal void Take(IReadOnlyList<ProjectRelease> releases) => Releases = releases;
}
