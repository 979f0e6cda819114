using System.Security.Cryptography;
using System.Text;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>
/// A folder with tables of MIMIC-IV: which are there and where, which version it is, what is missing and what that costs, and what
/// may be done with the data.
/// </summary>
/// <remarks>
/// Any usual layout will do: PhysioNet's download tree, a version folder, the unpacked demo, modules side by side or in projects of
/// their own, or all files in one folder; .csv.gz or .csv.
/// </remarks>
[TypeFormatterSource]
public sealed class MimicDataset
{
    private readonly Lazy<string> _fingerprint;

    private MimicDataset(string directory, IReadOnlyList<TableFile> tables, DatasetSearch search, IReadOnlyList<string> notes)
    {
        (Directory, Tables, Notes, ImageRoot, ImageRoots) = (directory, tables, notes, search.ImageRoot, search.ImageRoots);
        Source = SourceRecognition.Recognise(tables, search.HasSyntheticMarker, ImageRoot is not null);
        Modules = [.. KnownTables.Modules.Where(m => tables.Any(t => t.Module == m)).Select(m => ModuleInfo.Of(m, tables, Source))];
        Missing = MissingParts.Of(this);
        _fingerprint = new(MakeFingerprint);
    }

    /// <summary>The folder that was opened, as a full path.</summary>
    public string Directory { get; }

    /// <summary>What it is, for people: "MIMIC-IV 3.1", "MIMIC-IV demo 2.2", "Synthetic hospital".</summary>
    public string Name => Source == SourceTag.Synthetic ? Title
        : Version is not null ? $"{Title} {Version}"
        : Source == SourceTag.OpenDemo ? Title
        : $"{Title} of unknown version";

    /// <summary>The name without a version.</summary>
    internal string Title => Source switch
    {
        SourceTag.Synthetic => "Synthetic hospital",
        SourceTag.OpenDemo => "MIMIC-IV demo",
        _ => "MIMIC-IV",
    };

    /// <summary>The version of hosp (else of the first module), by its folder's name or its dictionary of lab items; null if unknown.</summary>
    public string? Version => Modules.Count > 0 ? Modules[0].Version : null;

    /// <summary>Where the data come from. What is not proven open or synthetic counts as credentialed.</summary>
    public SourceTag Source { get; }

    /// <summary>The tables that were found, by module and name.</summary>
    public IReadOnlyList<TableFile> Tables { get; }

    /// <summary>What is missing or of no use as it is, modules before single tables.</summary>
    public IReadOnlyList<MissingPart> Missing { get; }

    /// <summary>Choices made while opening: a packed table preferred, an older version left aside.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The folder that holds <c>files/pXX/pXXXXXXXX/sXXXXXXXX/</c> with radiographs; null if there are none.</summary>
    public string? ImageRoot { get; }

    /// <summary>
    /// A text that changes with the inputs, for caches: SHA-256 over every table's name, size, and first and last 64 KB. The end of a
    /// .gz is its checksum, so any change shows; of a .csv, a change in the middle that keeps the size does not.
    /// </summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>All folders that hold films or reports, <see cref="ImageRoot"/> first: JPG and DICOM release may lie side by side.</summary>
    internal IReadOnlyList<string> ImageRoots { get; }

    internal IReadOnlyList<ModuleInfo> Modules { get; }

    /// <summary>Opens a folder as a data set. Looks at names, sizes and beginnings of files only.</summary>
    /// <param name="directory">A folder in any usual layout.</param>
    /// <exception cref="MimicException">There is no such folder, or no table of MIMIC-IV in it, or one twice.</exception>
    public static MimicDataset Open(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (!System.IO.Directory.Exists(full))
        {
            throw File.Exists(full)
                ? new MimicException($"{full} is a file, not a folder.", $"Give the folder: {Path.GetDirectoryName(full)}.")
                : new MimicException($"There is no folder {full}.", $"Check the spelling. {WhatToOpen}");
        }

        var search = DatasetSearch.Run(full);
        if (search.Files.Count == 0)
        {
            throw NothingFound(full, search);
        }

        var notes = new List<string>();
        return new MimicDataset(full, ModuleChoice.Choose(search, notes), search, notes);
    }

    /// <summary>A table by its name; null if it was not found.</summary>
    /// <param name="table">Module and name, as <c>hosp/labevents</c>.</param>
    public TableFile? Find(string table) => Tables.FirstOrDefault(t => t.Table == table);

    /// <summary>A table that the work at hand cannot do without.</summary>
    /// <param name="table">Module and name, as <c>hosp/labevents</c>.</param>
    /// <exception cref="MimicException">The table was not found; the message says what to do.</exception>
    public TableFile Require(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Find(table) ?? throw new MimicException(
            $"{Directory} has no table {table}.",
            Missing.FirstOrDefault(m => m.Name == table || table.StartsWith($"{m.Name}/", StringComparison.Ordinal))?.Remedy ?? WhatToOpen);
    }

    /// <summary>The overview as HTML: what was found, and what is missing.</summary>
    public string ToHtml() => new DatasetOverview(this).ToHtml();

    /// <summary>The overview as text.</summary>
    public override string ToString() => new DatasetOverview(this).ToString();

    private const string WhatToOpen =
        "Give the folder that holds hosp/ and icu/ of MIMIC-IV, or use data-demo, the synthetic hospital that comes with the course.";

    private static MimicException NothingFound(string folder, DatasetSearch search)
    {
        if (search.HasArchive)
        {
            return new MimicException($"{folder} holds an archive, but no table of MIMIC-IV.", "Unpack it and open the folder again.");
        }

        return search.OtherFiles == 0
            ? new MimicException($"{folder} is empty.", WhatToOpen)
            : new MimicException(
                $"{folder} holds no table of MIMIC-IV: no file such as patients.csv.gz or labevents.csv in it or its folders.", WhatToOpen);
    }

    private string MakeFingerprint()
    {
        const int Part = 1 << 16;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Part];
        foreach (var table in Tables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{table.Table}\n{table.Bytes}\n"));
            using var file = File.OpenRead(table.Path);
            hash.AppendData(buffer.AsSpan(0, file.ReadAtLeast(buffer, Part, throwOnEndOfStream: false)));
            file.Position = Math.Max(0, file.Length - Part);
            hash.AppendData(buffer.AsSpan(0, file.ReadAtLeast(buffer, Part, throwOnEndOfStream: false)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
