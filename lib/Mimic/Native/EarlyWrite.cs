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

    /// <summary>Whether the system has such a call.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux();

    /// <summary>Begins to write what is not on the disk yet; promises nothing. It does nothing to a file that is closed.</summary>
    /// <param name="file">The file.</param>
    public static void Begin(SafeFileHandle file)
    {
        try
        {
            // Whether it did begin is of no account: a failure of the disk is told by the call that waits.
            _ = SyncFileRange(file, 0, 0, BeginOnly);
        }
        catch (ObjectDisposedException)
        {
            // It was closed meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long from, long bytes, uint flags);
}
