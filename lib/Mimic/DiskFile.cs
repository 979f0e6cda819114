using Microsoft.Win32.SafeHandles;

namespace Mimic;

/// <summary>Makes and writes files; an error names the file, what is wrong with it or its disk, and what to do.</summary>
internal static class DiskFile
{
    /// <summary>Makes a file that does not exist yet.</summary>
    public static SafeFileHandle Create(string path) => Guard(path, () => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None));

    /// <summary>Makes a file that is gone when it is closed. Where the system allows it, it has no name from the beginning: a process that
    /// is killed does not leave it behind.</summary>
    public static SafeFileHandle CreateTemporary(string path) => Guard(path, () =>
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    });

    /// <summary>Makes a folder and those above it.</summary>
    public static void CreateFolder(string path) => Guard(path, () => Directory.CreateDirectory(path));

    /// <summary>Writes bytes at a place of a file.</summary>
    public static void Write(SafeFileHandle file, string path, ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(file, bytes, position);
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw Failure(path, e);
        }
    }

    /// <summary>Waits until the contents of a file are on the disk.</summary>
    public static void Flush(SafeFileHandle file, string path) => Guard(path, () =>
    {
        RandomAccess.FlushToDisk(file);
        return true;
    });

    /// <summary>Whether an exception tells that the disk or the system refused something.</summary>
    public static bool IsOfDisk(Exception e) => e is IOException or UnauthorizedAccessException || IsTooLarge(e);

    /// <summary>The error to show.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="e">What was thrown; <see cref="IsOfDisk"/>.</param>
    public static MimicException Failure(string path, Exception e)
    {
        const string Again = "then run the same command again.";
        const string Elsewhere = "choose an output folder on another disk; " + Again;
        var (problem, remedy) = e switch
        {
            _ when IsTooLarge(e) =>
                ("it would become larger than this system allows a file to be", $"Raise the limit (see 'ulimit -f'), or {Elsewhere}"),
            IOException { HResult: var code } when IsFull(code) => ("the disk is full", $"Make room on it, or {Elsewhere}"),
            IOException { HResult: var code } when IsOverQuota(code) =>
                ("your share of the disk (quota) is used up", $"Remove files of yours from it, or {Elsewhere}"),
            UnauthorizedAccessException => ("you may not write there", $"Choose an output folder of your own, {Again}"),
            _ => (e.Message.TrimEnd('.'), $"Check the disk or the network drive, or {Elsewhere}"),
        };
        return new($"{path} cannot be written: {problem}.", remedy, e);
    }

    // So the runtime tells of a write beyond the limit of the user or of the file system.
    private static bool IsTooLarge(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };

    private static bool IsFull(int code) => OperatingSystem.IsWindows() ? (code & 0xFFFF) is 39 or 112 : code == 28;

    private static bool IsOverQuota(int code) => !OperatingSystem.IsWindows() && code == (OperatingSystem.IsMacOS() ? 69 : 122);

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            throw Failure(path, e);
        }
    }
}
