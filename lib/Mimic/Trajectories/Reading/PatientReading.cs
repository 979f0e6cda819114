namespace Mimic.Trajectories;

/// <summary>Reads all patients of a store, several files at once where their patients interleave.</summary>
internal sealed class PatientReading(StoreContents contents, string folder)
{
    // Each file that is open takes some megabytes. Ours need three: one for each split.
    private const int MostFiles = 8;

    /// <summary>All of them, in ascending order where so many files suffice for it.</summary>
    public IEnumerable<Trajectory> All()
    {
        var lanes = Lanes();
        return lanes is not null ? InOrder(lanes) : FileByFile();
    }

    private IEnumerable<Trajectory> InOrder(List<List<ShardReader>> lanes)
    {
        var cursors = lanes.ConvertAll(lane => new PatientCursor(lane, contents.Names));
        var laneOf = new Dictionary<ShardReader, PatientCursor>();
        foreach (var (lane, cursor) in lanes.Zip(cursors))
        {
            lane.ForEach(shard => laneOf[shard] = cursor);
        }

        try
        {
            for (var i = 0; i < contents.Subjects.Length; i++)
            {
                var cursor = contents.ShardOf is { } shards
                    ? shards[i] < 0 ? null : laneOf[contents.Shards[shards[i]]]
                    : cursors[(int)contents.Splits[i]];
                yield return Trajectory.OfOrdered(contents.Subjects[i], contents.Source, cursor?.Take(contents.Subjects[i]) ?? []);
            }

            if (cursors.Exists(c => c.Next is not null))
            {
                throw TrajectoryStore.Damaged(folder, "a shard holds patients that the list of patients lacks");
            }
        }
        finally
        {
            cursors.ForEach(c => c.Dispose());
        }
    }

    private IEnumerable<Trajectory> FileByFile()
    {
        foreach (var shard in contents.Shards)
        {
            using var cursor = new PatientCursor([shard], contents.Names);
            while (cursor.Next is { } subject)
            {
                yield return Trajectory.OfOrdered(subject, contents.Source, cursor.Take(subject));
            }
        }

        for (var i = 0; i < contents.Subjects.Length; i++)
        {
            if (contents.ShardOf![i] < 0)
            {
                yield return Trajectory.OfOrdered(contents.Subjects[i], contents.Source, []);
            }
        }
    }

    /// <summary>The files as rows of files whose patients ascend; null if that takes too many rows.</summary>
    private List<List<ShardReader>>? Lanes()
    {
        if (contents.ShardOf is null)
        {
            return [.. Splits.All.Select(split => contents.Shards.Where(s => s.Split == split).ToList())];
        }

        var lanes = new List<List<ShardReader>>();
        foreach (var shard in contents.Shards.OrderBy(s => s.First))
        {
            if (!shard.Index!.Ascending)
            {
                return null;
            }

            var lane = lanes.Find(l => l[^1].Last < shard.First);
            if (lane is null)
            {
                lanes.Add(lane = []);
            }

            lane.Add(shard);
        }

        return lanes.Count <= MostFiles ? lanes : null;
    }
}
