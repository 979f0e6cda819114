using System.Security.Cryptography;

namespace Mimic.Tables;

/// <summary>
/// A file that is read mostly from its beginning to its end, with the SHA-256 of its bytes made on the way. Who jumps ahead or reads
/// something again changes nothing: every byte counts once, in its place.
/// </summary>
internal sealed class HashedFile(FileStream file) : InputStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    public override bool CanSeek => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>The checksum of the whole file, in hexadecimal; what has not been read yet is read for it.</summary>
    public string Sha256()
    {
        CatchUp(file.Length);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public override int Read(Span<byte> buffer)
    {
        var start = file.Position;
        if (start > _hashed)
        {
            CatchUp(start);
            file.Position = start;
        }

        var count = file.Read(buffer);
        var known = (int)Math.Min(count, _hashed - start);
        _hash.AppendData(buffer[known..count]);
        _hashed += count - known;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CatchUp(long until)
    {
        var buffer = new byte[1 << 16];
        file.Position = _hashed;
        while (_hashed < until && file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, until - _hashed))) is var count and > 0)
        {
            _hash.AppendData(buffer.AsSpan(0, count));
            _hashed += count;
        }
    }
}
