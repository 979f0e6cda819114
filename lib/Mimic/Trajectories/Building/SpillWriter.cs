using System.Numerics;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Takes the events of one thread, table after table, and keeps them in blocks by group of patients. Neighbouring groups share a file:
/// as soon as they are done with, it can go, and what is written instead of it finds its room, on the disk and in memory.
/// </summary>
internal sealed class SpillWriter : IDisposable
{
    private const int SmallestBlock = 512;
    private const int LargestBlock = 1 << 14;
    private const int MostFiles = 16;

    /// <summary>Fewer groups of patients are not worth a file.</summary>
    private const int LeastPartitions = 50;

    private readonly SpillPlan _plan;
    private readonly string _path;
    private readonly SpillFile?[] _files;
    private readonly int _partitionsPerFile;
    private readonly SpillBlock?[] _blocks;
    private readonly long[] _last;
    private readonly int _blockBytes;

    /// <param name="path">The files to create, without their ending.</param>
    /// <param name="plan">The groups of patients.</param>
    /// <param name="memory">The bytes that may wait in blocks that are not full.</param>
    public SpillWriter(string path, SpillPlan plan, long memory)
    {
        (_plan, _path) = (plan, path);
        _partitionsPerFile = Math.Max(LeastPartitions, (plan.Partitions + MostFiles - 1) / MostFiles);
        _files = new SpillFile?[MostFiles];
        _blocks = new SpillBlock?[plan.Partitions];
        Events = new long[plan.Partitions];
        TextBytes = new long[plan.Partitions];
        _last = new long[plan.Partitions];
        Array.Fill(_last, SpillFile.NoBlock);
        var share = Math.Clamp(memory / Math.Max(1, plan.Partitions), SmallestBlock, LargestBlock);
        _blockBytes = (int)(BitOperations.RoundUpToPowerOf2((ulong)share + 1) / 2);
    }

    /// <summary>The events of each partition, once all are added.</summary>
    public long[] Events { get; }

    /// <summary>The bytes of the texts of each partition that are not shared, once all are added.</summary>
    public long[] TextBytes { get; }

    /// <summary>The size of the files.</summary>
    public long Bytes => _files.Sum(f => f?.Length ?? 0);

    /// <summary>Adds an event.</summary>
    /// <param name="e">The event; its text is the number of a shared one, or none.</param>
    /// <param name="text">A text that is not shared; empty for none.</param>
    public void Add(in EventDraft e, ReadOnlySpan<byte> text)
    {
        var partition = _plan.PartitionOf(e.Patient);
        var block = _blocks[partition] ??= new(_blockBytes);
        block.Add(e, text);
        if (block.IsFull)
        {
            Flush(partition, block);
        }
    }

    /// <summary>Writes what is still in memory; nothing can be added after that.</summary>
    public void Finish()
    {
        for (var partition = 0; partition < _blocks.Length; partition++)
        {
            if (_blocks[partition] is { Length: > 0 } block)
            {
                Flush(partition, block);
            }

            _blocks[partition] = null;
        }

        Array.ForEach(_files, f => f?.Finish());
    }

    /// <summary>Reads the blocks of a partition, in no particular order. Safe for use by several threads.</summary>
    public void Read(int partition, ref byte[] window, Action<ReadOnlyMemory<byte>> take) =>
        _files[partition / _partitionsPerFile]?.Read(_last[partition], _blockBytes, ref window, take);

    /// <summary>Removes the files of which no partition will be read any more.</summary>
    /// <param name="partition">The first partition that may still be read.</param>
    public void Release(int partition)
    {
        for (var file = 0; file < partition / _partitionsPerFile && file < MostFiles; file++)
        {
            _files[file]?.Dispose();
        }
    }

    public void Dispose() => Release(int.MaxValue);

    private void Flush(int partition, SpillBlock block)
    {
        Events[partition] += block.Events;
        TextBytes[partition] += block.TextBytes;
        var number = partition / _partitionsPerFile;
        var file = _files[number] ??= new(Invariant($"{_path}-{number}.events"));
        _last[partition] = file.Append(block.Bytes, _last[partition]);
        block.Clear();
    }
}
