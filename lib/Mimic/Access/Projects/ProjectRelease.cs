namespace Mimic.Access;

/// <summary>One version of a <see cref="Access.Project"/>.</summary>
public sealed class ProjectRelease
{
    internal ProjectRelease(Project project, string version, IReadOnlyList<string> modules, IReadOnlyList<ProjectTable> tables) =>
        (Project, Version, Modules, Tables) = (project, version, modules, tables);

    /// <summary>The project.</summary>
    public Project Project { get; }

    /// <summary>Such as <c>3.1</c>.</summary>
    public string Version { get; }

    /// <summary>Slug and version, as <c>mimiciv/3.1</c>.</summary>
    public string Name => $"{Project.Slug}/{Version}";

    /// <summary>Year and month in which it appeared, as <c>2024-10</c>; null if not known.</summary>
    public string? Published { get; internal init; }

    /// <summary>The size of all its files; null if not known.</summary>
    public long? Bytes { get; internal init; }

    /// <summary>Whether <see cref="Bytes"/> is exact; else it is good enough for an estimate.</summary>
    public bool BytesAreExact { get; internal init; }

    /// <summary>Where <see cref="Bytes"/> is from; null if not known.</summary>
    public string? BytesSource { get; internal init; }

    /// <summary>The modules whose tables it holds, as <c>hosp</c>; none if it holds other files.</summary>
    public IReadOnlyList<string> Modules { get; }

    /// <summary>The tables that the course knows, by module and name; none if it holds other files.</summary>
    public IReadOnlyList<ProjectTable> Tables { get; }

    /// <summary>Why it should not be used; null if it may be.</summary>
    public string? Refusal { get; internal init; }

    /// <summary>The folder of its files; ends with a slash. Its checksum list is <c>SHA256SUMS.txt</c> in it.</summary>
    public Uri BaseUri => new($"https://physionet.org/files/{Project.Slug}/{Version}/");

    /// <summary>Its page on PhysioNet, where its agreement is signed.</summary>
    public Uri Page => new($"https://physionet.org/content/{Project.Slug}/{Version}/");

    /// <summary>The tables that a step of the course reads.</summary>
    /// <param name="step">A notebook: <c>03</c>, <c>3</c> or its file name.</param>
    /// <exception cref="MimicException">The course has no such step.</exception>
    public IReadOnlyList<ProjectTable> TablesOf(string step)
    {
        var number = ProjectCatalogue.StepOf(step);
        return [.. Tables.Where(t => t.Steps.Contains(number))];
    }

    /// <summary>All that is known of it, as a page to look at.</summary>
    public ProjectDescription Describe() => new(this);

    /// <summary>Slug and version, as <c>mimiciv/3.1</c>.</summary>
    public override string ToString() => Name;
}
