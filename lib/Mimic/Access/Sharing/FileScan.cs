using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Mimic.Access;

/// <summary>Looks through one file: decides what it is, and has its text read.</summary>
/// <param name="folder">Where it lies.</param>
/// <param name="path">Its path in the folder.</param>
internal sealed class FileScan(ScanFolder folder, string path)
{
    /// <summary>What is read of one file; more is said to be unread.</summary>
    public const long MostCharacters = 1L << 29;

    private const int MostWhole = 1 << 28;
    private const int MostFoundLines = 20_000;
    private const int Deepest = 3;

    private readonly List<DataUseFinding> _findings = [];
    private readonly string _shown = Masked(path);

    /// <summary>How many characters of text were read.</summary>
    public long Characters { get; private set; }

    /// <summary>How many images there are in notebooks, which are not read.</summary>
    public int Pictures { get; private set; }

    /// <summary>Lines that a mark in the text allows.</summary>
    public int AllowedLines { get; private set; }

    /// <summary>Looks through the file.</summary>
    public IReadOnlyList<DataUseFinding> Run()
    {
        try
        {
            using var stream = folder.Open(path);
            if (stream is not null)
            {
                Read(stream, _shown, path, 0);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Unread(_shown, e is InvalidDataException ? "a damaged archive" : "a file that cannot be opened", "what it holds is not known");
        }

        return _findings;
    }

    private void Read(Stream stream, string shown, string name, int depth)
    {
        var document = new ScanDocument(shown);
        if (DerivedFiles.Beside(folder, path) is { } beside)
        {
            document.Declare(beside);
        }

        if (depth == 0 || name != path)
        {
            new LogicalLines(new(document, "its name")).ReadAll(name);
        }

        var head = new byte[FileKinds.HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var rest = new HeadedStream(head.AsMemory(0, length), stream);
        Judge(document, head.AsSpan(0, length).ToArray(), rest, name, depth);
        _findings.AddRange(document.Finish());
        Pictures += document.Pictures;
        AllowedLines += document.AllowedLines;
    }

    private void Judge(ScanDocument document, byte[] head, Stream stream, string name, int depth)
    {
        if (depth < Deepest && FileKinds.IsGzip(head))
        {
            using var plain = new GZipStream(stream, CompressionMode.Decompress);
            Read(plain, document.File, name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name, depth + 1);
        }
        else if (depth < Deepest && FileKinds.IsZip(head) && !name.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
        {
            Zip(stream, document.File, depth);
        }
        else if (depth < Deepest && FileKinds.IsTar(head))
        {
            Tar(stream, document.File, depth);
        }
        else if (DerivedFiles.IsModel(head))
        {
            document.Declare(DerivedFiles.OfModel(Whole(stream) ?? string.Empty));
            DataFile(document, "a model of this project");
        }
        else if (FileKinds.DataFile(head, name) is { } what)
        {
            DataFile(document, what);
        }
        else if (FileKinds.IsZip(head))
        {
            DataFile(document, "packed arrays");
        }
        else if (FileKinds.Unreadable(head, name) is { } closed)
        {
            Unread(document.File, closed, "it is not read");
        }
        else if (!FileKinds.IsBinary(head))
        {
            Text(document, head, stream, name);
        }
    }

    private void Text(ScanDocument document, byte[] head, Stream stream, string name)
    {
        var notebook = name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);
        var markup = FileKinds.IsMarkup(head, name);
        var json = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if ((notebook || markup || json) && Whole(stream) is { } text)
        {
            Characters += text.Length;
            if (json && DerivedFiles.OfJson(text, name) is { } own)
            {
                document.Declare(own);
            }

            if (markup)
            {
                new HtmlText(document, new(document, null)).ReadAll(text);
            }
            else if (!notebook || !new NotebookText(document).TryRead(text))
            {
                new LogicalLines(new(document, null)).ReadAll(text);
            }
        }
        else
        {
            Lines(document, stream, name);
        }

        if (document.Declared == SourceTag.OpenDemo)
        {
            document.Add(null, 0, 0, DataUseKind.Source, true, "a mark of its source", "it says that it was made from the open demo");
        }
        else if (document.Declared == SourceTag.Credentialed)
        {
            document.Add(null, 0, 0, DataUseKind.Source, false, "a mark of its source", "it says that it was made from credentialed data, or states no source that is known");
        }
    }

    private void Lines(ScanDocument document, Stream stream, string name)
    {
        string[] tables = [".csv", ".tsv", ".tab", ".psv"];
        var scan = new TextScan(document, null, Array.Exists(tables, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)));
        var lines = new LogicalLines(scan);
        var reader = new PiecewiseReader(new StreamReader(stream, Encoding.UTF8, true, 1 << 16));
        while (document.FoundLines < MostFoundLines && reader.Read() is { } line)
        {
            lines.Read(line, reader.Line, reader.Column);
            if (reader.Characters > MostCharacters)
            {
                Unread(document.File, Invariant($"more than {MostCharacters >> 20} million characters"), "only the first of them were read");
                break;
            }
        }

        scan.Break();
        Characters += reader.Characters;
    }

    /// <summary>All of a text; null if it is too long for it, and is then read line by line.</summary>
    private static string? Whole(Stream stream)
    {
        var headed = (HeadedStream)stream;
        if (headed.KnownLength is > MostWhole)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8, true, 1 << 16);
        var text = new StringBuilder();
        var buffer = new char[1 << 16];
        for (var read = reader.Read(buffer); read > 0 && text.Length < MostWhole; read = reader.Read(buffer))
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    private void Zip(Stream stream, string shown, int depth)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries.Where(e => e.Length > 0))
        {
            using var inner = entry.Open();
            Read(inner, $"{shown} > {Masked(entry.FullName)}", entry.FullName, depth + 1);
        }
    }

    private void Tar(Stream stream, string shown, int depth)
    {
        using var archive = new TarReader(stream);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } inner)
            {
                Read(inner, $"{shown} > {Masked(entry.Name)}", entry.Name, depth + 1);
            }
        }
    }

    private void DataFile(ScanDocument document, string what)
    {
        if (document.Declared is SourceTag.Synthetic)
        {
            return;
        }

        var demo = document.Declared == SourceTag.OpenDemo;
        var why = document.Declared is null ? "its source is not stated, so it counts as made from credentialed data"
            : demo ? "it was made from the open demo" : "it was made from credentialed data";
        document.Add(null, 0, 0, DataUseKind.DataFile, demo, what, why);
    }

    private void Unread(string shown, string what, string why) =>
        _findings.Add(new(shown, null, 0, 0, DataUseKind.Unread, false, what, why, "Look at it yourself, and allow it in .mimic-scan with the reason.", 1));

    /// <summary>A path without the identifiers in it.</summary>
    internal static string Masked(string path)
    {
        var (tokens, shown) = (new LineTokens(), new StringBuilder(path));
        tokens.Read(path);
        foreach (var token in tokens.All.Where(t => t.Kind is TokenKind.Id or TokenKind.Compound or TokenKind.Note or TokenKind.Image or TokenKind.Hash))
        {
            for (var i = token.Start + 1; i < token.Start + token.Length; i++)
            {
                shown[i] = char.IsAsciiLetterOrDigit(shown[i]) ? '*' : shown[i];
            }
        }

        return shown.ToString();
    }
}
