namespace Mimic.Trajectories.Parquet;

/// <summary>A column as a reader sees it.</summary>
/// <param name="Name">Its name; for a nested column the parts joined by dots.</param>
/// <param name="Kind">What it means; <see cref="ColumnKind.Other"/> if this subset cannot read it.</param>
/// <param name="Optional">Whether values may be absent.</param>
internal sealed record ParquetColumn(string Name, ColumnKind Kind, bool Optional)
{
    /// <summary>For a column that cannot be read: what it is, in words.</summary>
    public string? Unsupported { get; init; }

    /// <summary>How its values lie in the bytes.</summary>
    public PhysicalType Physical => Kind switch
    {
        ColumnKind.Int32 => PhysicalType.Int32,
        ColumnKind.Int64 or ColumnKind.Timestamp or ColumnKind.TimestampMilliseconds or ColumnKind.TimestampNanoseconds
            => PhysicalType.Int64,
        ColumnKind.Float => PhysicalType.Float,
        ColumnKind.Double => PhysicalType.Double,
        _ => PhysicalType.ByteArray,
    };
}

/// <summary>The bytes of the footer of a file, and where they begin.</summary>
internal sealed record ParquetFooter(byte[] Bytes, long Start)
{
    /// <summary>The length of the file that ends with it.</summary>
    public long FileLength => Start + Bytes.Length + ParquetReader.TailBytes;
}

/// <summary>The footer of a file.</summary>
internal sealed record ParquetMetadata(IReadOnlyList<ParquetColumn> Columns, long Rows, IReadOnlyList<RowGroupMetadata> RowGroups);

/// <summary>A horizontal slice of the file.</summary>
internal sealed record RowGroupMetadata(long Rows, IReadOnlyList<ColumnChunkMetadata> Chunks)
{
    /// <summary>The same with every offset moved by so many bytes.</summary>
    public RowGroupMetadata Moved(long by) => this with
    {
        Chunks = [.. Chunks.Select(c => c with
        {
            DataPageOffset = c.DataPageOffset + by,
            DictionaryPageOffset = c.DictionaryPageOffset + by,
        })],
    };
}

/// <summary>One column of one row group: where its pages lie and what they hold.</summary>
internal sealed record ColumnChunkMetadata
{
    public required PhysicalType Type { get; init; }

    public required string Path { get; init; }

    public required Codec Codec { get; init; }

    /// <summary>Values and absent values together; for a list, its elements.</summary>
    public required long Values { get; init; }

    /// <summary>The encodings of its pages and levels.</summary>
    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];

    public required long UncompressedBytes { get; init; }

    public required long CompressedBytes { get; init; }

    public required long DataPageOffset { get; init; }

    /// <summary>Null where there is no dictionary.</summary>
    public long? DictionaryPageOffset { get; init; }

    public ChunkStatistics? Statistics { get; init; }

    /// <summary>Where the first page of the chunk begins.</summary>
    public long Offset => DictionaryPageOffset is { } dictionary and > 0 ? Math.Min(dictionary, DataPageOffset) : DataPageOffset;
}

/// <summary>What the values of a chunk span; the bounds are those of whole numbers and times.</summary>
internal sealed record ChunkStatistics(long? Minimum, long? Maximum, long? Nulls);
