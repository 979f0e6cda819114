namespace Mimic.Trajectories;

/// <summary>
/// The place of a store and the folder beside it in which the store is made. One writer at a time: a lock file in the partial
/// folder is held open, so what a killed run left behind can be told from the work of a running one.
/// </summary>
internal sealed class StorePlace : IDisposable
{
    private const string LockName = "writing.lock";
    private readonly string _folder;
    private FileStream? _lock;

    private StorePlace(string folder, FileStream held)
    {
        (_folder, _lock) = (folder, held);
    }

    /// <summary>Where the store is made.</summary>
    public string PartialFolder => PartialOf(_folder);

    /// <summary>Where the store of a folder is made.</summary>
    public static string PartialOf(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".partial";

    /// <summary>Takes the place of a store.</summary>
    public static StorePlace Claim(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        CheckReplaceable(folder);
        var partial = PartialOf(folder);
        try
        {
            Directory.CreateDirectory(partial);
            var held = new FileStream(Path.Combine(partial, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MimicException(
                $"{partial}, in which the trajectories are made, cannot be written: {e.Message}",
                "Wait for the other run that writes to it, or choose another output folder.", e);
        }
    }

    /// <summary>Moves the finished store to its place; one that stood there is removed.</summary>
    public void Publish()
    {
        CheckReplaceable(_folder);
        var old = _folder + ".old";
        RemoveFolder(old);
        Release();
        File.Delete(Path.Combine(PartialFolder, LockName));
        if (Directory.Exists(_folder))
        {
            Directory.Move(_folder, old);
        }

        Directory.Move(PartialFolder, _folder);
        RemoveFolder(old);
    }

    /// <summary>Removes what was made and not published.</summary>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        Release();
        try
        {
            RemoveFolder(PartialFolder);
        }
        catch (IOException)
        {
            // Nothing trusts what is left, and the next run clears it; an error here would hide the one that led here.
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
