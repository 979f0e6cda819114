using System.Buffers.Binary;

namespace Mimic.Trajectories.Parquet;

/// <summary>Writes a Parquet file of row groups that are encoded already.</summary>
internal sealed class ParquetAppender : IDisposable
{
    private readonly FileStream _file;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private readonly List<RowGroupMetadata> _groups = [];
    private long _position;

    /// <summary>Creates a file.</summary>
    /// <param name="path">Where; must not exist.</param>
    /// <param name="columns">The columns that every row group has.</param>
    public ParquetAppender(string path, IReadOnlyList<ParquetColumn> columns)
    {
        _columns = columns;

        // Without a buffer of its own: what a full disk refused is not tried again when the file is closed.
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        Write(ParquetReader.Magic);
    }

    /// <summary>The rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Appends a row group.</summary>
    /// <param name="group">What it holds, its offsets counted from its own first byte.</param>
    /// <param name="bytes">Its pages.</param>
    public void Append(RowGroupMetadata group, ReadOnlySpan<byte> bytes)
    {
        _groups.Add(group.Moved(_position));
        Write(bytes);
        Rows += group.Rows;
    }

    /// <summary>Writes the footer, and sees the file onto the disk.</summary>
    /// <returns>The length of the file and the checksum of its footer.</returns>
    public (long Bytes, uint FooterCrc) Complete()
    {
        var footer = MetadataWriter.Write(new(_columns, Rows, _groups)).Written;
        var end = new byte[footer.Length + 4 + ParquetReader.Magic.Length];
        footer.CopyTo(end);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(footer.Length), footer.Length);
        ParquetReader.Magic.CopyTo(end.AsSpan(footer.Length + 4));
        Write(end);
        _file.Flush(flushToDisk: true);
        return (_position, Crc32.Of(footer));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _position += bytes.Length;
    }
}
