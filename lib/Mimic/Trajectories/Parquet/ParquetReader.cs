using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Reads Parquet files: those of <see cref="ParquetWriter"/>, and others that keep to flat columns, plain or dictionary
/// encoding, and gzip or no compression. Safe for use by several threads.
/// </summary>
internal sealed class ParquetReader : IDisposable
{
    private const int TailBytes = 8;
    private readonly SafeFileHandle _file;
    private readonly string _remedy;

    private ParquetReader(string path, string remedy, SafeFileHandle file, ParquetMetadata metadata)
    {
        (Path, _remedy, _file, Metadata) = (path, remedy, file, metadata);
    }

    /// <summary>The first and last four bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The footer.</summary>
    public ParquetMetadata Metadata { get; }

    /// <summary>Opens a file and checks its footer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What a user should do where the file is damaged.</param>
    /// <param name="footerCrc">The checksum that the footer must have; null if it is not known.</param>
    /// <exception cref="MimicException">The file is missing, cut off, damaged, or uses a feature that is not supported.</exception>
    public static ParquetReader Open(string path, string remedy, uint? footerCrc = null)
    {
        var file = OpenHandle(path, remedy);
        try
        {
            var metadata = Guard(path, remedy, () => ReadFooter(file, footerCrc));
            return new(path, remedy, file, metadata);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file whose footer was read before.</summary>
    public static ParquetReader Reopen(string path, string remedy, ParquetMetadata metadata) =>
        new(path, remedy, OpenHandle(path, remedy), metadata);

    /// <summary>The position of a column that is read as values of a kind.</summary>
    /// <exception cref="MimicException">The file lacks it, or it is of another kind.</exception>
    public int Column(string name, ColumnKind kind)
    {
        for (var i = 0; i < Metadata.Columns.Count; i++)
        {
            var column = Metadata.Columns[i];
            if (column.Name != name && !column.Name.StartsWith(name + ".", StringComparison.Ordinal))
            {
                continue;
            }

            return column.Kind == kind ? i
                : column.Unsupported is { } feature ? throw Unsupported(Path, $"{feature} (column {name})")
                : throw new MimicException($"{Path}: column {name} is of type {column.Kind}, not {kind}.", _remedy);
        }

        throw new MimicException($"{Path} has no column {name}.", _remedy);
    }

    /// <summary>Some rows of a column of a row group.</summary>
    /// <param name="group">The position of the row group.</param>
    /// <param name="column">The position of the column, from <see cref="Column"/>.</param>
    /// <param name="from">The first row, counted within the row group.</param>
    /// <param name="count">The number of rows; null for all that follow.</param>
    public ColumnValues<T> Read<T, TPlain>(int group, int column, int from = 0, int? count = null)
        where T : notnull
        where TPlain : struct, IPlainValues<T> => Guard(Path, _remedy, () =>
    {
        var rowGroup = Metadata.RowGroups[group];
        var chunk = rowGroup.Chunks[column];
        var bytes = new byte[chunk.CompressedBytes];
        ReadExactly(_file, bytes, chunk.Offset);
        var rows = (int)rowGroup.Rows;
        return ColumnReader<T, TPlain>.Read(bytes, Metadata.Columns[column], chunk, rows, from, count ?? rows - from);
    });

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static SafeFileHandle OpenHandle(string path, string remedy)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MimicException($"{path} is missing.", remedy, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new MimicException($"{path} cannot be opened: {e.Message}", "Check the permissions of the file and of the disk.", e);
        }
    }

    private static T Guard<T>(string path, string remedy, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ParquetDamageException e)
        {
            throw new MimicException($"{path} is damaged: {e.Message}.", remedy, e);
        }
        catch (ParquetUnsupportedException e)
        {
            throw Unsupported(path, e.Message);
        }
        catch (IOException e)
        {
            throw new MimicException($"{path} cannot be read: {e.Message}", "Check the disk and read again.", e);
        }
    }

    private static MimicException Unsupported(string path, string feature) => new(
        $"{path} uses {feature}, which this reader of Parquet lacks.",
        "Write it again with flat columns, plain or dictionary encoding, times in microseconds, and gzip or no compression.");

    private static ParquetMetadata ReadFooter(SafeFileHandle file, uint? footerCrc)
    {
        var length = RandomAccess.GetLength(file);
        if (length < Magic.Length + TailBytes)
        {
            throw new ParquetDamageException(length == 0 ? "it is empty" : "it is too short for a Parquet file");
        }

        var head = new byte[Magic.Length];
        var tail = new byte[TailBytes];
        ReadExactly(file, head, 0);
        ReadExactly(file, tail, length - TailBytes);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8))
        {
            throw new ParquetUnsupportedException("encryption");
        }

        if (!head.AsSpan().SequenceEqual(Magic))
        {
            throw new ParquetDamageException("it does not begin as a Parquet file");
        }

        var footerLength = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual(Magic) || footerLength <= 0 || footerLength > length - TailBytes - Magic.Length)
        {
            throw new ParquetDamageException("its end is missing or altered");
        }

        var footer = new byte[footerLength];
        var footerStart = length - TailBytes - footerLength;
        ReadExactly(file, footer, footerStart);
        if (footerCrc is not null && Crc32.Of(footer) != footerCrc)
        {
            throw new ParquetDamageException("its footer was altered");
        }

        var metadata = MetadataReader.Read(footer);
        Check(metadata, footerStart);
        return metadata;
    }

    private static void Check(ParquetMetadata metadata, long dataEnd)
    {
        long rows = 0;
        foreach (var group in metadata.RowGroups)
        {
            if (group.Rows is < 0 or > int.MaxValue || group.Chunks.Count != metadata.Columns.Count)
            {
                throw new ParquetDamageException("a row group does not fit the schema");
            }

            rows += group.Rows;
            for (var i = 0; i < group.Chunks.Count; i++)
            {
                var (chunk, column) = (group.Chunks[i], metadata.Columns[i]);
                if (chunk.Offset < Magic.Length || chunk.CompressedBytes < 0 || chunk.CompressedBytes > dataEnd - chunk.Offset)
                {
                    throw new ParquetDamageException("a column chunk lies outside of the file");
                }

                if (column.Unsupported is null
                    && (chunk.Path != column.Name || chunk.Type != column.Physical || chunk.Values != group.Rows))
                {
                    throw new ParquetDamageException("a column chunk does not fit the schema");
                }
            }
        }

        if (rows != metadata.Rows)
        {
            throw new ParquetDamageException("its row groups do not add up");
        }
    }

    private static void ReadExactly(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw new ParquetDamageException("it is shorter than its footer says");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}
