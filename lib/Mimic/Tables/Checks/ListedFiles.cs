using Mimic.Access;

namespace Mimic.Tables;

/// <summary>A file that lists of checksums name.</summary>
/// <param name="Path">Below the folder that is checked, with slashes.</param>
/// <param name="Root">The folder of the list, in the same way; empty for the folder itself.</param>
/// <param name="Release">Whose list it is; null if not known.</param>
/// <param name="Sums">The sums it may have: two lists of one folder may both name a LICENSE.txt.</param>
/// <param name="Lists">The lists that name it.</param>
internal sealed record ListedFile(string Path, string Root, ProjectRelease? Release, HashSet<string> Sums, HashSet<string> Lists);

/// <summary>Reads the lists of checksums of a folder.</summary>
internal sealed class ListedFiles
{
    private readonly SortedDictionary<string, ListedFile> _files = new(StringComparer.Ordinal);
    private readonly List<CheckedList> _lists = [];

    /// <summary>The files that the lists name, by path.</summary>
    public IReadOnlyCollection<ListedFile> Files => _files.Values;

    /// <summary>The lists.</summary>
    public IReadOnlyList<CheckedList> Lists => _lists;

    public static ListedFiles Of(string folder, FolderContents contents, MimicDataset? data)
    {
        var wanted = new ListedFiles();
        foreach (var path in contents.Lists)
        {
            wanted.Read(folder, path, data);
        }

        return wanted;
    }

    /// <summary>The folder of a list, with slashes; empty for the folder itself.</summary>
    public static string RootOf(string list) => list.Contains('/', StringComparison.Ordinal) ? list[..list.LastIndexOf('/')] : string.Empty;

    private void Read(string folder, string path, MimicDataset? data)
    {
        var root = RootOf(path);
        var full = Path.Combine(folder, root);
        try
        {
            var list = ChecksumList.Read(Path.Combine(folder, path));
            var release = ReleaseOf(full, list, data);
            foreach (var entry in list.Entries)
            {
                var file = root.Length > 0 ? $"{root}/{entry.Path}" : entry.Path;
                if (!_files.TryAdd(file, new(file, root, release, [entry.Sha256], [path])))
                {
                    _files[file].Sums.Add(entry.Sha256);
                    _files[file].Lists.Add(path);
                }
            }

            _lists.Add(new(path, release, list.Entries.Count, null));
        }
        catch (MimicException e)
        {
            _lists.Add(new(path, ProjectCatalogue.OfFolder(full), 0, e));
        }
    }

    // The folder's name is the best witness; else the tables in the list tell the module, and the data set its edition and version.
    private static ProjectRelease? ReleaseOf(string folder, ChecksumList list, MimicDataset? data)
    {
        if (ProjectCatalogue.OfFolder(folder) is { } named)
        {
            return named;
        }

        var table = list.Entries.Select(e => KnownTables.OfFile(Path.GetFileName(e.Path))).FirstOrDefault(t => t is not null);
        if (table is null || data?.Source == SourceTag.Synthetic)
        {
            return null;
        }

        var isDemo = data?.Source == SourceTag.OpenDemo || list.Find("demo_subject_id.csv") is not null;
        var version = data?.Modules.FirstOrDefault(m => m.Module == table.Module)?.Version;
        return ProjectCatalogue.Of(table.Table, isDemo ? ProjectAccess.Open : ProjectAccess.Credentialed, version);
    }
}
