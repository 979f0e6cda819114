using System.IO.Compression;

namespace Mimic.Trajectories.Parquet;

/// <summary>Compresses pages and gets them back whole.</summary>
internal static class PageCompression
{
    // Deflate packs at most 1032 to 1; a page that claims more is damage, not a reason to allocate.
    private const long LargestRatio = 1032;

    /// <summary>The page compressed; the result is valid until the buffer is used again.</summary>
    public static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page, Codec codec, MemoryStream buffer)
    {
        if (codec == Codec.Uncompressed)
        {
            return page;
        }

        buffer.SetLength(0);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(page);
        }

        return buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
    }

    /// <summary>The page as it was before; throws unless it has exactly the expected length.</summary>
    public static ReadOnlySpan<byte> Decompress(byte[] bytes, int offset, int count, int expected, Codec codec)
    {
        if (codec == Codec.Uncompressed)
        {
            return count == expected ? bytes.AsSpan(offset, count) : throw new ParquetDamageException("a page has a false length");
        }

        if (codec != Codec.Gzip)
        {
            throw new ParquetUnsupportedException($"the compression codec {codec.ToString().ToUpperInvariant()}");
        }

        if (expected > (count * LargestRatio) + 64)
        {
            throw new ParquetDamageException("a page has a false length");
        }

        var page = new byte[expected];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes, offset, count), CompressionMode.Decompress);

            // GZipStream ends quietly where its input is cut, so the length decides.
            var read = gzip.ReadAtLeast(page, expected, throwOnEndOfStream: false);
            return read == expected && gzip.ReadByte() < 0 ? page : throw new ParquetDamageException("a page has a false length");
        }
        catch (InvalidDataException)
        {
            throw new ParquetDamageException("a page cannot be decompressed");
        }
    }
}
