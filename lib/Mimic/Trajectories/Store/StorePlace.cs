using Mimic.Native;

namespace Mimic.Trajectories;

/// <summary>
/// The place of a store and the folder beside it in which the store is made. One writer at a time: a lock file in the partial
/// folder is held open, so what a killed run left behind can be told from the work of a running one.
/// </summary>
/// <remarks>
/// <para>
/// A store that is replaced is first moved to <c>NAME.old</c>. A run that is killed before the new one stands in its place
/// leaves no NAME; the next one that looks for it moves the old one back.
/// </para>
/// <para>
/// If the power fails, there is the old store or the new one, each whole, too. Every file is on the disk when it is complete, every
/// folder of the store before the store is moved to its place, and the move before the old one is removed.
/// </para>
/// </remarks>
internal sealed class StorePlace : IDisposable
{
    /// <summary>Stands in a folder that is being written.</summary>
    public const string LockName = "writing.lock";
    private readonly string _folder;
    private readonly string _firstMade;
    private FileStream? _lock;

    private StorePlace(string folder, string firstMade, FileStream held)
    {
        (_folder, _firstMade, _lock) = (folder, firstMade, held);
    }

    /// <summary>Where the store is made.</summary>
    public string PartialFolder => PartialOf(_folder);

    /// <summary>Where the store of a folder is made.</summary>
    public static string PartialOf(string folder) => Full(folder) + ".partial";

    /// <summary>Takes the place of a store, and clears away what a killed run left there.</summary>
    /// <exception cref="MimicException">Another run holds it, something else than a store is in it, or it cannot be written.</exception>
    public static StorePlace Claim(string folder)
    {
        folder = Full(folder);
        CheckReplaceable(folder);
        var partial = PartialOf(folder);
        var firstMade = partial;
        while (Path.GetDirectoryName(firstMade) is { } above && !Directory.Exists(above))
        {
            firstMade = above;
        }

        try
        {
            Directory.CreateDirectory(partial);
            var held = Hold(partial);
            try
            {
                Clear(folder);
                return new(folder, firstMade, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw IsHeld(e)
                ? new MimicException(
                    $"Another run is making the trajectories of {folder}.", "Wait for that run, or choose another output folder or version.", e)
                : DiskFile.Failure(partial, e);
        }
    }

    /// <summary>Puts in order what a killed run left in and beside a store, unless another run is at it.</summary>
    public static void Tidy(string folder)
    {
        folder = Full(folder);
        if (Directory.Exists(PartialOf(folder)) || Directory.Exists(OldOf(folder)) || File.Exists(Path.Combine(folder, LockName)))
        {
            try
            {
                Claim(folder).Dispose();
            }
            catch (MimicException)
            {
                // Who builds will be told; who only opens the store needs nothing of this.
            }
        }
    }

    /// <summary>Moves a store back that a run took from its place and was killed before it put the new one there.</summary>
    public static void Repair(string folder)
    {
        folder = Full(folder);
        if (Directory.Exists(folder) || !Directory.Exists(OldOf(folder)))
        {
            return;
        }

        // Whoever holds the lock is between the two moves, and needs but a moment.
        for (var attempt = 0; attempt < 50 && !Directory.Exists(folder) && !TryRestore(folder); attempt++)
        {
            Thread.Sleep(20);
        }
    }

    /// <summary>Moves the finished store to its place; one that stood there is removed.</summary>
    public void Publish()
    {
        CheckReplaceable(_folder);
        foreach (var made in Directory.EnumerateDirectories(PartialFolder, "*", SearchOption.AllDirectories).Append(PartialFolder))
        {
            FolderSync.Flush(made);
        }

        var old = OldOf(_folder);
        RemoveFolder(old);
        if (OperatingSystem.IsWindows())
        {
            // There a folder with an open file in it cannot be moved.
            Release();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Move(_folder, old);
        }

        Directory.Move(PartialFolder, _folder);
        for (var made = PartialFolder; made.Length >= _firstMade.Length; made = Path.GetDirectoryName(made)!)
        {
            FolderSync.Flush(Path.GetDirectoryName(made)!);
        }

        Release();
        try
        {
            File.Delete(Path.Combine(_folder, LockName));
            RemoveFolder(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The store stands; the next run clears what is left.
        }
    }

    /// <summary>Removes what was made and not published.</summary>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                // There a file that is open cannot be removed.
                Release();
            }

            Restore(_folder);
            RemoveFolder(PartialFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing trusts what is left, and the next run clears it; an error here would hide the one that led here.
        }

        Release();
    }

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static string OldOf(string folder) => folder + ".old";

    private static FileStream Hold(string partial)
    {
        var path = Path.Combine(partial, LockName);
        var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        // Whoever held it may have moved the folder away between the opening and the locking of the file; then this is another one.
        // Its length is the mark by which to know it.
        try
        {
            held.SetLength(Random.Shared.Next(1, 1 << 20));
            if (new FileInfo(path) is { Exists: true } found && found.Length == held.Length)
            {
                return held;
            }

            throw new LostLockException();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // The numbers are those of Windows, Linux and macOS.
    private static bool IsHeld(Exception e) =>
        e is LostLockException or DirectoryNotFoundException
        || (e is IOException && (OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35));

    /// <summary>With the lock held: the old store is back in its place or gone, and nothing else is left of a run before this one.</summary>
    private static void Clear(string folder)
    {
        Restore(folder);
        foreach (var left in Directory.EnumerateFileSystemEntries(PartialOf(folder)))
        {
            if (Directory.Exists(left))
            {
                Directory.Delete(left, recursive: true);
            }
            else if (Path.GetFileName(left) != LockName)
            {
                File.Delete(left);
            }
        }

        if (File.Exists(Path.Combine(folder, StoreManifest.FileName)))
        {
            File.Delete(Path.Combine(folder, LockName));
            RemoveFolder(OldOf(folder));
        }
    }

    private static bool TryRestore(string folder)
    {
        try
        {
            using var held = Directory.Exists(PartialOf(folder)) ? Hold(PartialOf(folder)) : null;
            Restore(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Restore(string folder)
    {
        var old = OldOf(folder);
        if (!Directory.Exists(folder) && File.Exists(Path.Combine(old, StoreManifest.FileName)))
        {
            Directory.Move(old, folder);
        }
    }

    private static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder)
            || (Directory.Exists(folder)
                && Directory.EnumerateFileSystemEntries(folder).Any()
                && !File.Exists(Path.Combine(folder, StoreManifest.FileName))))
        {
            throw new MimicException(
                $"{folder} holds something else than trajectories, which would be lost.",
                "Choose another output folder, or empty this one yourself.");
        }
    }

    private static void RemoveFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Release()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private sealed class LostLockException : IOException;
}
