using System.Text.RegularExpressions;

namespace Mimic.Tables;

/// <summary>All files of a folder, but for hidden ones, and the folders into which one may not look.</summary>
internal sealed partial class FolderContents
{
    private readonly string _root;

    private FolderContents(string root) => _root = root;

    /// <summary>The files below the folder, with slashes, in order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Folders that could not be read, and why.</summary>
    public List<(string Folder, string Why)> Closed { get; } = [];

    /// <summary>The lists of checksums among the files.</summary>
    public IEnumerable<string> Lists => Files.Where(IsList);

    public static FolderContents Of(string root)
    {
        var contents = new FolderContents(root);
        contents.Visit(root, []);
        contents.Files.Sort(StringComparer.Ordinal);
        return contents;
    }

    /// <summary>Whether a file is a list of checksums: <c>SHA256SUMS.txt</c>, <c>SHA256SUMS-ed.txt</c>, a browser's <c>SHA256SUMS (1).txt</c>.</summary>
    public static bool IsList(string path) => ListName().IsMatch(path[(path.LastIndexOf('/') + 1)..]);

    private void Visit(string folder, IReadOnlyList<string> above)
    {
        try
        {
            // A link to a folder above it would go round for ever.
            var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
            if (above.Contains(real))
            {
                return;
            }

            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (!Path.GetFileName(file).StartsWith('.'))
                {
                    Files.Add(Path.GetRelativePath(_root, file).Replace('\\', '/'));
                }
            }

            foreach (var child in Directory.EnumerateDirectories(folder))
            {
                if (!Path.GetFileName(child).StartsWith('.'))
                {
                    Visit(child, [.. above, real]);
                }
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            Closed.Add((Path.GetRelativePath(_root, folder).Replace('\\', '/'), e is UnauthorizedAccessException ? "you may not look into it" : e.Message));
        }
    }

    [GeneratedRegex(@"^SHA256SUMS.*\.txt$", RegexOptions.IgnoreCase)]
    private static partial Regex ListName();
}
