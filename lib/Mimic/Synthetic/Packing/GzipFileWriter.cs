using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mimic.Synthetic.Packing;

/// <summary>Writes a .gz file (RFC 1952, without a time or a name in its header) and its SHA-256 in one pass.</summary>
internal sealed class GzipFileWriter : ITableFile
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    private readonly FileStream _file;
    private readonly CryptoStream _hashed;
    private readonly SHA256 _sha = SHA256.Create();
    private readonly DeflateEncoder _encoder;
    private uint _crc = uint.MaxValue;
    private uint _size;

    /// <summary>Creates the file; one of that name must not exist.</summary>
    public GzipFileWriter(string path)
    {
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536);
        _hashed = new(_file, _sha, CryptoStreamMode.Write, leaveOpen: true);
        _hashed.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]);
        _encoder = new(_hashed);
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> data)
    {
        var crc = _crc;
        foreach (var b in data)
        {
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        _crc = crc;
        _size = unchecked(_size + (uint)data.Length);
        _encoder.Write(data);
    }

    /// <inheritdoc/>
    public string Complete()
    {
        _encoder.Complete();
        var trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, ~_crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), _size);
        _hashed.Write(trailer);
        _hashed.FlushFinalBlock();
        return Convert.ToHexStringLower(_sha.Hash!);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _hashed.Dispose();
        _file.Dispose();
        _sha.Dispose();
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var c = i;
            for (var k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[i] = c;
        }

        return table;
    }
}
