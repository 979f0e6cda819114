using System.Buffers;
using Mimic.Tables;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>The bytes of a row group of events as they go into a file. Its memory is borrowed: dispose of it after use.</summary>
internal sealed class EncodedRowGroup : IDisposable
{
    private readonly int _length;
    private byte[]? _bytes;

    /// <summary>Copies encoded bytes.</summary>
    /// <param name="metadata">What they hold; offsets count from their first byte.</param>
    /// <param name="bytes">The pages of all columns.</param>
    /// <param name="firstSubjectId">The patient of the first row.</param>
    /// <param name="lastSubjectId">The patient of the last row.</param>
    public EncodedRowGroup(RowGroupMetadata metadata, ReadOnlySpan<byte> bytes, int firstSubjectId, int lastSubjectId)
        : this(metadata, Borrow(bytes.Length), bytes.Length, firstSubjectId, lastSubjectId) => bytes.CopyTo(_bytes);

    private EncodedRowGroup(RowGroupMetadata metadata, byte[] bytes, int length, int firstSubjectId, int lastSubjectId)
    {
        (Metadata, _bytes, _length) = (metadata, bytes, length);
        (FirstSubjectId, LastSubjectId) = (firstSubjectId, lastSubjectId);
    }

    public RowGroupMetadata Metadata { get; }

    /// <summary>The pages of all columns.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes is { } bytes
        ? bytes.AsMemory(0, _length)
        : throw new ObjectDisposedException(nameof(EncodedRowGroup));

    public int Rows => (int)Metadata.Rows;

    public int FirstSubjectId { get; }

    public int LastSubjectId { get; }

    /// <summary>Takes a row group out of a file as it is; every page is checked against its checksum.</summary>
    /// <exception cref="MimicException">The file is damaged, or no shard of a store.</exception>
    public static EncodedRowGroup Read(ParquetReader file, int group)
    {
        var metadata = file.Metadata.RowGroups[group];
        var start = metadata.Chunks[0].Offset;
        var length = metadata.Chunks.Sum(c => c.CompressedBytes);
        var bytes = length <= Array.MaxLength ? Borrow((int)length) : [];
        var column = 0;
        try
        {
            if (!file.Metadata.Columns.SequenceEqual(StoreColumns.All) || bytes.Length < length)
            {
                throw new ParquetDamageException("its columns are not those of a store");
            }

            file.ReadExactly(bytes.AsSpan(0, (int)length), start);
            var end = start;
            for (; column < metadata.Chunks.Count; column++)
            {
                var chunk = metadata.Chunks[column];
                if (chunk.Offset != end)
                {
                    throw new ParquetDamageException("its columns do not follow each other");
                }

                CheckPages(bytes.AsSpan((int)(end - start), (int)chunk.CompressedBytes));
                end += chunk.CompressedBytes;
            }

            column = 0;
            return metadata.Chunks[0].Statistics is { Minimum: { } first, Maximum: { } last }
                ? new(metadata.Moved(-start), bytes, (int)length, checked((int)first), checked((int)last))
                : throw new ParquetDamageException("a row group does not say whose it is");
        }
        catch (Exception e)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            if (file.Explained(e, group, column) is { } error)
            {
                throw error;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void CheckPages(ReadOnlySpan<byte> pages)
    {
        while (!pages.IsEmpty)
        {
            var header = PageHeader.Read(pages, out var length);
            if (header.CompressedBytes > pages.Length - length)
            {
                throw new ParquetDamageException("a page has a false length");
            }

            if (header.Crc != Crc32.Append(0, pages.Slice(length, header.CompressedBytes)))
            {
                throw new ParquetDamageException("the checksum of a page is wrong");
            }

            pages = pages[(length + header.CompressedBytes)..];
        }
    }

    private static byte[] Borrow(int length) => ArrayPool<byte>.Shared.Rent(length);
}
