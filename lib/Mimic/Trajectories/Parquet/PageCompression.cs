using System.IO.Compression;

namespace Mimic.Trajectories.Parquet;

/// <summary>Compresses pages.</summary>
internal static class PageCompression
{
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
}
