using Mimic.Access;

namespace Mimic.Tables;

/// <summary>Opens the bytes of a table, packed or not.</summary>
internal static class TableStream
{
    /// <summary>Whether a path names a packed table.</summary>
    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The CSV bytes of a table; a .gz is unpacked and checked as it is read.</summary>
    public static Stream Open(string path) => Unpack(OpenFile(path), path);

    /// <summary>The CSV bytes of a table, of which the checksum of the file itself is made on the way.</summary>
    public static (Stream Bytes, HashedFile File) OpenHashed(string path)
    {
        var file = new HashedFile(OpenFile(path));
        return (Unpack(file, path), file);
    }

    private static Stream Unpack(Stream file, string path)
    {
        if (IsCompressed(path))
        {
            return new StrictGzipStream(file, path);
        }

        if (!file.CanSeek)
        {
            // A pipe shows its first bytes once only.
            return file;
        }

        try
        {
            Span<byte> head = stackalloc byte[64];
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            return head.IsEmpty ? throw Damage.Of(path, "is empty (0 bytes).")
                : Damage.Guess(head) is { } guess ? throw Damage.Of(path, $"is not a table; it looks like {guess}.")
                : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file itself.</summary>
    public static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MimicException($"{path} is not there any more.", "Open the data set again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException($"{path} cannot be opened: {e.Message}", "Check that the file may be read by you.", e);
        }
    }
}
