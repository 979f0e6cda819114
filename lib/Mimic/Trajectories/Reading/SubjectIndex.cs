using Mimic.Trajectories.Parquet;

namespace Mimic.Trajectories;

/// <summary>Where the rows of each patient lie in a file of another program, whose footer need not say it.</summary>
internal sealed class SubjectIndex
{
    private readonly int[] _subjects;
    private readonly long[] _starts;
    private readonly long[] _counts;

    private SubjectIndex(int[] subjects, long[] starts, long[] counts, bool ascending)
    {
        (_subjects, _starts, _counts, Ascending) = (subjects, starts, counts, ascending);
    }

    /// <summary>The patients in ascending order.</summary>
    public IReadOnlyList<int> Subjects => _subjects;

    /// <summary>Whether they stand in this order in the file, too. MEDS asks only that the rows of each stand together.</summary>
    public bool Ascending { get; }

    /// <summary>Reads the subject_id of every row.</summary>
    /// <exception cref="MimicException">The file is damaged, or the rows of a patient do not stand together.</exception>
    public static SubjectIndex Read(ShardReader shard, string remedy)
    {
        var (subjects, starts) = Runs(shard);
        var ends = starts.Skip(1).Append(shard.Metadata.Rows);
        var counts = ends.Zip(starts, (end, start) => end - start).ToArray();
        var (ids, places) = (subjects.ToArray(), starts.ToArray());
        var ascending = true;
        for (var i = 1; i < ids.Length; i++)
        {
            ascending &= ids[i - 1] < ids[i];
        }

        if (!ascending)
        {
            // By patient, and by place where one occurs twice.
            var order = Enumerable.Range(0, ids.Length).OrderBy(i => ids[i]).ThenBy(i => places[i]).ToArray();
            (ids, places, counts) = ([.. order.Select(i => ids[i])], [.. order.Select(i => places[i])], [.. order.Select(i => counts[i])]);
        }

        for (var i = 1; i < ids.Length; i++)
        {
            if (ids[i - 1] == ids[i])
            {
                throw new MimicException(
                    Invariant($"{shard.Path}, row group {GroupOf(shard.Metadata, places[i])}: a patient comes back whose rows had ended. ")
                    + "In MEDS all rows of a patient stand together.",
                    remedy);
            }
        }

        return new(ids, places, counts, ascending);
    }

    /// <summary>The rows of some patients in the order of the file.</summary>
    /// <param name="subjects">In ascending order; those that are not in the file are passed over.</param>
    /// <param name="metadata">The footer of the file.</param>
    public IEnumerable<RowRange> RowsOf(IEnumerable<int> subjects, ParquetMetadata metadata)
    {
        var found = subjects.Select(s => Array.BinarySearch(_subjects, s)).Where(i => i >= 0).OrderBy(i => _starts[i]);
        var (group, first) = (0, 0L);
        foreach (var i in found)
        {
            var (from, until) = (_starts[i], _starts[i] + _counts[i]);
            while (from < until)
            {
                while (first + metadata.RowGroups[group].Rows <= from)
                {
                    first += metadata.RowGroups[group++].Rows;
                }

                var end = Math.Min(until, first + metadata.RowGroups[group].Rows);
                yield return new(group, from - first, end - from);
                from = end;
            }
        }
    }

    private static (List<int> Subjects, List<long> Starts) Runs(ShardReader shard)
    {
        var (subjects, starts) = (new List<int>(), new List<long>());
        using var scanner = new EventScanner(shard, new(), EventColumns.Subject, EventScanner.LongReadAhead);
        var block = new EventBlock(new(), EventColumns.Subject);
        long row = 0;
        foreach (var rows in shard.AllRows())
        {
            scanner.Begin(rows);
            while (scanner.Read(block))
            {
                for (var at = 0; at < block.Count;)
                {
                    var subject = block.Subjects[at];
                    if (subjects.Count == 0 || subjects[^1] != subject)
                    {
                        subjects.Add(subject);
                        starts.Add(row + at);
                    }

                    var run = block.Subjects[at..].IndexOfAnyExcept(subject);
                    at = run < 0 ? block.Count : at + run;
                }

                row += block.Count;
            }
        }

        return (subjects, starts);
    }

    private static int GroupOf(ParquetMetadata metadata, long row)
    {
        var group = 0;
        for (; row >= metadata.RowGroups[group].Rows; group++)
        {
            row -= metadata.RowGroups[group].Rows;
        }

        return group;
    }
}
