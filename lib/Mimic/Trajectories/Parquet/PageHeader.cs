namespace Mimic.Trajectories.Parquet;

/// <summary>What stands before each page.</summary>
internal sealed record PageHeader
{
    public required PageType Type { get; init; }

    public required int UncompressedBytes { get; init; }

    public required int CompressedBytes { get; init; }

    /// <summary>The checksum of the compressed bytes; null if the writer gave none.</summary>
    public uint? Crc { get; init; }

    /// <summary>Values and absent values together; of a dictionary, its entries; of a page without data, none.</summary>
    public required int Values { get; init; }

    public required PageEncoding Encoding { get; init; }

    /// <summary>Only in pages of version 2: the bytes of the levels, which stand uncompressed before the values.</summary>
    public int DefinitionBytes { get; init; }

    /// <summary>Only in pages of version 2: whether the values are compressed at all.</summary>
    public bool Compressed { get; init; } = true;

    /// <summary>Appends the header to Thrift bytes of its own.</summary>
    public ThriftWriter Write()
    {
        const int dictionaryHeader = 7, dataHeader = 5;
        var thrift = new ThriftWriter();
        thrift.Int32(1, (int)Type);
        thrift.Int32(2, UncompressedBytes);
        thrift.Int32(3, CompressedBytes);
        if (Crc is { } crc)
        {
            thrift.Int32(4, (int)crc);
        }

        thrift.BeginStruct(Type == PageType.Dictionary ? dictionaryHeader : dataHeader);
        thrift.Int32(1, Values);
        thrift.Int32(2, (int)Encoding);
        if (Type == PageType.Data)
        {
            thrift.Int32(3, (int)PageEncoding.Rle);
            thrift.Int32(4, (int)PageEncoding.Rle);
        }

        thrift.EndStruct();
        thrift.EndRoot();
        return thrift;
    }

    /// <summary>Reads a header and says how long it is. The page itself need not be among the bytes.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var thrift = new ThriftReader(bytes);
        int? type = null, uncompressed = null, compressed = null, crc = null;
        Details? details = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var fieldType))
        {
            switch (field)
            {
                case 1:
                    type = thrift.Int32(fieldType);
                    break;
                case 2:
                    uncompressed = thrift.Int32(fieldType);
                    break;
                case 3:
                    compressed = thrift.Int32(fieldType);
                    break;
                case 4:
                    crc = thrift.Int32(fieldType);
                    break;
                case 5 or 7 or 8:
                    thrift.Struct(fieldType);
                    details = ReadDetails(ref thrift, version2: field == 8);
                    break;
                default:
                    thrift.Skip(fieldType);
                    break;
            }
        }

        thrift.Leave(outer);
        length = thrift.Position;
        if (type == (int)PageType.Index)
        {
            details = new(0, PageEncoding.Plain, 0, false);
        }

        if (uncompressed is not >= 0 || compressed is not >= 0 || type is not (>= 0 and <= (int)PageType.DataV2)
            || details is null || details.Values < 0 || details.DefinitionBytes < 0)
        {
            throw new ParquetDamageException("a page header is incomplete");
        }

        return new()
        {
            Type = (PageType)type,
            UncompressedBytes = uncompressed.Value,
            CompressedBytes = compressed.Value,
            Crc = (uint?)crc,
            Values = details.Values,
            Encoding = details.Encoding,
            DefinitionBytes = details.DefinitionBytes,
            Compressed = details.Compressed,
        };
    }

    private static Details ReadDetails(ref ThriftReader thrift, bool version2)
    {
        int values = -1, encoding = -1, definition = 0;
        var compressed = true;
        var levels = (int)PageEncoding.Rle;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            switch (version2, field)
            {
                case (_, 1):
                    values = thrift.Int32(type);
                    break;
                case (false, 2) or (true, 4):
                    encoding = thrift.Int32(type);
                    break;
                case (false, 3) when type == ThriftType.Int32:
                    levels = thrift.Int32(type);
                    break;
                case (true, 5):
                    definition = thrift.Int32(type);
                    break;
                case (true, 7):
                    compressed = thrift.Bool(type);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return levels == (int)PageEncoding.Rle
            ? new(values, (PageEncoding)encoding, definition, compressed)
            : throw new ParquetUnsupportedException("levels in the old packed encoding");
    }

    private sealed record Details(int Values, PageEncoding Encoding, int DefinitionBytes, bool Compressed);
}
