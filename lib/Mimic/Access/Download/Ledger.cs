using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Access.Download;

/// <summary>
/// What was fetched into a folder, one line a change, so that a second run does only what is missing. It holds names, sizes, sums and the
/// server's marks; no user, no password, no address. Where it is missing or damaged, all is found out anew from the files.
/// </summary>
internal sealed class Ledger : IDisposable
{
    /// <summary>Its name in the folder of the project.</summary>
    public const string FileName = "mimic-download.jsonl";

    private readonly Dictionary<string, LedgerLine> _lines = new(StringComparer.Ordinal);
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Lock _gate = new();
    private long _end;

    private Ledger(string path)
    {
        _path = path;
        var count = Load();
        if (count > 2 * _lines.Count + 100 || count < 0)
        {
            WholeFile.Write(path, temporary => File.WriteAllLines(temporary, _lines.Values.Select(Text)));
        }

        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _end = RandomAccess.GetLength(_file);
    }

    /// <summary>Opens the ledger of a folder; there is none yet in a new one.</summary>
    public static Ledger Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new(path);
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw DiskFile.Failure(path, e);
        }
    }

    /// <summary>What is known of a file; null if nothing is.</summary>
    public LedgerLine? Find(string file)
    {
        lock (_gate)
        {
            return _lines.GetValueOrDefault(file);
        }
    }

    /// <summary>Adds what is known now.</summary>
    public void Add(LedgerLine line)
    {
        lock (_gate)
        {
            if (_lines.GetValueOrDefault(line.File) == line)
            {
                return;
            }

            _lines[line.File] = line;
            var bytes = Encoding.UTF8.GetBytes(Text(line) + "\n");
            DiskFile.Write(_file, _path, bytes, _end);
            _end += bytes.Length;
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Text(LedgerLine line) => JsonSerializer.Serialize(line, LedgerJson.Default.LedgerLine);

    /// <summary>How many lines there are; below 0 if one is damaged, as the last one of a killed run may be.</summary>
    private int Load()
    {
        if (!File.Exists(_path))
        {
            return 0;
        }

        var (count, isDamaged) = (0, false);
        foreach (var text in File.ReadLines(_path))
        {
            count++;
            try
            {
                if (JsonSerializer.Deserialize(text, LedgerJson.Default.LedgerLine) is { File: not null } line)
                {
                    _lines[line.File] = line;
                }
            }
            catch (JsonException)
            {
                isDamaged = true;
            }
        }

        return isDamaged || !EndsWithLine() ? -1 : count;
    }

    private bool EndsWithLine()
    {
        using var file = File.OpenRead(_path);
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
