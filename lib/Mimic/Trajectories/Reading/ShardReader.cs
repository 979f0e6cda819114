using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>A file of events. Its footer is read when the store is opened, but taken apart only when events are asked for.</summary>
internal sealed class ShardReader
{
    private readonly string _remedy;
    private readonly Lock _gate = new();
    private readonly long? _rows;
    private readonly long _length;
    private ParquetFooter? _footer;
    private ParquetMetadata? _metadata;
    private (long First, long Last)[] _subjects = [];

    /// <summary>A shard of a store of ours.</summary>
    public ShardReader(string path, string remedy, ParquetFooter footer, StoreShard shard)
    {
        (Path, _remedy, _footer, _length, _rows) = (path, remedy, footer, footer.FileLength, shard.File.Rows);
        (Split, First, Last, Columns) = (shard.Split, shard.FirstSubjectId, shard.LastSubjectId, EventColumns.All);
    }

    /// <summary>A file of another program.</summary>
    public ShardReader(string path, string remedy, ParquetFooter footer, EventColumns columns, SubjectIndex? index)
    {
        (Path, _remedy, _footer, _length, Columns, Index) = (path, remedy, footer, footer.FileLength, columns, index);
        (First, Last) = index is { Subjects: [var first, ..] and [.., var last] } ? (first, last) : (0, -1);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Where the patients lie in a file of another program.</summary>
    public SubjectIndex? Index { get; }

    /// <summary>The split that all its patients are of; null where they are of several.</summary>
    public Split? Split { get; set; }

    /// <summary>The lowest subject_id in it.</summary>
    public int First { get; }

    /// <summary>The highest.</summary>
    public int Last { get; }

    /// <summary>The columns it has.</summary>
    public EventColumns Columns { get; }

    /// <summary>What was read of it.</summary>
    public ReadTally Tally { get; } = new();

    /// <summary>The footer.</summary>
    public ParquetMetadata Metadata
    {
        get
        {
            lock (_gate)
            {
                if (_metadata is null)
                {
                    var metadata = ParquetReader.Parse(Path, _remedy, _footer!);
                    if (_rows is not null)
                    {
                        CheckGroups(metadata);
                    }

                    (_metadata, _footer) = (metadata, null);
                }

                return _metadata;
            }
        }
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="MimicException">It is missing, or another one than when the store was opened.</exception>
    public ParquetReader Open()
    {
        var file = ParquetReader.Reopen(Path, _remedy, Metadata, Tally);
        if (file.Length == _length)
        {
            return file;
        }

        file.Dispose();
        throw new MimicException($"{Path} is another file than when the store was opened: the store was replaced or altered.", "Open the store again.");
    }

    /// <summary>All rows, a range for each row group.</summary>
    public IEnumerable<RowRange> AllRows() => Metadata.RowGroups.Select((group, i) => new RowRange(i, 0, group.Rows));

    /// <summary>The rows of some patients.</summary>
    /// <param name="subjects">In ascending order.</param>
    public IEnumerable<RowRange> RowsOf(IReadOnlyList<int> subjects) =>
        Index is not null ? Index.RowsOf(subjects, Metadata) : FindRowsOf(subjects);

    private IEnumerable<RowRange> FindRowsOf(IReadOnlyList<int> subjects)
    {
        var next = 0;
        var groups = Metadata.RowGroups;
        EventScanner? scanner = null;
        EventBlock? block = null;
        try
        {
            for (var group = 0; group < groups.Count; group++)
            {
                while (next < subjects.Count && subjects[next] < _subjects[group].First)
                {
                    next++;
                }

                if (next >= subjects.Count || subjects[next] > _subjects[group].Last)
                {
                    continue;
                }

                scanner ??= new(this, new(), EventColumns.Subject, EventScanner.ShortReadAhead);
                block ??= new(new(), EventColumns.Subject, EventBlock.FewRows);
                foreach (var rows in RowsOf(subjects, next, scanner, block, new(group, 0, groups[group].Rows)))
                {
                    yield return rows;
                }
            }
        }
        finally
        {
            scanner?.Dispose();
        }
    }

    // Rows are sorted by patient: each block needs a search or two, and ranges that meet become one.
    private static IEnumerable<RowRange> RowsOf(
        IReadOnlyList<int> subjects, int next, EventScanner scanner, EventBlock block, RowRange all)
    {
        var (row, from, until) = (0L, 0L, 0L);
        scanner.Begin(all);
        while (next < subjects.Count && scanner.Read(block))
        {
            var at = 0;
            while (next < subjects.Count)
            {
                at += ~block.Subjects[at..].BinarySearch(new LowerBound(subjects[next]));
                var count = ~block.Subjects[at..].BinarySearch(new UpperBound(subjects[next]));
                if (count > 0 && row + at != until)
                {
                    if (until > from)
                    {
                        yield return new(all.Group, from, until - from);
                    }

                    from = row + at;
                }

                if (count > 0)
                {
                    until = row + at + count;
                }

                at += count;
                if (at >= block.Count)
                {
                    // The patient may go on in the next block.
                    break;
                }

                next++;
            }

            row += block.Count;
        }

        if (until > from)
        {
            yield return new(all.Group, from, until - from);
        }
    }

    private void CheckGroups(ParquetMetadata metadata)
    {
        if (metadata.Rows != _rows)
        {
            throw TrajectoryStore.Damaged(Path, "its number of rows is not that which was written");
        }

        var column = metadata.Columns.TakeWhile(c => c.Name != "subject_id").Count();
        _subjects = [.. metadata.RowGroups.Select(g => column < g.Chunks.Count
            && g.Chunks[column].Statistics is { Minimum: { } first, Maximum: { } last } && first >= First && last <= Last
            ? (first, last)
            : throw TrajectoryStore.Damaged(Path, "a row group does not hold the patients that the store expects in it"))];
    }

    private readonly struct LowerBound(int subject) : IComparable<int>
    {
        public int CompareTo(int other) => other >= subject ? -1 : 1;
    }

    private readonly struct UpperBound(int subject) : IComparable<int>
    {
        public int CompareTo(int other) => other > subject ? -1 : 1;
    }
}
