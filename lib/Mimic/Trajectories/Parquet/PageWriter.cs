using System.Buffers;
using System.Buffers.Binary;
using Mimic.Tables;

namespace Mimic.Trajectories.Parquet;

/// <summary>Writes the pages of column chunks, one after the other.</summary>
internal sealed class PageWriter(ArrayBufferWriter<byte> output)
{
    /// <summary>The most rows of a page: so few that one patient is soon unpacked, so many that they compress well.</summary>
    public const int MaximumRows = 1 << 15;

    /// <summary>A page ends after the value that reaches so many bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private readonly ArrayBufferWriter<byte> _page = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _levels = new(1 << 12);
    private readonly PageCompression _compression = new();
    private readonly List<PagePart> _parts = [];
    private readonly SortedSet<PageEncoding> _encodings = [];
    private ParquetColumn _column = null!;
    private Codec _codec;
    private long _uncompressedBytes;
    private long _start;
    private long? _dictionary;
    private long? _data;

    public void BeginChunk(ParquetColumn column, Codec codec)
    {
        (_column, _codec, _start, _uncompressedBytes) = (column, codec, output.WrittenCount, 0);
        (_dictionary, _data) = (null, null);
        _encodings.Clear();
        _encodings.Add(PageEncoding.Rle);
    }

    /// <summary>Begins a page; what it holds goes into the result.</summary>
    public ArrayBufferWriter<byte> BeginPage()
    {
        _page.ResetWrittenCount();
        _parts.Clear();
        return _page;
    }

    /// <summary>Where values stand in the page, for the compressor; with none, they may stand anywhere.</summary>
    public List<PagePart> Parts => _parts;

    /// <summary>Appends levels from 0 to a maximum, with their length before them.</summary>
    public void Levels(ReadOnlySpan<int> levels, int maximum)
    {
        _levels.ResetWrittenCount();
        RleEncoder.Encode(levels, RleEncoder.BitWidth(maximum), _levels);
        EndLevels();
    }

    /// <summary>Appends levels of 0 and 1, given as bits from the lowest up, with their length before them.</summary>
    public void Levels(ReadOnlySpan<ulong> bits, int count)
    {
        _levels.ResetWrittenCount();
        RunEncoder.Levels(bits, count, _levels);
        EndLevels();
    }

    public void EndPage(PageType type, int values, PageEncoding encoding)
    {
        var bytes = _compression.Compress(_page.WrittenSpan, _parts, _codec);
        var header = new PageHeader
        {
            Type = type,
            UncompressedBytes = _page.WrittenCount,
            CompressedBytes = bytes.Length,
            Crc = Crc32.Append(0, bytes),
            Values = values,
            Encoding = encoding,
        };
        if (type == PageType.Dictionary)
        {
            _dictionary = output.WrittenCount;
        }
        else
        {
            _data ??= output.WrittenCount;
        }

        var headerBytes = header.Write().Written;
        output.Write(headerBytes);
        output.Write(bytes);
        _uncompressedBytes += headerBytes.Length + _page.WrittenCount;
        _encodings.Add(encoding);
    }

    public ColumnChunkMetadata EndChunk(int values, ChunkStatistics statistics) => new()
    {
        Type = _column.Physical,
        Path = _column.Name,
        Codec = _codec,
        Encodings = [.. _encodings],
        Values = values,
        UncompressedBytes = _uncompressedBytes,
        CompressedBytes = output.WrittenCount - _start,
        DataPageOffset = _data ?? _start,
        DictionaryPageOffset = _dictionary,
        Statistics = statistics,
    };

    private void EndLevels()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_page.GetSpan(4), _levels.WrittenCount);
        _page.Advance(4);
        _page.Write(_levels.WrittenSpan);
    }
}
