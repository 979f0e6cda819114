namespace Mimic.Access;

/// <summary>Files that are to be looked through: those of a folder, or what is about to be committed.</summary>
internal abstract class ScanFolder
{
    /// <summary>The folder that paths are relative to: that of the repository, where there is one.</summary>
    public abstract string Root { get; }

    /// <summary>Whether the files are all those of the repository, so that a mark that matches none is stale.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>The files, relative to <see cref="Root"/>, with slashes, in order.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>Opens a file; null if there is none.</summary>
    /// <param name="path">Relative to <see cref="Root"/>, with slashes.</param>
    public abstract Stream? Open(string path);

    /// <summary>Whether there is such a file.</summary>
    public abstract bool Has(string path);

    /// <summary>A small text; null if there is none.</summary>
    public string? ReadText(string path)
    {
        using var stream = Open(path);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The files of a folder as they lie on the disk.</summary>
internal sealed class WorkingFolder : ScanFolder
{
    private WorkingFolder(string root, IReadOnlyList<string> files, bool isWhole) => (Root, Files, IsWhole) = (root, files, isWhole);

    public override string Root { get; }

    public override bool IsWhole { get; }

    public override IReadOnlyList<string> Files { get; }

    /// <summary>
    /// The files at a path. In a git repository those that it ignores are left out, since they are not committed; what is named itself is
    /// read in any case.
    /// </summary>
    /// <exception cref="MimicException">There is nothing at the path.</exception>
    public static WorkingFolder At(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isFile = File.Exists(full);
        if (!isFile && !Directory.Exists(full))
        {
            throw new MimicException($"There is no file or folder {path}.", "Check the spelling; paths are relative to the folder in which the command runs.");
        }

        var start = isFile ? Path.GetDirectoryName(full)! : full;
        var repository = GitRepository.Above(start);
        var root = repository?.Root ?? start;
        if (isFile)
        {
            return new(root, [Relative(root, full)], false);
        }

        // Nothing listed means that the folder itself is ignored, as the one of executed pages is.
        var listed = repository?.Listed(full) ?? [];
        var files = listed.Count > 0 ? listed.Where(f => File.Exists(Path.Combine(root, f))) : Walk(full).Select(f => Relative(root, f));
        return new(root, [.. files.Order(StringComparer.Ordinal)], repository is not null && root == full);
    }

    public override Stream? Open(string path) => Has(path) ? File.OpenRead(Path.Combine(Root, path)) : null;

    public override bool Has(string path) => File.Exists(Path.Combine(Root, path));

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder, "*", options))
        {
            if (Path.GetFileName(inner) is not (".git" or "node_modules") && !new DirectoryInfo(inner).Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                foreach (var file in Walk(inner))
                {
                    yield return file;
                }
            }
        }
    }
}
