using System.Buffers;
using System.IO.Compression;

namespace Mimic.Trajectories.Parquet;

/// <summary>Gets pages back whole, into a buffer that is used again and again.</summary>
internal sealed class PageDecompression : IDisposable
{
    // Deflate packs at most 1032 to 1; a page that claims more is damage, not a reason to allocate.
    private const long LargestDeflateRatio = 1032;

    // Memory for a page is first taken for this ratio, and more only as bytes really come.
    private const long UsualRatio = 64;
    private const int LeastBuffer = 1 << 16;

    private byte[] _buffer = [];

    /// <summary>The page as it was before, until the next call; throws unless it has exactly the expected length.</summary>
    public ArraySegment<byte> Decompress(byte[] bytes, int offset, int count, int expected, Codec codec)
    {
        var input = new ArraySegment<byte>(bytes, offset, count);
        switch (codec)
        {
            case var _ when count == 0 && expected == 0:
                return input;
            case Codec.Uncompressed:
                return count == expected ? input : throw FalseLength();
            case Codec.Gzip:
                Gunzip(input, expected);
                break;
            case Codec.Brotli:
                Unbrotli(input, expected);
                break;
            case Codec.Snappy when expected > ((long)count * Snappy.LargestRatio) + 8:
                throw FalseLength();
            case Codec.Snappy:
                Grow(expected, 0);
                Snappy.Decompress(input, _buffer.AsSpan(0, expected));
                break;
            default:
                throw new ParquetUnsupportedException($"the compression codec {codec.ToString().ToUpperInvariant()}");
        }

        return new(_buffer, 0, expected);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Pooled.Return(ref _buffer);
    }

    private static ParquetDamageException FalseLength() => new("a page has a false length");

    private static ParquetDamageException Damage() => new("a page cannot be decompressed");

    private void Gunzip(ArraySegment<byte> input, int expected)
    {
        if (expected > (input.Count * LargestDeflateRatio) + 64)
        {
            throw FalseLength();
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(input.Array!, input.Offset, input.Count), CompressionMode.Decompress);
            var filled = 0;
            while (filled < expected)
            {
                Grow(Math.Min(expected, Math.Max(2L * filled, FirstSize(input.Count))), filled);
                var read = gzip.Read(_buffer.AsSpan(filled, Math.Min(_buffer.Length, expected) - filled));
                if (read == 0)
                {
                    // GZipStream ends quietly where its input is cut, so the length decides.
                    throw FalseLength();
                }

                filled += read;
            }

            if (gzip.ReadByte() >= 0)
            {
                throw FalseLength();
            }
        }
        catch (InvalidDataException)
        {
            throw Damage();
        }
    }

    private void Unbrotli(ArraySegment<byte> input, int expected)
    {
        using var decoder = default(BrotliDecoder);
        var filled = 0;
        var left = (ReadOnlySpan<byte>)input;

        // A byte more than expected, so that a longer page shows.
        var limit = expected + 1L;
        while (true)
        {
            Grow(Math.Min(limit, Math.Max(2L * filled, FirstSize(input.Count))), filled);
            var status = decoder.Decompress(left, _buffer.AsSpan(filled), out var read, out var written);
            left = left[read..];
            filled += written;
            switch (status)
            {
                case OperationStatus.Done when filled == expected && left.IsEmpty:
                    return;
                case OperationStatus.DestinationTooSmall when filled <= expected:
                    break;
                case OperationStatus.InvalidData:
                    throw Damage();
                default:
                    throw FalseLength();
            }
        }
    }

    private static long FirstSize(int compressed) => Math.Max(LeastBuffer, compressed * UsualRatio);

    private void Grow(long size, int keep)
    {
        if (size > Array.MaxLength)
        {
            throw new ParquetUnsupportedException("a page above 2 GB");
        }

        Pooled.Grow(ref _buffer, (int)size, keep);
    }
}
