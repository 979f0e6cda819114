using System.IO.Compression;
using System.Text;

namespace Mimic.Tests;

/// <summary>A folder of its own for a test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mimic-test-").FullName;

    /// <summary>A path inside of the folder; nothing is made there.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text, packed if the name ends in .gz; folders are made.</summary>
    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text), name.EndsWith(".gz", StringComparison.Ordinal));

    /// <summary>Writes bytes as they are, or packed.</summary>
    public string Write(string name, byte[] bytes, bool pack = false)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, pack ? Pack(bytes) : bytes);
        return path;
    }

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
