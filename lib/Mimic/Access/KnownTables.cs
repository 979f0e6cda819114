using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>A table that a data set may hold.</summary>
/// <param name="Table">Module and name.</param>
/// <param name="File">The name of its file without ending; for cxr the last part of it.</param>
/// <param name="Steps">The steps of the course (notebooks, as <c>03</c>) that read it.</param>
/// <param name="Cost">What cannot be done without it.</param>
internal sealed record KnownTable(string Table, string File, IReadOnlyList<string> Steps, string Cost)
{
    public string Module => Table[..Table.IndexOf('/')];

    /// <summary>Its file below the folder of its release; those of MIMIC-CXR-JPG keep 2.0.0 in later releases.</summary>
    public string PathInRelease => Module == "cxr" ? $"mimic-cxr-2.0.0-{File}.csv.gz" : $"{Module}/{File}.csv.gz";
}

/// <summary>The tables of the course's modules, and how their files are named.</summary>
internal static partial class KnownTables
{
    private static readonly Dictionary<string, KnownTable> ByFile = Load();

    public static IReadOnlyList<KnownTable> All { get; } = [.. ByFile.Values.OrderBy(t => t.Table, StringComparer.Ordinal)];

    /// <summary>The modules in the order of the course.</summary>
    public static IReadOnlyList<string> Modules { get; } = ["hosp", "icu", "ed", "note", "cxr"];

    /// <summary>The table whose file has this name; null if it is none.</summary>
    public static KnownTable? OfFile(string fileName)
    {
        var match = TableFileName().Match(fileName);
        return match.Success ? ByFile.GetValueOrDefault(match.Groups["cxr"].Value + match.Groups["name"].Value.ToLowerInvariant()) : null;
    }

    // The file names of MIMIC-CXR-JPG keep 2.0.0 in release 2.1.0, so any version is taken.
    [GeneratedRegex(@"^(?:mimic-(?<cxr>cxr)-\d+\.\d+\.\d+-)?(?<name>\w+)\.csv(?:\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableFileName();

    private static Dictionary<string, KnownTable> Load() =>
        EmbeddedList.Rows("Mimic.Access.known-tables.csv", "table", "file", "steps", "cost")
            .Select(l => new KnownTable(l[0], l[1], l[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), l[3]))
            .ToDictionary(t => t.Module == "cxr" ? $"cxr{t.File}" : t.File, StringComparer.Ordinal);
}
