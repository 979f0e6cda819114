using Mimic.Access;
using Mimic.Display;

namespace Mimic.Tables;

/// <summary>Reads files once, for their checksum and, of tables, their rows.</summary>
internal sealed class FileReading(Progress progress)
{
    private const int Megabyte = 1_000_000;

    /// <summary>What came of reading a file.</summary>
    /// <param name="Sha256">Its checksum; null if it could not be read to its end.</param>
    /// <param name="Rows">Its rows; null if they were not counted or not all are right.</param>
    /// <param name="Problem">Why not; null if all went well.</param>
    public sealed record Result(string? Sha256, long? Rows, MimicException? Problem);

    /// <summary>The checksum alone.</summary>
    public Result Sum(string path)
    {
        try
        {
            using var file = new HashedFile(TableStream.OpenFile(path));
            var buffer = new byte[1 << 18];
            long counted = 0;
            while (file.Read(buffer) > 0)
            {
                counted = Count(counted, file.Position);
            }

            return new(file.Sha256(), null, null);
        }
        catch (MimicException e)
        {
            return new(null, null, e);
        }
        catch (IOException e)
        {
            return new(null, null, new MimicException($"{path} cannot be read: {e.Message}", "Copy it from where it can be read, or get it again.", e));
        }
    }

    /// <summary>Checksum and rows in one pass; where the rows are not right, the checksum is made anyway.</summary>
    public Result Rows(TableFile table)
    {
        try
        {
            using var reader = TableReader.Open(table, DatasetReport.Columns(table), null, null, hashed: true);
            long counted = 0;
            while (reader.Read())
            {
                if (reader.Row % 10_000 == 0)
                {
                    counted = Count(counted, reader.Position);
                }
            }

            Count(counted, table.Bytes);
            return new(reader.Sha256(), reader.Row, null);
        }
        catch (MimicException e)
        {
            return new(Sum(table.Path).Sha256, null, e);
        }
    }

    // Bytes would make an unreadable number.
    private long Count(long counted, long position)
    {
        progress.Add(position / Megabyte - counted);
        return position / Megabyte;
    }
}
