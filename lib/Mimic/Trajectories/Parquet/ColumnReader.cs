using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>Rows of a column: a value each, or the type's default where it is absent.</summary>
/// <param name="Values">One per row.</param>
/// <param name="Present">Whether the row has a value; null if all have.</param>
internal sealed record ColumnValues<T>(T[] Values, bool[]? Present)
{
    /// <summary>Whether a row has a value.</summary>
    public bool Has(int row) => Present is null || Present[row];
}

/// <summary>Reads the pages of a column chunk, unpacking only those that hold wanted rows.</summary>
internal static class ColumnReader<T, TPlain>
    where T : notnull
    where TPlain : struct, IPlainValues<T>
{
    /// <summary>Some rows of a chunk.</summary>
    /// <param name="bytes">The whole chunk as it lies in the file.</param>
    /// <param name="column">Its column.</param>
    /// <param name="chunk">Its metadata.</param>
    /// <param name="rows">The rows of its row group.</param>
    /// <param name="from">The first row wanted.</param>
    /// <param name="count">The number of rows wanted.</param>
    public static ColumnValues<T> Read(byte[] bytes, ParquetColumn column, ColumnChunkMetadata chunk, int rows, int from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, rows);
        var result = new ColumnValues<T>(new T[count], column.Optional ? new bool[count] : null);
        T[]? dictionary = null;
        int position = 0, row = 0;
        while (position < bytes.Length)
        {
            if (PageHeader.Read(bytes, ref position) is not { } header)
            {
                continue;
            }

            var start = position;
            position += header.CompressedBytes;
            if (header.UncompressedBytes > chunk.UncompressedBytes)
            {
                throw new ParquetDamageException("a page has a false length");
            }

            if (header.Crc is { } crc && Crc32.Of(bytes.AsSpan(start, header.CompressedBytes)) != crc)
            {
                throw new ParquetDamageException("the checksum of a page is wrong");
            }

            if (header.Type == PageType.Dictionary)
            {
                dictionary = ReadDictionary(bytes, start, header, chunk.Codec);
                continue;
            }

            if (header.Values > rows - row)
            {
                throw new ParquetDamageException("a column has more values than its row group has rows");
            }

            // Where the wanted rows lie in this page, and where in the result.
            var first = Math.Max(0, from - row);
            var last = Math.Min(header.Values, from + count - row);
            if (first < last)
            {
                ReadPage(bytes, start, header, column, chunk.Codec, dictionary, first, last, row - from, result);
            }

            row += header.Values;
        }

        return row == rows ? result : throw new ParquetDamageException("a column has fewer values than its row group has rows");
    }

    private static T[] ReadDictionary(byte[] bytes, int start, PageHeader header, Codec codec)
    {
        var page = PageCompression.Decompress(bytes, start, header.CompressedBytes, header.UncompressedBytes, codec);
        if (header.Values > page.Length)
        {
            throw new ParquetDamageException("a dictionary is shorter than it says");
        }

        var values = new T[header.Values];
        var position = 0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = TPlain.Read(page, ref position);
        }

        return values;
    }

    private static void ReadPage(
        byte[] bytes, int start, PageHeader header, ParquetColumn column, Codec codec, T[]? dictionary,
        int first, int last, int shift, ColumnValues<T> result)
    {
        var values = Unpack(bytes, start, header, column, codec, out var levels);
        var (skipped, wanted) = ReadLevels(levels, column.Optional, first, last, shift, result);
        var next = 0;
        switch (header.Encoding)
        {
            case PageEncoding.Plain:
                TPlain.Skip(values, ref next, skipped);
                for (var i = first; i < last; i++)
                {
                    if (result.Has(i + shift))
                    {
                        result.Values[i + shift] = TPlain.Read(values, ref next);
                    }
                }

                break;
            case PageEncoding.RleDictionary or PageEncoding.PlainDictionary:
                if (wanted == 0)
                {
                    break;
                }

                if (dictionary is null || values.IsEmpty)
                {
                    throw new ParquetDamageException("a page refers to a dictionary that is not there");
                }

                var indexes = new RleDecoder(values[1..], values[0]);
                indexes.Skip(skipped);
                for (var i = first; i < last; i++)
                {
                    if (result.Has(i + shift))
                    {
                        var index = (uint)indexes.Next();
                        result.Values[i + shift] = index < dictionary.Length
                            ? dictionary[index]
                            : throw new ParquetDamageException("a page refers to a value that its dictionary lacks");
                    }
                }

                break;
            default:
                throw new ParquetUnsupportedException($"the encoding {header.Encoding} (column {column.Name})");
        }
    }

    /// <summary>Fills in which wanted rows have a value; counts the values before them and among them.</summary>
    private static (int Skipped, int Wanted) ReadLevels(
        ReadOnlySpan<byte> levels, bool optional, int first, int last, int shift, ColumnValues<T> result)
    {
        if (!optional)
        {
            return (first, last - first);
        }

        var decoder = new RleDecoder(levels, 1);
        int skipped = 0, wanted = 0;
        for (var i = 0; i < first; i++)
        {
            skipped += decoder.Next() & 1;
        }

        for (var i = first; i < last; i++)
        {
            if ((result.Present![i + shift] = decoder.Next() == 1))
            {
                wanted++;
            }
        }

        return (skipped, wanted);
    }

    private static ReadOnlySpan<byte> Unpack(
        byte[] bytes, int start, PageHeader header, ParquetColumn column, Codec codec, out ReadOnlySpan<byte> levels)
    {
        if (header.Type == PageType.DataV2)
        {
            if (header.DefinitionBytes > header.CompressedBytes || header.DefinitionBytes > header.UncompressedBytes)
            {
                throw new ParquetDamageException("a page has a false length");
            }

            levels = bytes.AsSpan(start, header.DefinitionBytes);
            return PageCompression.Decompress(
                bytes, start + header.DefinitionBytes, header.CompressedBytes - header.DefinitionBytes,
                header.UncompressedBytes - header.DefinitionBytes, header.Compressed ? codec : Codec.Uncompressed);
        }

        var page = PageCompression.Decompress(bytes, start, header.CompressedBytes, header.UncompressedBytes, codec);
        levels = default;
        if (!column.Optional)
        {
            return page;
        }

        var length = page.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(page);
        if (length < 0 || length > page.Length - 4)
        {
            throw new ParquetDamageException("a page ends in the middle of its levels or indexes");
        }

        levels = page.Slice(4, length);
        return page[(4 + length)..];
    }
}
