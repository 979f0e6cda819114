using System.Globalization;

namespace Mimic.Access;

/// <summary>Puts the projects together from the lists that are part of the assembly.</summary>
internal static class ProjectList
{
    public static IReadOnlyList<Project> Load()
    {
        var sizes = EmbeddedList.Rows("Mimic.Access.table-sizes.csv", "slug", "version", "table", "bytes", "exact")
            .ToDictionary(l => (l[0], l[1], l[2]), l => (Bytes: Number(l[3]), IsExact: Yes(l[4])));
        var releases = EmbeddedList.Rows("Mimic.Access.releases.csv", "slug", "version", "published", "bytes", "exact", "source", "modules", "refusal");
        var projects = new List<Project>();
        foreach (var l in EmbeddedList.Rows("Mimic.Access.projects.csv", "slug", "title", "access", "names", "steps", "files", "adds"))
        {
            var access = Enum.Parse<ProjectAccess>(l[2], ignoreCase: true);
            var project = new Project(l[0], l[1], access, l[6], Words(l[3]), Words(l[4])) { PatientFiles = Text(l[5]) };
            project.Take([.. releases.Where(r => r[0] == project.Slug).Select(r => Release(project, r, sizes))]);
            projects.Add(project);
        }

        return projects;
    }

    private static ProjectRelease Release(
        Project project, string[] fields, IReadOnlyDictionary<(string Slug, string Version, string Table), (long? Bytes, bool IsExact)> sizes)
    {
        var modules = Words(fields[6]);
        var tables = KnownTables.All.Where(t => modules.Contains(t.Module) && t.IsOfDicomRelease == (project.Slug == "mimic-cxr")).Select(t =>
        {
            var (bytes, isExact) = sizes.GetValueOrDefault((project.Slug, fields[1], t.Table));
            return new ProjectTable(t.Table, t.PathInRelease, bytes, isExact, t.Steps, t.Cost);
        });
        return new(project, fields[1], modules, [.. tables])
        {
            Published = Text(fields[2]),
            Bytes = Number(fields[3]),
            BytesAreExact = Yes(fields[4]),
            BytesSource = Text(fields[5]),
            Refusal = Text(fields[7]),
        };
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static bool Yes(string text) => text switch
    {
        "yes" => true,
        "no" => false,
        _ => throw new InvalidOperationException("A list of projects says neither yes nor no."),
    };
}
