using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mimic.Native;

/// <summary>
/// Has the system begin to write parts of a file to the disk while others are still to come. Left to itself, Linux begins after half a
/// minute or some gigabytes, and whoever then waits for the file to be on the disk waits for all of it.
/// </summary>
internal static partial class EarlyWrite
{
    private const uint BeginOnly = 2; // SYNC_FILE_RANGE_WRITE

    /// <summary>Begins to write a part; does not wait for it, and promises nothing. On other systems than Linux it does nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="from">Where the part begins.</param>
    /// <param name="bytes">How long it is.</param>
    public static void Begin(SafeFileHandle file, long from, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            // Whether it did begin is of no account: a failure of the disk is told by the call that waits.
            _ = SyncFileRange(file, from, bytes, BeginOnly);
        }
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long from, long bytes, uint flags);
}
