namespace Mimic.Access.Download;

/// <summary>Holds a folder for one run. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderClaim : IDisposable
{
    private const string LockName = "mimic-download.lock";

    private readonly FileStream _lock;

    private FolderClaim(FileStream held) => _lock = held;

    /// <summary>Takes a folder; it is made if it does not exist.</summary>
    /// <exception cref="MimicException">Another run holds it, or it cannot be written.</exception>
    public static FolderClaim Take(string folder)
    {
        DiskFile.CreateFolder(folder);
        var path = Path.Combine(folder, LockName);
        try
        {
            return new(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException e) when (OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35)
        {
            throw new MimicException($"Another run is fetching files into {folder}.", "Wait for it, or stop it; what has come stays.", e);
        }
        catch (Exception e) when (DiskFile.IsOfDisk(e))
        {
            throw DiskFile.Failure(path, e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
