using System.Buffers;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Writes a Parquet file from column buffers, which belong to the caller: the small files of a store. Data pages of version 1,
/// plain or with a dictionary, each with a checksum.
/// </summary>
internal sealed class ParquetWriter : IDisposable
{
    private readonly ParquetAppender _file;
    private readonly ArrayBufferWriter<byte> _group = new(1 << 16);
    private readonly PageWriter _pages;
    private readonly IReadOnlyList<ColumnBuffer> _columns;
    private readonly Codec _codec;

    /// <summary>Creates a file.</summary>
    /// <param name="path">Where; must not exist.</param>
    /// <param name="columns">The columns, filled by the caller row by row.</param>
    /// <param name="codec">How pages are compressed.</param>
    public ParquetWriter(string path, IReadOnlyList<ColumnBuffer> columns, Codec codec = Codec.Gzip)
    {
        (_columns, _codec) = (columns, codec);
        _pages = new(_group);
        _file = new(path, [.. columns.Select(c => c.Column)]);
    }

    /// <summary>The rows in finished row groups.</summary>
    public long Rows => _file.Rows;

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

        _group.ResetWrittenCount();
        _file.Append(new(rows, [.. _columns.Select(c => c.Write(_pages, _codec))]), _group.WrittenSpan);
        foreach (var column in _columns)
        {
            column.Clear();
        }
    }

    /// <summary>Writes the last row group and the footer, and sees the file onto the disk.</summary>
    /// <returns>The length of the file and the checksum of its footer.</returns>
    public (long Bytes, uint FooterCrc) Complete()
    {
        EndRowGroup();
        return _file.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
