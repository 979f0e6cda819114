namespace Mimic.Access;

/// <summary>A module of a data set.</summary>
/// <param name="Module">hosp, icu, ed, note, cxr or ecg.</param>
/// <param name="Folder">Where its tables lie.</param>
/// <param name="Version">Its version; null if nothing tells it.</param>
internal sealed record ModuleInfo(string Module, string Folder, string? Version)
{
    /// <summary>Rows of d_labitems, by which the two releases in use differ (MIMIC Code Repository, validation scripts).</summary>
    private static readonly Dictionary<int, string> VersionByLabItems = new() { [1_622] = "2.2", [1_650] = "3.1" };

    public static ModuleInfo Of(string module, IReadOnlyList<TableFile> tables, SourceTag source)
    {
        var folder = Path.GetDirectoryName(tables.First(t => t.Module == module).Path)!;
        var version = source == SourceTag.Synthetic ? null : Release.OfFolder(folder)?.Version;
        if (version is null && source != SourceTag.Synthetic && module is "hosp" or "icu")
        {
            version = tables.FirstOrDefault(t => t.Table == "hosp/d_labitems") is { } items && SubjectIds.CountLines(items.Path) is { } rows
                ? VersionByLabItems.GetValueOrDefault(rows)
                : null;
        }

        // The open edition of the emergency module has had one release.
        version ??= source == SourceTag.OpenDemo && module == "ed" ? "2.2" : null;
        return new ModuleInfo(module, folder, version);
    }
}
