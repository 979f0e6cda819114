namespace Mimic.Trajectories.Building;

/// <summary>
/// Temporary files that hold the events of a build, one file per group of patients, so that no more than a few groups are in
/// memory at a time. The folder is removed at the end, also after an error.
/// </summary>
internal sealed class Spill : IDisposable
{
    // Each partition keeps a file open; many systems allow a process 1,024.
    private const int MaximumPartitions = 512;

    private readonly string _folder;
    private readonly FileStream[] _files;
    private readonly int _patients;

    /// <summary>Creates the folder and its files.</summary>
    /// <param name="folder">A folder that does not exist.</param>
    /// <param name="patients">The number of patients.</param>
    /// <param name="partitions">How many files would be good; there are no more than patients.</param>
    public Spill(string folder, int patients, long partitions)
    {
        (_folder, _patients) = (folder, patients);
        Directory.CreateDirectory(folder);
        var count = (int)Math.Clamp(partitions, 1, Math.Clamp(patients, 1, MaximumPartitions));
        _files = new FileStream[count];
        for (var i = 0; i < count; i++)
        {
            _files[i] = new(Path.Combine(folder, $"{i}.events"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0);
        }
    }

    /// <summary>The number of files. The result of a build does not depend on it.</summary>
    public int Partitions => _files.Length;

    /// <summary>The partition of a patient: each holds a range of patients, so that partition after partition is in order.</summary>
    /// <param name="patient">The place of the patient among all, ascending by subject_id.</param>
    public int PartitionOf(int patient) => (int)((long)patient * _files.Length / _patients);

    /// <summary>Adds whole records to a partition. Safe for use by several threads.</summary>
    public void Append(int partition, ReadOnlySpan<byte> records)
    {
        lock (_files[partition])
        {
            _files[partition].Write(records);
        }
    }

    /// <summary>Takes all records of a partition; its file is then empty.</summary>
    public byte[] Take(int partition)
    {
        var file = _files[partition];
        lock (file)
        {
            var records = new byte[file.Length];
            file.Position = 0;
            file.ReadExactly(records);
            file.SetLength(0);
            return records;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
