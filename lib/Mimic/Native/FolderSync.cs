using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>
/// Sees the names in a folder onto the disk, so that what was made, renamed or removed there stays so if the power fails. .NET can do
/// that for the contents of a file only.
/// </summary>
internal static partial class FolderSync
{
    private const string Library = "libc";
    private const int ReadOnly = 0;

    // Errors of the disk itself. Others mean that the folder may not be read, or that its file system has no such call.
    private static readonly int[] OfDisk = [5 /* EIO */, 28 /* ENOSPC */, OperatingSystem.IsMacOS() ? 69 : 122 /* EDQUOT */];

    /// <summary>Waits until the names are on the disk. On Windows, where a folder has no such call, it does nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            return;
        }

        var error = Sync(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (OfDisk.Contains(error))
        {
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        }
    }

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int handle);
}
