using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>The shards of one split, written one after the other; a patient is never cut between two.</summary>
internal sealed class ShardFiles(string folder, Split split, long shardRows) : IDisposable
{
    private readonly List<StoreShard> _shards = [];
    private ParquetAppender? _file;
    private string _path = string.Empty;
    private int _first;
    private int _last = int.MinValue;

    /// <summary>The finished shards.</summary>
    public IReadOnlyList<StoreShard> Shards => _shards;

    public void Append(EncodedRowGroup group)
    {
        if (group.FirstSubjectId < _last)
        {
            throw new ArgumentException("Row groups must be appended in ascending order of their patients.", nameof(group));
        }

        if (_file?.Rows >= shardRows && group.FirstSubjectId > _last)
        {
            Complete();
        }

        if (_file is null)
        {
            _path = $"data/{split.Name()}/{_shards.Count}.parquet";
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, _path))!);
            _file = new(Path.Combine(folder, _path), StoreColumns.All);
            _first = group.FirstSubjectId;
        }

        _file.Append(group.Metadata, group.Bytes.Span);
        _last = group.LastSubjectId;
    }

    /// <summary>Finishes the shard that is being written, if any.</summary>
    public void Complete()
    {
        if (_file is { } file)
        {
            var (bytes, crc) = file.Complete();
            _shards.Add(new(split, new(_path, file.Rows, bytes, crc), _first, _last));
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }
}
