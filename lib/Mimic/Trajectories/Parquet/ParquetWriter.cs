using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Writes a Parquet file: data pages of version 1, plain or with a dictionary, compressed with gzip, each with a checksum.
/// Only the row group that is being filled is kept in memory, in the column buffers, which belong to the caller.
/// </summary>
internal sealed class ParquetWriter : IDisposable
{
    private readonly FileStream _file;
    private readonly PageWriter _pages;
    private readonly IReadOnlyList<ColumnBuffer> _columns;
    private readonly List<RowGroupMetadata> _groups = [];

    /// <summary>Creates a file.</summary>
    /// <param name="path">Where; must not exist.</param>
    /// <param name="columns">The columns, filled by the caller row by row.</param>
    /// <param name="codec">Uncompressed or gzip.</param>
    public ParquetWriter(string path, IReadOnlyList<ColumnBuffer> columns, Codec codec = Codec.Gzip)
    {
        _columns = columns;
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _pages = new(_file, codec);
        _pages.Raw(ParquetReader.Magic);
    }

    /// <summary>The rows in finished row groups.</summary>
    public long Rows { get; private set; }

    /// <summary>Writes the rows that wait in the column buffers as a row group, and empties the buffers.</summary>
    public void EndRowGroup()
    {
        var rows = _columns[0].Rows;
        if (_columns.Any(c => c.Rows != rows))
        {
            throw new InvalidOperationException("The columns of a row group have different numbers of rows.");
        }

        if (rows == 0)
        {
            return;
        }

        _groups.Add(new(rows, [.. _columns.Select(c => c.Write(_pages))]));
        foreach (var column in _columns)
        {
            column.Clear();
        }

        Rows += rows;
    }

    /// <summary>Writes the last row group and the footer, and sees the file onto the disk.</summary>
    /// <returns>The length of the file and the checksum of its footer.</returns>
    public (long Bytes, uint FooterCrc) Complete()
    {
        EndRowGroup();
        var footer = MetadataWriter.Write(new([.. _columns.Select(c => c.Column)], Rows, _groups)).Written;
        _pages.Raw(footer);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        _pages.Raw(length);
        _pages.Raw(ParquetReader.Magic);
        _file.Flush(flushToDisk: true);
        return (_pages.Position, Crc32.Of(footer));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
