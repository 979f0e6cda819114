namespace Mimic.Trajectories.Building;

/// <summary>The temporary files of a build, some for each thread, and the folder they lie in.</summary>
internal sealed class SpillFolder : IDisposable
{
    private readonly List<SpillWriter> _writers = [];
    private Task? _clearing;

    /// <param name="folder">The folder to create.</param>
    /// <param name="count">How many threads write.</param>
    /// <param name="plan">The groups of patients.</param>
    /// <param name="memory">The bytes that may wait in the blocks of one thread.</param>
    /// <exception cref="MimicException">The disk is full, or cannot be written.</exception>
    public SpillFolder(string folder, int count, SpillPlan plan, long memory)
    {
        Folder = folder;
        DiskFile.CreateFolder(folder);
        for (var i = 0; i < count; i++)
        {
            _writers.Add(new(Path.Combine(folder, Invariant($"{i}")), plan, memory));
        }
    }

    /// <summary>Where they lie.</summary>
    public string Folder { get; }

    /// <summary>One writer for each thread.</summary>
    public IReadOnlyList<SpillWriter> Writers => _writers;

    /// <summary>The size of all files.</summary>
    public long Bytes => _writers.Sum(w => w.Bytes);

    /// <summary>Begins to remove the files. To give gigabytes back takes the system a while, in which other work can go on.</summary>
    public void BeginClearing() => _clearing ??= Task.Run(Clear);

    /// <summary>Removes the files, or waits until they are removed.</summary>
    public void Dispose()
    {
        BeginClearing();
        _clearing!.GetAwaiter().GetResult();
    }

    private void Clear()
    {
        _writers.ForEach(w => w.Dispose());
        Directory.Delete(Folder, recursive: true);
    }
}
