using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>Reads the footer of a Parquet file.</summary>
internal static class MetadataReader
{
    /// <summary>Reads the Thrift bytes of a footer.</summary>
    /// <exception cref="ParquetDamageException">They are not a footer.</exception>
    public static ParquetMetadata Read(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata>? groups = null;
        long? rows = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            switch (field)
            {
                case 2:
                    schema = ReadSchema(ref thrift, type);
                    break;
                case 3:
                    rows = thrift.Int64(type);
                    break;
                case 4:
                    groups = ReadRowGroups(ref thrift, type);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        if (schema is null || groups is null || rows is null || thrift.Position != bytes.Length)
        {
            throw new ParquetDamageException("its footer is incomplete");
        }

        return new(SchemaElement.Columns(schema), rows.Value, groups);
    }

    private static List<SchemaElement> ReadSchema(ref ThriftReader thrift, ThriftType listType)
    {
        var count = thrift.List(listType, ThriftType.Struct);
        var elements = new List<SchemaElement>(count);
        for (var i = 0; i < count; i++)
        {
            elements.Add(SchemaElement.Read(ref thrift));
        }

        return elements;
    }

    private static List<RowGroupMetadata> ReadRowGroups(ref ThriftReader thrift, ThriftType listType)
    {
        var count = thrift.List(listType, ThriftType.Struct);
        var groups = new List<RowGroupMetadata>(count);
        for (var i = 0; i < count; i++)
        {
            List<ColumnChunkMetadata>? chunks = null;
            long? rows = null;
            var outer = thrift.Enter();
            while (thrift.Next(out var field, out var type))
            {
                switch (field)
                {
                    case 1:
                        chunks = ReadChunks(ref thrift, type);
                        break;
                    case 3:
                        rows = thrift.Int64(type);
                        break;
                    default:
                        thrift.Skip(type);
                        break;
                }
            }

            thrift.Leave(outer);
            groups.Add(chunks is not null && rows is not null
                ? new(rows.Value, chunks)
                : throw new ParquetDamageException("a row group is incomplete"));
        }

        return groups;
    }

    private static List<ColumnChunkMetadata> ReadChunks(ref ThriftReader thrift, ThriftType listType)
    {
        var count = thrift.List(listType, ThriftType.Struct);
        var chunks = new List<ColumnChunkMetadata>(count);
        for (var i = 0; i < count; i++)
        {
            ColumnChunkMetadata? chunk = null;
            var outer = thrift.Enter();
            while (thrift.Next(out var field, out var type))
            {
                switch (field)
                {
                    case 1:
                        throw new ParquetUnsupportedException("columns in a file of their own");
                    case 3:
                        thrift.Struct(type);
                        chunk = ReadChunk(ref thrift);
                        break;
                    case 8 or 9:
                        throw new ParquetUnsupportedException("encryption");
                    default:
                        thrift.Skip(type);
                        break;
                }
            }

            thrift.Leave(outer);
            chunks.Add(chunk ?? throw new ParquetDamageException("a column chunk has no metadata"));
        }

        return chunks;
    }

    private static ColumnChunkMetadata ReadChunk(ref ThriftReader thrift)
    {
        int? physical = null, codec = null;
        long? values = null, uncompressed = null, compressed = null, data = null, dictionary = null;
        var path = string.Empty;
        List<PageEncoding> encodings = [];
        ChunkStatistics? statistics = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    physical = thrift.Int32(type);
                    break;
                case 2:
                    for (var left = thrift.List(type, ThriftType.Int32); left > 0; left--)
                    {
                        encodings.Add((PageEncoding)thrift.Int32(ThriftType.Int32));
                    }

                    break;
                case 3:
                    var parts = thrift.List(type, ThriftType.Binary);
                    for (var i = 0; i < parts; i++)
                    {
                        path += (i > 0 ? "." : string.Empty) + thrift.String(ThriftType.Binary);
                    }

                    break;
                case 4:
                    codec = thrift.Int32(type);
                    break;
                case 5:
                    values = thrift.Int64(type);
                    break;
                case 6:
                    uncompressed = thrift.Int64(type);
                    break;
                case 7:
                    compressed = thrift.Int64(type);
                    break;
                case 9:
                    data = thrift.Int64(type);
                    break;
                case 11:
                    dictionary = thrift.Int64(type);
                    break;
                case 12:
                    thrift.Struct(type);
                    statistics = ReadStatistics(ref thrift);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        if (physical is null || codec is null || values is null || uncompressed is null || compressed is null || data is null)
        {
            throw new ParquetDamageException("the metadata of a column chunk are incomplete");
        }

        return new()
        {
            Type = (PhysicalType)physical,
            Path = path,
            Codec = (Codec)codec,
            Encodings = encodings,
            Values = values.Value,
            UncompressedBytes = uncompressed.Value,
            CompressedBytes = compressed.Value,
            DataPageOffset = data.Value,
            DictionaryPageOffset = dictionary,
            Statistics = statistics,
        };
    }

    private static ChunkStatistics ReadStatistics(ref ThriftReader thrift)
    {
        long? minimum = null, maximum = null, nulls = null;
        var outer = thrift.Enter();
        while (thrift.Next(out var field, out var type))
        {
            switch (field)
            {
                case 3:
                    nulls = thrift.Int64(type);
                    break;
                case 5:
                    maximum = Bound(thrift.Binary(type));
                    break;
                case 6:
                    minimum = Bound(thrift.Binary(type));
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        thrift.Leave(outer);
        return new(minimum, maximum, nulls);
    }

    // Bounds of other types (text, floating point) are of no use here.
    private static long? Bound(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => null,
    };
}
