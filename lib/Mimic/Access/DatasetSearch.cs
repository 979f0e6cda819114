using System.Text.RegularExpressions;

namespace Mimic.Access;

/// <summary>Walks a folder and collects what belongs to MIMIC: tables, the folder of radiographs, the mark of a synthetic hospital.</summary>
internal sealed partial class DatasetSearch
{
    /// <summary>The generator of synthetic hospitals leaves this file beside the modules.</summary>
    public const string SyntheticMarker = "synthetic-hospital.json";

    /// <summary>Deep enough for a folder that holds <c>physionet.org/files/SLUG/VERSION/MODULE</c>.</summary>
    private const int Deepest = 6;

    private const int MostFolders = 5_000;

    private readonly List<string> _imageRoots = [];
    private int _folders;

    private DatasetSearch(string directory) => Directory = directory;

    public string Directory { get; }

    public List<(KnownTable Table, FileInfo File)> Files { get; } = [];

    public bool HasSyntheticMarker { get; private set; }

    public int OtherFiles { get; private set; }

    public bool HasArchive { get; private set; }

    /// <summary>The folder that holds <c>files/pXX</c> with radiographs; one with JPG files before one with DICOM files.</summary>
    public string? ImageRoot => _imageRoots.Find(HasJpeg) ?? _imageRoots.FirstOrDefault();

    /// <summary>All such folders, <see cref="ImageRoot"/> first.</summary>
    public IReadOnlyList<string> ImageRoots => ImageRoot is { } first ? [first, .. _imageRoots.Where(r => r != first)] : [];

    public static DatasetSearch Run(string directory)
    {
        var search = new DatasetSearch(directory);
        search.Visit(new DirectoryInfo(directory), 0);
        return search;
    }

    // PhysioNet's own "files" folder holds projects; that of MIMIC-CXR holds p10 to p19, that of MIMIC-IV-ECG p1000 and so on.
    [GeneratedRegex(@"^p\d{2}$")]
    private static partial Regex ImageGroup();

    [GeneratedRegex(@"^p\d{2,}$")]
    private static partial Regex PatientGroup();

    private static bool HasJpeg(string root) =>
        System.IO.Directory.EnumerateDirectories(Path.Combine(root, "files"), "p??").Order(StringComparer.Ordinal).Take(1)
            .SelectMany(group => System.IO.Directory.EnumerateFiles(group, "*.jpg", SearchOption.AllDirectories)).Any();

    private void Visit(DirectoryInfo folder, int depth)
    {
        if (++_folders > MostFolders)
        {
            throw new MimicException(
                $"{Directory} holds more than {MostFolders} folders, too many to search.", "Give the folder that holds hosp/ and icu/ itself.");
        }

        var everything = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var file in folder.EnumerateFiles("*", everything).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (KnownTables.OfFile(file.Name) is { } table && (table.Module != "ecg" || EcgFiles.Belongs(file)))
            {
                Files.Add((table, file));
            }
            else
            {
                OtherFiles++;
                HasSyntheticMarker |= file.Name == SyntheticMarker;
                HasArchive |= file.Extension is ".zip" or ".tar";
            }
        }

        foreach (var child in folder.EnumerateDirectories("*", everything).OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            if (child.Name.StartsWith('.') || child.LinkTarget is { } link && IsAbove(link, folder))
            {
                continue;
            }

            if (child.Name == "files" && child.EnumerateDirectories("p*", everything).FirstOrDefault(d => PatientGroup().IsMatch(d.Name)) is { } group)
            {
                // Hundreds of thousands of folders lie below; none holds a table.
                _imageRoots.AddRange(ImageGroup().IsMatch(group.Name) ? [folder.FullName] : []);
                continue;
            }

            if (depth < Deepest)
            {
                Visit(child, depth + 1);
            }
        }
    }

    private static bool IsAbove(string link, DirectoryInfo folder) =>
        $"{folder.FullName}/".StartsWith(Path.GetFullPath(link, folder.FullName).TrimEnd('/') + "/", StringComparison.Ordinal);
}
