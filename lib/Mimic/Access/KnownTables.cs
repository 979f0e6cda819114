using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>A table that a data set may hold.</summary>
/// <param name="Table">Module and name.</param>
/// <param name="File">The name of its file without ending; for cxr the last part of it, with underscores.</param>
/// <param name="Steps">The steps of the course (notebooks, as <c>03</c>) that read it.</param>
/// <param name="Cost">What cannot be done without it; empty where nobody would miss it.</param>
internal sealed record KnownTable(string Table, string File, IReadOnlyList<string> Steps, string Cost)
{
    public string Module => Table[..Table.IndexOf('/')];

    /// <summary>Whether it is one of the lists that come with the DICOM files and reports (MIMIC-CXR), not with the JPG files.</summary>
    public bool IsOfDicomRelease => Table is "cxr/record_list" or "cxr/study_list";

    /// <summary>Its file below the folder of its release; those of MIMIC-CXR-JPG keep 2.0.0 in later releases.</summary>
    public string PathInRelease => Module switch
    {
        "cxr" when IsOfDicomRelease => $"cxr-{File.Replace('_', '-')}.csv.gz",
        "cxr" => $"mimic-cxr-2.0.0-{File}.csv.gz",
        "ecg" => $"{File}.csv",
        _ => $"{Module}/{File}.csv.gz",
    };
}

/// <summary>The tables of the course's modules, and how their files are named.</summary>
internal static partial class KnownTables
{
    private static readonly Dictionary<string, KnownTable> ByFile = Load();

    public static IReadOnlyList<KnownTable> All { get; } = [.. ByFile.Values.OrderBy(t => t.Table, StringComparer.Ordinal)];

    /// <summary>The modules in the order of the course.</summary>
    public static IReadOnlyList<string> Modules { get; } = ["hosp", "icu", "ed", "note", "cxr", "ecg"];

    /// <summary>The table whose file has this name; null if it is none.</summary>
    public static KnownTable? OfFile(string fileName)
    {
        var match = TableFileName().Match(fileName);
        return match.Success ? ByFile.GetValueOrDefault(
            match.Groups["cxr"].Value.ToLowerInvariant() + match.Groups["name"].Value.ToLowerInvariant().Replace('-', '_')) : null;
    }

    // The file names of MIMIC-CXR-JPG keep 2.0.0 in release 2.1.0, so any version is taken; the lists of MIMIC-CXR name none.
    [GeneratedRegex(@"^(?:(?:mimic-(?<cxr>cxr)-\d+\.\d+\.\d+-)?(?<name>\w+)|(?<cxr>cxr)-(?<name>record-list|study-list))\.csv(?:\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableFileName();

    private static Dictionary<string, KnownTable> Load() =>
        EmbeddedList.Rows("Mimic.Access.known-tables.csv", "table", "file", "steps", "cost")
            .Select(l => new KnownTable(l[0], l[1], l[2].Split(' ', StringSplitOptions.RemoveEmptyEntries), l[3]))
            .ToDictionary(t => t.Module == "cxr" ? $"cxr{t.File}" : t.File, StringComparer.Ordinal);
}
