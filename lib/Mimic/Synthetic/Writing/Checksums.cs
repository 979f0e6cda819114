using System.Security.Cryptography;
using System.Text;

namespace Mimic.Synthetic.Writing;

/// <summary>
/// Collects the SHA-256 of every file and writes SHA256SUMS.txt as PhysioNet does. The sums of the pictures, most of all files, wait
/// in a file of their own, so that the memory holds two numbers for a patient however many pictures there are.
/// </summary>
internal sealed class Checksums : IDisposable
{
    private const string Pictures = "cxr/files/";

    private readonly string _folder;
    private readonly FileStream _waiting;
    private readonly SortedDictionary<string, string> _sums = new(StringComparer.Ordinal);
    private readonly (long Offset, int Length)[] _patients;
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>Starts the list of a folder.</summary>
    /// <param name="folder">The folder that gets the files.</param>
    /// <param name="patients">Number of patients that may have pictures.</param>
    public Checksums(string folder, int patients)
    {
        _folder = folder;
        _patients = new (long, int)[patients];
        _waiting = new(Path.Combine(folder, ".sums"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65536,
            FileOptions.DeleteOnClose);
    }

    /// <summary>Adds a file that is written already.</summary>
    public void Add(string file, string sum)
    {
        _sums[file] = sum;
        _bytes += new FileInfo(Path.Combine(_folder, file)).Length;
    }

    /// <summary>Writes a text file and adds it.</summary>
    public void AddText(string file, string text) => Add(file, Write(file, Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes the pictures of a patient and lets go of them; several threads may do so at once.</summary>
    public void AddPictures(PatientRows patient)
    {
        var lines = new StringBuilder();
        foreach (var (path, jpeg) in patient.Pictures.OrderBy(p => p.Path, StringComparer.Ordinal))
        {
            Line(lines, $"cxr/{path}", Write($"cxr/{path}", jpeg));
        }

        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        lock (_lock)
        {
            _patients[patient.Index] = (_waiting.Position, bytes.Length);
            _waiting.Write(bytes);
            _bytes += patient.Pictures.Sum(p => (long)p.Jpeg.Length);
        }

        patient.ForgetPictures();
    }

    /// <summary>Writes SHA256SUMS.txt, ordered by path.</summary>
    /// <returns>The size of all files in bytes.</returns>
    public long Complete()
    {
        using var list = File.Create(Path.Combine(_folder, "SHA256SUMS.txt"));
        WriteOthers(list, before: true);

        // Identifiers of patients rise with their numbers and have the same number of digits.
        foreach (var (offset, length) in _patients)
        {
            var lines = new byte[length];
            _waiting.Position = offset;
            _waiting.ReadExactly(lines);
            list.Write(lines);
        }

        WriteOthers(list, before: false);
        return _bytes + list.Position;
    }

    /// <summary>Removes the sums that wait.</summary>
    public void Dispose() => _waiting.Dispose();

    private static void Line(StringBuilder lines, string file, string sum) => lines.Append(sum).Append(' ').Append(file).Append('\n');

    private void WriteOthers(FileStream list, bool before)
    {
        var lines = new StringBuilder();
        foreach (var (file, sum) in _sums)
        {
            if (string.CompareOrdinal(file, Pictures) < 0 == before)
            {
                Line(lines, file, sum);
            }
        }

        list.Write(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    private string Write(string file, byte[] bytes)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
