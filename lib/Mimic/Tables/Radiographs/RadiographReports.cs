using System.IO.Compression;
using Mimic.Access;

namespace Mimic.Tables;

/// <summary>
/// The reports of MIMIC-CXR: as text files beside the films (<c>files/p90/p90000001/s80000001.txt</c>), or within
/// <c>mimic-cxr-reports.zip</c> as it was fetched.
/// </summary>
/// <remarks>MIMIC-CXR-JPG has none; neither has data-demo, whose reports are notes (note/radiology).</remarks>
public sealed class RadiographReports : IDisposable
{
    private const string ArchiveName = "mimic-cxr-reports.zip";
    private const int MostBytes = 1 << 20;

    private readonly IReadOnlyList<string> _roots;
    private readonly string? _archivePath;
    private readonly ZipArchive? _archive;

    private RadiographReports(IReadOnlyList<string> roots, string? archivePath)
    {
        (_roots, _archivePath) = (roots, archivePath);
        try
        {
            _archive = archivePath is null ? null : ZipFile.OpenRead(archivePath);
        }
        catch (InvalidDataException e)
        {
            throw Damage.Of(archivePath!, "is not a ZIP archive that can be read.", e);
        }
    }

    /// <summary>Looks for the reports of a data set; where there are none, each report reads as null.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="MimicException">The archive is damaged.</exception>
    public static RadiographReports Open(MimicDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var folders = data.ImageRoots.Concat(data.Tables.Where(t => t.Module == "cxr").Select(t => Path.GetDirectoryName(t.Path)!)).Append(data.Directory)
            .Distinct(StringComparer.Ordinal).ToList();
        return new(folders, folders.Select(f => Path.Combine(f, ArchiveName)).FirstOrDefault(File.Exists));
    }

    /// <summary>The report of a study, word for word; null if it is not there.</summary>
    /// <param name="study">The study.</param>
    /// <exception cref="MimicException">The file or the archive is damaged.</exception>
    public string? Read(RadiographStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (_roots.Select(r => Path.Combine(r, study.ReportPath)).FirstOrDefault(File.Exists) is { } file)
        {
            using var text = File.OpenRead(file);
            return Text(text, text.Length, file);
        }

        if (_archive?.GetEntry(study.ReportPath) is not { } entry)
        {
            return null;
        }

        try
        {
            using var packed = entry.Open();
            return Text(packed, entry.Length, _archivePath!);
        }
        catch (InvalidDataException e)
        {
            throw Damage.Of(_archivePath!, "holds a report that cannot be unpacked.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive?.Dispose();

    private static string Text(Stream stream, long length, string path)
    {
        if (length > MostBytes)
        {
            throw Damage.Of(path, "holds a report of more than a megabyte, which none is.");
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
