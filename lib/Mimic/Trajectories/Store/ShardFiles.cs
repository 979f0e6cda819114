using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>The shards of one split, written one after the other; a patient is never cut between two.</summary>
internal sealed class ShardFiles(string folder, Split split, long shardRows) : IDisposable
{
    private readonly List<StoreShard> _shards = [];
    private readonly List<Task> _flushing = [];
    private ParquetAppender? _file;
    private string _path = string.Empty;
    private int _first;
    private int _last = int.MinValue;

    /// <summary>The shards that have ended.</summary>
    public IReadOnlyList<StoreShard> Shards => _shards;

    public void Append(EncodedRowGroup group)
    {
        if (group.FirstSubjectId < _last)
        {
            throw new ArgumentException("Row groups must be appended in ascending order of their patients.", nameof(group));
        }

        if (_file?.Rows >= shardRows && group.FirstSubjectId > _last)
        {
            End();
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

    /// <summary>
    /// Ends the shard that is being written, if any. While the disk takes it, the next ones can be written: <see cref="Flush"/> waits.
    /// </summary>
    public void End()
    {
        if (_file is { } file)
        {
            var (bytes, crc) = file.End();
            _shards.Add(new(split, new(_path, file.Rows, bytes, crc), _first, _last));
            _file = null;
            _flushing.Add(Task.Run(() =>
            {
                using (file)
                {
                    file.Flush();
                }
            }));
        }
    }

    /// <summary>Waits until the shards that have ended are on the disk.</summary>
    /// <exception cref="MimicException">The disk refused one.</exception>
    public void Flush() => Task.WhenAll(_flushing).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;

        // Without a throw, which would hide what led here; an open file could not be removed everywhere.
        _flushing.ForEach(flush => _ = Task.WaitAny(flush));
    }
}
