using System.Buffers;
using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>Writes the pages of column chunks, one after the other, to a file.</summary>
internal sealed class PageWriter(Stream output, Codec codec)
{
    /// <summary>The most rows of a page.</summary>
    public const int MaximumRows = 8192;

    /// <summary>A page ends after the value that reaches so many bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private readonly ArrayBufferWriter<byte> _page = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _levels = new(1 << 12);
    private readonly MemoryStream _compressed = new();
    private ParquetColumn _column = null!;
    private long _uncompressedBytes;
    private long _start;
    private long? _dictionary;
    private long? _data;

    /// <summary>Where the next byte goes in the file.</summary>
    public long Position { get; private set; }

    /// <summary>Appends bytes that belong to no page.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Position += bytes.Length;
    }

    public void BeginChunk(ParquetColumn column) =>
        (_column, _start, _uncompressedBytes, _dictionary, _data) = (column, Position, 0, null, null);

    /// <summary>Begins a page; what it holds goes into the result.</summary>
    public ArrayBufferWriter<byte> BeginPage()
    {
        _page.ResetWrittenCount();
        return _page;
    }

    /// <summary>Appends levels from 0 to a maximum, with their length before them.</summary>
    public void Levels(ReadOnlySpan<int> levels, int maximum)
    {
        _levels.ResetWrittenCount();
        RleEncoder.Encode(levels, RleEncoder.BitWidth(maximum), _levels);
        BinaryPrimitives.WriteInt32LittleEndian(_page.GetSpan(4), _levels.WrittenCount);
        _page.Advance(4);
        _page.Write(_levels.WrittenSpan);
    }

    public void EndPage(PageType type, int values, PageEncoding encoding)
    {
        var bytes = PageCompression.Compress(_page.WrittenSpan, codec, _compressed);
        var header = new PageHeader
        {
            Type = type,
            UncompressedBytes = _page.WrittenCount,
            CompressedBytes = bytes.Length,
            Crc = Crc32.Of(bytes),
            Values = values,
            Encoding = encoding,
        };
        if (type == PageType.Dictionary)
        {
            _dictionary = Position;
        }
        else
        {
            _data ??= Position;
        }

        var headerBytes = header.Write().Written;
        Raw(headerBytes);
        Raw(bytes);
        _uncompressedBytes += headerBytes.Length + _page.WrittenCount;
    }

    public ColumnChunkMetadata EndChunk(int values, ChunkStatistics statistics) => new()
    {
        Type = _column.Physical,
        Path = _column.Name,
        Codec = codec,
        Values = values,
        UncompressedBytes = _uncompressedBytes,
        CompressedBytes = Position - _start,
        DataPageOffset = _data ?? _start,
        DictionaryPageOffset = _dictionary,
        Statistics = statistics,
    };
}
