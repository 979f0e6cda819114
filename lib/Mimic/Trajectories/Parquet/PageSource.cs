using System.Buffers.Binary;
using Mimic.Tables;

namespace Mimic.Trajectories.Parquet;

/// <summary>The bytes of a data page, unpacked.</summary>
/// <param name="Levels">Which rows have a value; empty in a column where all have.</param>
/// <param name="Values">The values.</param>
internal readonly record struct PageBytes(ArraySegment<byte> Levels, ArraySegment<byte> Values);

/// <summary>
/// Goes through the pages of column chunks, one chunk after the other. A page that nobody asks for is neither unpacked nor,
/// where it lies beyond the bytes read ahead, read.
/// </summary>
internal sealed class PageSource(ParquetReader file, int readAhead) : IDisposable
{
    // Headers are some tens of bytes, unless a writer puts the bounds of long texts into them.
    private const int UsualHeader = 1 << 10;
    private const int LargestHeader = 1 << 24;

    private readonly PageDecompression _unpacked = new();
    private byte[] _window = [];
    private long _windowStart;
    private int _windowLength;
    private ColumnChunkMetadata _chunk = null!;
    private ParquetColumn _column = null!;
    private long _next;
    private long _end;
    private long _page;
    private (long Offset, PageHeader Header)? _dictionary;

    /// <summary>The data page at which <see cref="Next"/> has arrived.</summary>
    public PageHeader Header { get; private set; } = null!;

    /// <summary>Whether the chunk has a dictionary; known once the first data page is reached.</summary>
    public bool HasDictionary => _dictionary is not null;

    /// <summary>Goes to the beginning of a chunk.</summary>
    public void Begin(ColumnChunkMetadata chunk, ParquetColumn column)
    {
        (_chunk, _column, _dictionary) = (chunk, column, null);
        (_next, _end) = (chunk.Offset, chunk.Offset + chunk.CompressedBytes);
        _windowLength = 0;
    }

    /// <summary>Moves to the next data page; false at the end of the chunk.</summary>
    public bool Next()
    {
        while (_next < _end)
        {
            var header = ReadHeader(out var length);
            var page = _next + length;
            if (header.CompressedBytes > _end - page || header.UncompressedBytes > _chunk.UncompressedBytes)
            {
                throw new ParquetDamageException("a page has a false length");
            }

            _next = page + header.CompressedBytes;
            switch (header.Type)
            {
                case PageType.Dictionary:
                    _dictionary = (page, header);
                    break;
                case PageType.Data or PageType.DataV2:
                    (_page, Header) = (page, header);
                    return true;
            }
        }

        return false;
    }

    /// <summary>The values of the dictionary, in plain encoding, until the next call; and how many they are.</summary>
    public ArraySegment<byte> UnpackDictionary(out int count)
    {
        var (offset, header) = _dictionary ?? throw new ParquetDamageException("a page refers to a dictionary that is not there");
        var bytes = Checked(offset, header);
        count = header.Values;
        return _unpacked.Decompress(bytes.Array!, bytes.Offset, bytes.Count, header.UncompressedBytes, _chunk.Codec);
    }

    /// <summary>The page at which <see cref="Next"/> has arrived, until the next call.</summary>
    public PageBytes Unpack()
    {
        var bytes = Checked(_page, Header);
        if (Header.Type == PageType.DataV2)
        {
            var levels = Header.DefinitionBytes;
            if (levels > Header.CompressedBytes || levels > Header.UncompressedBytes)
            {
                throw new ParquetDamageException("a page has a false length");
            }

            var values = _unpacked.Decompress(
                bytes.Array!, bytes.Offset + levels, bytes.Count - levels, Header.UncompressedBytes - levels,
                Header.Compressed ? _chunk.Codec : Codec.Uncompressed);
            return new(bytes[..levels], values);
        }

        var page = _unpacked.Decompress(bytes.Array!, bytes.Offset, bytes.Count, Header.UncompressedBytes, _chunk.Codec);
        if (!_column.Optional)
        {
            return new(ArraySegment<byte>.Empty, page);
        }

        var length = page.Count < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(page);
        return length >= 0 && length <= page.Count - 4
            ? new(page.Slice(4, length), page[(4 + length)..])
            : throw new ParquetDamageException("a page ends in the middle of its levels or indexes");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unpacked.Dispose();
        Pooled.Return(ref _window);
    }

    private ArraySegment<byte> Checked(long offset, PageHeader header)
    {
        var bytes = Bytes(offset, header.CompressedBytes);
        file.Tally.Page();
        return header.Crc is not { } crc || Crc32.Append(0, bytes[..header.CompressedBytes]) == crc
            ? bytes[..header.CompressedBytes]
            : throw new ParquetDamageException("the checksum of a page is wrong");
    }

    private PageHeader ReadHeader(out int length)
    {
        var left = _end - _next;
        if (left > UsualHeader)
        {
            try
            {
                return PageHeader.Read(Bytes(_next, UsualHeader), out length);
            }
            catch (ParquetDamageException)
            {
                // Perhaps it is only longer.
            }
        }

        return PageHeader.Read(Bytes(_next, (int)Math.Min(left, LargestHeader)), out length);
    }

    /// <summary>At least so many bytes of the file, within the chunk.</summary>
    private ArraySegment<byte> Bytes(long offset, int count)
    {
        if (offset < _windowStart || offset + count > _windowStart + _windowLength)
        {
            var wanted = (int)Math.Min(_end - offset, Math.Max(count, readAhead));
            _windowLength = 0;
            Pooled.Grow(ref _window, wanted);
            file.ReadExactly(_window.AsSpan(0, wanted), offset);
            (_windowStart, _windowLength) = (offset, wanted);
        }

        var start = (int)(offset - _windowStart);
        return new(_window, start, _windowLength - start);
    }
}
