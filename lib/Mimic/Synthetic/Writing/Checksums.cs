using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Mimic.Synthetic.Writing;

/// <summary>Collects the SHA-256 of every file and writes SHA256SUMS.txt as PhysioNet does.</summary>
internal sealed class Checksums(string folder)
{
    private readonly ConcurrentDictionary<string, string> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _folders = new(StringComparer.Ordinal);

    /// <summary>Adds a file that is written already.</summary>
    public void Add(string file, string sum) => _sums[file] = sum;

    /// <summary>Writes a text file and adds it.</summary>
    public void AddText(string file, string text) => AddBytes(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the pictures of a patient and lets go of them.</summary>
    public void AddPictures(PatientRows patient)
    {
        foreach (var (path, jpeg) in patient.Pictures)
        {
            AddBytes($"cxr/{path}", jpeg);
        }

        patient.ForgetPictures();
    }

    /// <summary>Writes SHA256SUMS.txt.</summary>
    /// <returns>The size of all files in bytes.</returns>
    public long Complete()
    {
        var text = new StringBuilder();
        foreach (var (file, sum) in _sums.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            text.Append(sum).Append(' ').Append(file).Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, "SHA256SUMS.txt"), text.ToString());
        return text.Length + _sums.Keys.Sum(f => new FileInfo(Path.Combine(folder, f)).Length);
    }

    private void AddBytes(string file, byte[] bytes)
    {
        var path = Path.Combine(folder, file);
        var parent = Path.GetDirectoryName(path)!;
        if (_folders.TryAdd(parent, 0))
        {
            Directory.CreateDirectory(parent);
        }

        File.WriteAllBytes(path, bytes);
        Add(file, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
