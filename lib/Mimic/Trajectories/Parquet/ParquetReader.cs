using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Mimic.Tables;

namespace Mimic.Trajectories.Parquet;

/// <summary>
/// Opens Parquet files: those of <see cref="ParquetWriter"/>, and those of others. Of flat columns it reads every encoding that
/// is in use, and pages that are compressed with snappy, gzip, Brotli or not at all; anything else is named in the error.
/// Safe for use by several threads; a cursor over its columns belongs to one.
/// </summary>
internal sealed class ParquetReader : IDisposable
{
    /// <summary>Behind the footer: its length and the marks with which a file ends.</summary>
    public const int TailBytes = 8;

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

    /// <summary>What was read and unpacked.</summary>
    public ReadTally Tally { get; private init; } = new();

    /// <summary>Opens a file and checks its footer.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What a user should do where the file is damaged.</param>
    /// <param name="footerCrc">The checksum that the footer must have; null if it is not known.</param>
    /// <exception cref="MimicException">The file is missing, cut off, damaged, or uses a feature that is not supported.</exception>
    public static ParquetReader Open(string path, string remedy, uint? footerCrc = null)
    {
        var footer = ReadFooter(path, remedy, footerCrc);
        return Reopen(path, remedy, Parse(path, remedy, footer), new());
    }

    /// <summary>The bytes of a footer, which are as good as it once its checksum is known to be right.</summary>
    /// <exception cref="MimicException">The file is missing, cut off, or its footer has another checksum.</exception>
    public static ParquetFooter ReadFooter(string path, string remedy, uint? footerCrc)
    {
        using var file = OpenHandle(path, remedy);
        return Guard(path, remedy, () => ReadFooter(file, footerCrc));
    }

    /// <summary>What a footer says, checked against itself.</summary>
    /// <exception cref="MimicException">It is damaged or uses a feature that is not supported.</exception>
    public static ParquetMetadata Parse(string path, string remedy, ParquetFooter footer) => Guard(path, remedy, () =>
    {
        var metadata = MetadataReader.Read(footer.Bytes);
        Check(metadata, footer.Start);
        return metadata;
    });

    /// <summary>Opens a file whose footer was read before.</summary>
    public static ParquetReader Reopen(string path, string remedy, ParquetMetadata metadata, ReadTally tally) =>
        new(path, remedy, OpenHandle(path, remedy), metadata) { Tally = tally };

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

    /// <summary>The position of a column of any type; -1 if the file lacks it.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Metadata.Columns.Count; i++)
        {
            if (Metadata.Columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Some rows of a column of a row group, at once.</summary>
    /// <typeparam name="T">int, long, float or double, as the column has it, or string.</typeparam>
    /// <param name="group">The position of the row group.</param>
    /// <param name="column">The position of the column, from <see cref="Column"/>.</param>
    /// <param name="from">The first row, counted within the row group.</param>
    /// <param name="count">The number of rows; null for all that follow.</param>
    public ColumnValues<T> Read<T>(int group, int column, int from = 0, int? count = null)
        where T : notnull
    {
        try
        {
            return WholeColumn.Read<T>(this, group, column, from, count ?? ((int)Metadata.RowGroups[group].Rows - from));
        }
        catch (Exception e) when (Explained(e, group, column) is { } error)
        {
            throw error;
        }
    }

    /// <summary>All values of a column of whole numbers of 32 or 64 bits.</summary>
    /// <exception cref="MimicException">It is missing, of another type, damaged, or a value is absent.</exception>
    public long[] ReadWholeNumbers(int group, string name)
    {
        var narrow = Find(name) is var i and >= 0 && Metadata.Columns[i].Kind == ColumnKind.Int32;
        var column = Column(name, narrow ? ColumnKind.Int32 : ColumnKind.Int64);
        var (values, present) = narrow
            ? Read<int>(group, column) is var n ? (Array.ConvertAll(n.Values, v => (long)v), n.Present) : default
            : Read<long>(group, column) is var w ? (w.Values, w.Present) : default;
        return present?.Contains(false) != true
            ? values
            : throw Explained(new ParquetDamageException("a value is absent"), group, column)!;
    }

    /// <summary>What went wrong, as a sentence for the user with the file in it; null if the exception is of another kind.</summary>
    /// <param name="exception">What a cursor threw.</param>
    /// <param name="group">The row group that was read.</param>
    /// <param name="column">The column that was read.</param>
    public MimicException? Explained(Exception exception, int group, int column)
    {
        var place = Invariant($"row group {group}, column {Metadata.Columns[column].Name}");
        return exception switch
        {
            ParquetDamageException e => new($"{Path} is damaged: {e.Message} ({place}).", _remedy, e),
            ParquetUnsupportedException e => Unsupported(Path, $"{e.Message} ({place})"),
            IOException e => CannotBeRead(Path, e),
            _ => null,
        };
    }

    /// <summary>The length of the file, as it is now.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Fills a buffer from a place in the file.</summary>
    public void ReadExactly(Span<byte> bytes, long offset)
    {
        Tally.Read(bytes.Length);
        ReadExactly(_file, bytes, offset);
    }

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
            throw CannotBeRead(path, e);
        }
    }

    private static MimicException CannotBeRead(string path, IOException e) =>
        new($"{path} cannot be read: {e.Message}", "Check the disk and read again.", e);

    private static MimicException Unsupported(string path, string feature) => new(
        $"{path} uses {feature}, which this reader of Parquet lacks.",
        "Write it again with flat columns and the codec snappy or gzip; with DuckDB: "
        + "COPY (FROM 'old.parquet') TO 'new.parquet' (FORMAT parquet, CODEC 'snappy').");

    private static ParquetFooter ReadFooter(SafeFileHandle file, uint? footerCrc)
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
        if (footerCrc is not null && Crc32.Append(0, footer) != footerCrc)
        {
            throw new ParquetDamageException("its footer was altered");
        }

        return new(footer, footerStart);
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
