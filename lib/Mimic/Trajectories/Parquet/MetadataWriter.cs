using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>Writes the footer of a Parquet file.</summary>
internal static class MetadataWriter
{
    /// <summary>Named in every file, as the format asks: who wrote it, which readers use to know about faults of writers.</summary>
    private const string CreatedBy = "MimicNotebooks version 0.1.0 (build 1)";

    /// <summary>The footer as Thrift bytes, without its length and the magic.</summary>
    public static ThriftWriter Write(ParquetMetadata metadata)
    {
        var thrift = new ThriftWriter();
        thrift.Int32(1, 1);
        WriteSchema(thrift, metadata.Columns);
        thrift.Int64(3, metadata.Rows);
        thrift.List(4, ThriftType.Struct, metadata.RowGroups.Count);
        for (var i = 0; i < metadata.RowGroups.Count; i++)
        {
            WriteRowGroup(thrift, metadata.RowGroups[i], metadata.Columns, i);
        }

        thrift.String(6, CreatedBy);

        // Says that the bounds in the statistics follow the order of the type; without it readers ignore them.
        thrift.List(7, ThriftType.Struct, metadata.Columns.Count);
        foreach (var _ in metadata.Columns)
        {
            thrift.BeginElement();
            thrift.EmptyStruct(1);
            thrift.EndStruct();
        }

        thrift.EndRoot();
        return thrift;
    }

    private static void WriteSchema(ThriftWriter thrift, IReadOnlyList<ParquetColumn> columns)
    {
        thrift.List(2, ThriftType.Struct, 1 + columns.Sum(c => c.Kind == ColumnKind.StringList ? 3 : 1));
        Group(thrift, "schema", null, columns.Count, list: false);
        foreach (var column in columns)
        {
            if (column.Kind == ColumnKind.StringList)
            {
                Group(thrift, column.Name, Repetition.Optional, 1, list: true);
                Group(thrift, "list", Repetition.Repeated, 1, list: false);
                Leaf(thrift, column with { Name = "element", Kind = ColumnKind.String, Optional = true });
            }
            else
            {
                Leaf(thrift, column);
            }
        }
    }

    private static void Group(ThriftWriter thrift, string name, Repetition? repetition, int children, bool list)
    {
        const int convertedList = 3, logicalList = 3;
        thrift.BeginElement();
        if (repetition is { } r)
        {
            thrift.Int32(3, (int)r);
        }

        thrift.String(4, name);
        thrift.Int32(5, children);
        if (list)
        {
            thrift.Int32(6, convertedList);
            thrift.BeginStruct(10);
            thrift.EmptyStruct(logicalList);
            thrift.EndStruct();
        }

        thrift.EndStruct();
    }

    private static void Leaf(ThriftWriter thrift, ParquetColumn column)
    {
        const int convertedUtf8 = 0, logicalString = 1, logicalTimestamp = 8, unitMicroseconds = 2;
        thrift.BeginElement();
        thrift.Int32(1, (int)column.Physical);
        thrift.Int32(3, (int)(column.Optional ? Repetition.Optional : Repetition.Required));
        thrift.String(4, column.Name);
        if (column.Kind == ColumnKind.String)
        {
            thrift.Int32(6, convertedUtf8);
            thrift.BeginStruct(10);
            thrift.EmptyStruct(logicalString);
            thrift.EndStruct();
        }
        else if (column.Kind == ColumnKind.Timestamp)
        {
            // No converted type: the old one would say that the times are UTC.
            thrift.BeginStruct(10);
            thrift.BeginStruct(logicalTimestamp);
            thrift.Bool(1, false);
            thrift.BeginStruct(2);
            thrift.EmptyStruct(unitMicroseconds);
            thrift.EndStruct();
            thrift.EndStruct();
            thrift.EndStruct();
        }

        thrift.EndStruct();
    }

    private static void WriteRowGroup(ThriftWriter thrift, RowGroupMetadata group, IReadOnlyList<ParquetColumn> columns, int ordinal)
    {
        thrift.BeginElement();
        thrift.List(1, ThriftType.Struct, group.Chunks.Count);
        for (var i = 0; i < group.Chunks.Count; i++)
        {
            thrift.BeginElement();
            thrift.Int64(2, 0);
            thrift.BeginStruct(3);
            WriteChunk(thrift, group.Chunks[i], columns[i]);
            thrift.EndStruct();
            thrift.EndStruct();
        }

        thrift.Int64(2, group.Chunks.Sum(c => c.UncompressedBytes));
        thrift.Int64(3, group.Rows);
        thrift.Int64(5, group.Chunks[0].Offset);
        thrift.Int64(6, group.Chunks.Sum(c => c.CompressedBytes));
        if (ordinal <= short.MaxValue)
        {
            thrift.Int16(7, (short)ordinal);
        }

        thrift.EndStruct();
    }

    private static void WriteChunk(ThriftWriter thrift, ColumnChunkMetadata chunk, ParquetColumn column)
    {
        thrift.Int32(1, (int)chunk.Type);
        thrift.List(2, ThriftType.Int32, chunk.Encodings.Count);
        foreach (var encoding in chunk.Encodings)
        {
            thrift.Int32Element((int)encoding);
        }

        var path = chunk.Path.Split('.');
        thrift.List(3, ThriftType.Binary, path.Length);
        foreach (var part in path)
        {
            thrift.StringElement(part);
        }

        thrift.Int32(4, (int)chunk.Codec);
        thrift.Int64(5, chunk.Values);
        thrift.Int64(6, chunk.UncompressedBytes);
        thrift.Int64(7, chunk.CompressedBytes);
        thrift.Int64(9, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } dictionary)
        {
            thrift.Int64(11, dictionary);
        }

        if (chunk.Statistics is { } statistics)
        {
            WriteStatistics(thrift, statistics, column.Physical);
        }
    }

    private static void WriteStatistics(ThriftWriter thrift, ChunkStatistics statistics, PhysicalType type)
    {
        thrift.BeginStruct(12);
        if (statistics.Nulls is { } nulls)
        {
            thrift.Int64(3, nulls);
        }

        if (statistics is { Minimum: { } minimum, Maximum: { } maximum })
        {
            thrift.Binary(5, Bound(maximum, type));
            thrift.Binary(6, Bound(minimum, type));
        }

        thrift.EndStruct();
    }

    private static byte[] Bound(long value, PhysicalType type)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return type == PhysicalType.Int32 ? bytes[..4] : bytes;
    }
}
