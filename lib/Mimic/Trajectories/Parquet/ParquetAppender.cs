using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Mimic.Tables;

namespace Mimic.Trajectories.Parquet;

/// <summary>Writes a Parquet file of row groups that are encoded already.</summary>
internal sealed class ParquetAppender : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private readonly List<RowGroupMetadata> _groups = [];
    private long _position;

    /// <summary>Creates a file.</summary>
    /// <param name="path">Where; must not exist.</param>
    /// <param name="columns">The columns that every row group has.</param>
    /// <exception cref="MimicException">The file cannot be written, now or later: the disk is full, for instance.</exception>
    public ParquetAppender(string path, IReadOnlyList<ParquetColumn> columns)
    {
        (_path, _columns) = (path, columns);
        _file = DiskFile.Create(path);
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
        var end = End();
        Flush();
        return end;
    }

    /// <summary>Writes the footer, which may still have to be seen onto the disk: <see cref="Flush"/>.</summary>
    /// <returns>The length of the file and the checksum of its footer.</returns>
    public (long Bytes, uint FooterCrc) End()
    {
        var footer = MetadataWriter.Write(new(_columns, Rows, _groups)).Written;
        var end = new byte[footer.Length + 4 + ParquetReader.Magic.Length];
        footer.CopyTo(end);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(footer.Length), footer.Length);
        ParquetReader.Magic.CopyTo(end.AsSpan(footer.Length + 4));
        Write(end);
        return (_position, Crc32.Append(0, footer));
    }

    /// <summary>Waits until the file is on the disk.</summary>
    public void Flush() => DiskFile.Flush(_file, _path);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        DiskFile.Write(_file, _path, bytes, _position);
        _position += bytes.Length;
    }
}
