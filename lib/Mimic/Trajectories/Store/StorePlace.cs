namespace Mimic.Trajectories;

/// <summary>
/// The place of a store and the folder beside it in which the store is made. One writer at a time: a lock file in the partial
/// folder is held open, so what a killed run left behind can be told from the work of a running one.
/// </summary>
/// <remarks>
/// A store that is replaced is first moved to <c>NAME.old</c>. A run that is killed before the new one stands in its place
/// leaves no NAME; the next one that looks for it moves the old one back.
/// </remarks>
internal sealed class StorePlace : IDisposable
{
    /// <summary>Stands in a folder that is being written.</summary>
    public const string LockName = "writing.lock";
    private readonly string _folder;
    private FileStream? _lock;

    private StorePlace(string folder, FileStream held)
    {
        (_folder, _lock) = (folder, held);
    }

    /// <summary>Where the store is made.</summary>
    public string PartialFolder => PartialOf(_folder);

    /// <summary>Where the store of a folder is made.</summary>
    public static string PartialOf(string folder) => Full(folder) + ".partial";

    /// <summary>Takes the place of a store.</summary>
    public static StorePlace Claim(string folder)
    {
        folder = Full(folder);
        CheckReplaceable(folder);
        var partial = PartialOf(folder);
        try
        {
            Directory.CreateDirectory(partial);
            var held = Hold(partial);
            try
            {
                Restore(folder);
                foreach (var left in Directory.EnumerateFileSystemEntries(partial))
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

                return new(folder, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException(
                $"{partial}, in which the trajectories are made, cannot be written: {e.Message}",
                "Wait for the other run that writes to it, or choose another output folder.", e);
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
        Release();
        File.Delete(Path.Combine(_folder, LockName));
        RemoveFolder(old);
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

    private static FileStream Hold(string partial) =>
        new(Path.Combine(partial, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

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
}
