using System.Security.Cryptography;

namespace Mimic.Synthetic.Packing;

/// <summary>Writes a file as it is, and its SHA-256 in one pass.</summary>
internal sealed class PlainFileWriter : ITableFile
{
    private readonly FileStream _file;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Creates the file; one of that name must not exist.</summary>
    public PlainFileWriter(string path) => _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> data)
    {
        _sha.AppendData(data);
        _file.Write(data);
    }

    /// <inheritdoc/>
    public string Complete()
    {
        _file.Flush();
        return Convert.ToHexStringLower(_sha.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _sha.Dispose();
    }
}
