using System.Collections.Concurrent;
using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>A file of events whose footer was read; the file itself is opened when it is needed.</summary>
internal sealed class ShardReader
{
    private readonly string _path;
    private readonly ParquetMetadata _metadata;
    private readonly ConcurrentDictionary<string, string> _pool;
    private readonly (long First, long Last)[] _subjects;
    private readonly int _subjectColumn;

    public ShardReader(StoreShard shard, ParquetReader file, ConcurrentDictionary<string, string> pool)
    {
        (Shard, _path, _metadata, _pool) = (shard, file.Path, file.Metadata, pool);
        _subjectColumn = file.Column("subject_id", ColumnKind.Int64);
        _subjects = [.. _metadata.RowGroups.Select(g => g.Chunks[_subjectColumn].Statistics is { Minimum: { } first, Maximum: { } last }
            && first >= shard.FirstSubjectId && last <= shard.LastSubjectId
            ? (first, last)
            : throw TrajectoryStore.Damaged(_path, "a row group does not hold the patients that the store expects in it"))];
    }

    public StoreShard Shard { get; }

    public int Groups => _subjects.Length;

    public ParquetReader Open() => ParquetReader.Reopen(_path, StoreOpener.Rebuild, _metadata, new());

    /// <summary>All rows of a row group.</summary>
    public EventRows ReadGroup(ParquetReader file, int group) => new(file, group, 0, (int)_metadata.RowGroups[group].Rows, _pool);

    /// <summary>The events of one patient.</summary>
    public List<TrajectoryEvent> Read(int subjectId)
    {
        var events = new List<TrajectoryEvent>();
        using var file = Open();
        for (var group = 0; group < Groups; group++)
        {
            if (subjectId < _subjects[group].First || subjectId > _subjects[group].Last)
            {
                continue;
            }

            // Rows are sorted by patient; only the pages with this one are unpacked in the other columns.
            var subjects = file.Read<long>(group, _subjectColumn).Values;
            var first = LowerBound(subjects, subjectId);
            var count = LowerBound(subjects, subjectId + 1L) - first;
            var rows = new EventRows(file, group, first, count, _pool);
            for (var row = 0; row < count; row++)
            {
                events.Add(rows.Event(row));
            }
        }

        return events;
    }

    private static int LowerBound(long[] subjects, long subject)
    {
        int low = 0, high = subjects.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (subjects[middle] < subject)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
