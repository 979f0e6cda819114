using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Where row groups and shards end. The defaults suit real data; tests use smaller ones.</summary>
internal sealed record ShardLimits
{
    /// <summary>A row group ends with the patient who reaches so many rows, at the latest at twice as many.</summary>
    public int GroupRows { get; init; } = 1 << 16;

    /// <summary>A row group ends with the event that reaches so many characters of text.</summary>
    public long GroupText { get; init; } = 1 << 25;

    /// <summary>A shard ends with the patient who reaches so many rows.</summary>
    public long ShardRows { get; init; } = 8_000_000;
}

/// <summary>Writes the shards of one split, one after the other; a patient is never cut between two.</summary>
internal sealed class ShardWriter(string folder, Split split, ShardLimits limits) : IDisposable
{
    private readonly EventBuffers _buffers = new();
    private readonly List<StoreShard> _shards = [];
    private ParquetWriter? _file;
    private string _path = string.Empty;
    private int _first;
    private int _last;

    /// <summary>The finished shards.</summary>
    public IReadOnlyList<StoreShard> Shards => _shards;

    public void Add(Trajectory patient)
    {
        if (_file is null)
        {
            _path = $"data/{split.Name()}/{_shards.Count}.parquet";
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, _path))!);
            _file = new(Path.Combine(folder, _path), _buffers.Columns);
            _first = patient.SubjectId;
        }

        _last = patient.SubjectId;
        foreach (ref readonly var e in patient.Span)
        {
            _buffers.Add(e);
            if (_buffers.Rows >= 2 * limits.GroupRows || _buffers.TextLength >= limits.GroupText)
            {
                EndGroup(_file);
            }
        }

        if (_buffers.Rows >= limits.GroupRows)
        {
            EndGroup(_file);
        }

        if (_file.Rows + _buffers.Rows >= limits.ShardRows)
        {
            Complete();
        }
    }

    /// <summary>Finishes the shard that is being written, if any.</summary>
    public void Complete()
    {
        if (_file is null)
        {
            return;
        }

        var (bytes, crc) = _file.Complete();
        _buffers.Restart();
        _shards.Add(new(split, new(_path, _file.Rows, bytes, crc), _first, _last));
        _file.Dispose();
        _file = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void EndGroup(ParquetWriter file)
    {
        file.EndRowGroup();
        _buffers.Restart();
    }
}
