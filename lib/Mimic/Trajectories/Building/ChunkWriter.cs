namespace Mimic.Trajectories.Building;

/// <summary>Reads a chunk of the spill back, sorts it partition by partition and encodes it. One for each thread.</summary>
internal sealed class ChunkWriter(IReadOnlyList<SpillWriter> spills, EventOrder order, BatchFiller filler, string folder, long memory)
{
    private readonly EventDrafts _drafts = new();
    private readonly ChunkSorter _sorter = new(order);
    private byte[] _window = [];

    /// <summary>The row groups of some partitions.</summary>
    public IReadOnlyList<(Split Split, EncodedRowGroup Group)> Write(int first, int end)
    {
        for (var partition = first; partition < end; partition++)
        {
            Write(partition);
        }

        return filler.Finish();
    }

    private void Write(int partition)
    {
        // What does not fit into the memory at once is sorted in pieces, which are then merged.
        var runs = new List<SortedRun>();
        try
        {
            _drafts.Clear();
            foreach (var spill in spills)
            {
                spill.Read(partition, ref _window, block =>
                {
                    SpillBlock.Read(block.Span, _drafts);
                    if (_drafts.Bytes > memory)
                    {
                        SetAside(runs);
                    }
                });
            }

            if (runs.Count == 0)
            {
                filler.Add(_drafts, _sorter.Sort(_drafts));
            }
            else
            {
                SetAside(runs);
                Merge(runs);
            }
        }
        finally
        {
            runs.ForEach(r => r.Dispose());
        }
    }

    private void SetAside(List<SortedRun> runs)
    {
        runs.Add(new(Path.Combine(folder, $"{Guid.NewGuid():N}.run"), _drafts, _sorter.Sort(_drafts)));
        _drafts.Clear();
    }

    private void Merge(List<SortedRun> runs)
    {
        while (true)
        {
            SortedRun? least = null;
            foreach (var run in runs)
            {
                if (!run.AtEnd && (least is null || order.Compare(run.Current, least.Current, run.Texts, least.Texts) < 0))
                {
                    least = run;
                }
            }

            if (least is null)
            {
                return;
            }

            filler.Add(least.Texts, [least.Place]);
            least.MoveNext();
        }
    }
}
