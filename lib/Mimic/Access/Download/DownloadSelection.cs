using System.Globalization;
using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>
/// Which files of a project are wanted. Texts that lie beside the tables, as LICENSE.txt, always are: what may be done with the data stands
/// there.
/// </summary>
public sealed partial record DownloadSelection
{
    /// <summary>The tables wanted, as <c>hosp/labevents</c>, or whole modules, as <c>icu</c>; empty for all.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Only tables that this step of the course reads, as <c>03</c>; null for all.</summary>
    public string? Step { get; init; }

    /// <summary>Patients whose images or waveforms are wanted as well; empty for none. Only their numbers are used, to choose folders.</summary>
    public IReadOnlySet<int> Subjects { get; init; } = new HashSet<int>();

    /// <summary>Whether all images and waveforms are wanted: hundreds of thousands of files.</summary>
    public bool Everything { get; init; }

    /// <summary>Chooses from a project's list.</summary>
    /// <exception cref="MimicException">A wanted table is not in it, or nothing is left.</exception>
    internal IReadOnlyList<WantedFile> Choose(ChecksumList list, string project, ProjectRelease? release)
    {
        var named = Tables.Select(t => t.Trim().Trim('/')).Select(t => TableName().Match(t) is { Success: true } m ? m.Groups[1].Value : t).ToList();
        var tables = TablesWanted(named, project, release);
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var chosen = new List<WantedFile>();
        foreach (var entry in list.Entries)
        {
            if (Takes(entry.Path, tables, met))
            {
                chosen.Add(new(entry.Path, entry.Sha256));
            }
        }

        if ((met.Count == 0 ? tables : named)?.FirstOrDefault(t => !met.Contains(t)) is { } absent)
        {
            var there = list.Entries.Select(e => TableOf(e.Path)).OfType<string>().Distinct().ToList();
            throw new MimicException(
                $"{project} has no table {absent}.",
                there.Count > 0 ? $"It has {string.Join(", ", there.Take(40))}." : "It holds no tables.");
        }

        return chosen;
    }

    /// <summary>The table in a file, as <c>hosp/labevents</c>; null if it is none.</summary>
    internal static string? TableOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return IsImage(path) ? null
            : KnownTables.OfFile(name)?.Table
            ?? (TableName().Match(path) is { Success: true } match ? match.Groups[1].Value : null);
    }

    /// <summary>The patients' numbers in a file: every number of eight digits in a column or line of its own.</summary>
    /// <exception cref="MimicException">There is none.</exception>
    public static IReadOnlySet<int> ReadSubjects(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        try
        {
            var lines = File.ReadLines(file);
            var header = lines.FirstOrDefault()?.Split(',') ?? [];
            var column = Array.FindIndex(header, h => h.Trim(' ', '"', '\uFEFF').Equals("subject_id", StringComparison.OrdinalIgnoreCase));
            var subjects = lines.Skip(column < 0 ? 0 : 1)
                .Select(l => l.Split(',') is var fields && fields.Length > Math.Max(column, 0) ? fields[Math.Max(column, 0)].Trim(' ', '"') : string.Empty)
                .Where(f => f.Length == 8 && int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(f => int.Parse(f, CultureInfo.InvariantCulture))
                .ToHashSet();
            return subjects.Count > 0
                ? subjects
                : throw new MimicException($"{file} holds no subject_id.", "Give a CSV file with a column subject_id, or a list with one number of eight digits a line.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{file} cannot be read: {e.Message}", "Give the CSV file of a cohort, or a list of subject_ids.", e);
        }
    }

    private List<string>? TablesWanted(List<string> named, string project, ProjectRelease? release)
    {
        if (Step is null)
        {
            return named.Count > 0 ? named : null;
        }

        // A mirror or a practice archive may hold the tables of several projects.
        var number = ProjectCatalogue.StepOf(Step);
        var step = release is not null
            ? release.TablesOf(number).Select(t => t.Table)
            : KnownTables.All.Where(t => t.Steps.Contains(number)).Select(t => t.Table);
        List<string> wanted = [.. named.Union(step)];
        return wanted.Count > 0
            ? wanted
            : throw new MimicException($"Step {number} reads no table of {project}.", "'mimic data list' shows which project each step needs.");
    }

    private bool Takes(string path, List<string>? tables, HashSet<string> met)
    {
        if (IsImage(path))
        {
            return Everything
                || (PatientFolder().Match(path) is { Success: true } match && Subjects.Contains(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        if (tables is null || TableOf(path) is not { } table)
        {
            return true;
        }

        var wanted = tables.Find(t => t.Equals(table, StringComparison.OrdinalIgnoreCase)
            || table.EndsWith("/" + t, StringComparison.OrdinalIgnoreCase) || table.StartsWith(t + "/", StringComparison.OrdinalIgnoreCase));
        if (wanted is null)
        {
            return false;
        }

        met.Add(wanted);
        return true;
    }

    // MIMIC-CXR, -ECG and -Echo keep their pictures and waveforms, and reports of pictures, below files/.
    private static bool IsImage(string path) => path.StartsWith("files/", StringComparison.Ordinal) || path.Contains("/files/", StringComparison.Ordinal);

    [GeneratedRegex(@"/p(\d{8})/")]
    private static partial Regex PatientFolder();

    [GeneratedRegex(@"^(.+)\.csv(?:\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();
}
