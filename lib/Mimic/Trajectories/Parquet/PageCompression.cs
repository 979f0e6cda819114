using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Mimic.Trajectories.Parquet;

/// <summary>Compresses pages, with memory that is used again and again.</summary>
internal sealed class PageCompression
{
    private const int BrotliQuality = 0;
    private const int BrotliWindow = 20;

    private readonly MemoryStream _gzip = new();
    private readonly SnappyEncoder _snappy = new();
    private byte[] _brotli = [];

    /// <summary>The page compressed; the result is valid until the next call.</summary>
    /// <param name="page">The page.</param>
    /// <param name="parts">Where values stand in it; none if they may stand anywhere.</param>
    /// <param name="codec">How it is compressed.</param>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page, List<PagePart> parts, Codec codec)
    {
        switch (codec)
        {
            case Codec.Uncompressed:
                return page;
            case Codec.Snappy:
                return _snappy.Encode(page, parts.Count > 0 ? CollectionsMarshal.AsSpan(parts) : [new PagePart(0, page.Length, 1)]);
            case Codec.Brotli:
                var most = BrotliEncoder.GetMaxCompressedLength(page.Length);
                if (_brotli.Length < most)
                {
                    _brotli = new byte[most];
                }

                return BrotliEncoder.TryCompress(page, _brotli, out var length, BrotliQuality, BrotliWindow)
                    ? _brotli.AsSpan(0, length)
                    : throw new InvalidOperationException("Brotli could not compress a page.");
            default:
                _gzip.SetLength(0);
                using (var gzip = new GZipStream(_gzip, CompressionLevel.Fastest, leaveOpen: true))
                {
                    gzip.Write(page);
                }

                return _gzip.GetBuffer().AsSpan(0, (int)_gzip.Length);
        }
    }
}
