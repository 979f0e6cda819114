using Mimic.Native;

namespace Mimic;

/// <summary>
/// Writes files that appear whole or not at all, also if the power fails: under a temporary name beside their place first, seen onto the
/// disk, then renamed.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file; its folder is made if it does not exist.</summary>
    /// <param name="path">Where it appears; an older file there is replaced.</param>
    /// <param name="write">Writes the content to the temporary path that it is given.</param>
    public static void Write(string path, Action<string> write)
    {
        var full = Path.GetFullPath(path);
        if (IsDevice(full))
        {
            WriteDevice(full, write);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);

        // A name of its own: two programs that write the same file do not write into each other's.
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(file);
            }

            File.Move(temporary, full, overwrite: true);
            FolderSync.Flush(Path.GetDirectoryName(full)!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // A rename would put a file in the place of /dev/null, for every program of the machine. (/dev/shm holds ordinary files.)
    private static bool IsDevice(string full) =>
        full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static void WriteDevice(string device, Action<string> write)
    {
        var temporary = Path.GetTempFileName();
        try
        {
            write(temporary);
            using var content = File.OpenRead(temporary);
            using var target = new FileStream(device, FileMode.Open, FileAccess.Write);
            content.CopyTo(target);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">Where it appears.</param>
    /// <param name="text">All of it.</param>
    public static void WriteText(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));
}
