using System.Buffers.Binary;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>A Parquet file of one column and one row group, of pages given as bytes.</summary>
internal static class HandMadeFile
{
    public static byte[] Of(ParquetColumn column, int rows, Codec codec, params (PageHeader Header, byte[] Bytes)[] pages)
    {
        List<byte> file = [.. ParquetReader.Magic];
        long uncompressed = 0;
        foreach (var (header, bytes) in pages)
        {
            file.AddRange(header.Write().Written);
            file.AddRange(bytes);
            uncompressed += header.UncompressedBytes;
        }

        var chunk = new ColumnChunkMetadata
        {
            Type = column.Physical,
            Path = column.Name,
            Codec = codec,
            Values = rows,
            UncompressedBytes = uncompressed,
            CompressedBytes = file.Count - 4,
            DataPageOffset = 4,
        };
        var footer = MetadataWriter.Write(new([column], rows, [new(rows, [chunk])])).Written;
        file.AddRange(footer);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. file, .. length, .. ParquetReader.Magic];
    }

    /// <summary>The header of a data page.</summary>
    public static PageHeader Page(PageEncoding encoding, int values, int bytes, int? compressed = null) => new()
    {
        Type = PageType.Data,
        Encoding = encoding,
        Values = values,
        UncompressedBytes = bytes,
        CompressedBytes = compressed ?? bytes,
    };
}
