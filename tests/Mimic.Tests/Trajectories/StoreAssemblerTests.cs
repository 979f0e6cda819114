using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

public class StoreAssemblerTests
{
    private static readonly Dictionary<string, string> NoDescriptions = [];

    [Fact]
    public void A_shard_ends_with_the_patient_who_fills_it()
    {
        using var folder = new TemporaryFolder();
        using (var store = new StoreAssembler(folder["store"], StoreSamples.Info, new() { ShardRows = 30 }))
        {
            // A patient of three row groups stays in one shard, however many rows it has.
            foreach (var (subject, rows) in new[] { (1, 20), (2, 20), (2, 20), (2, 20), (3, 10), (4, 20) })
            {
                store.Append(Split.Train, Group(subject, rows));
            }

            Assert.Equal((110L, true), (store.Events, store.Bytes > 0));
            store.Complete([(1, Split.Train), (2, Split.Train), (3, Split.Train), (4, Split.Train)], ["CODE//0"], NoDescriptions, "{}");
        }

        Assert.Equal([1, 2], RawStore.Subjects(folder["store/data/train/0.parquet"]).Distinct());
        Assert.Equal([3, 4], RawStore.Subjects(folder["store/data/train/1.parquet"]).Distinct());
        Assert.False(Directory.Exists(folder["store/data/tuning"]));
        Assert.Equal(60, TrajectoryStore.Open(folder["store"]).Read(2).Count);
    }

    [Fact]
    public void Row_groups_out_of_order_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var store = new StoreAssembler(folder["store"], StoreSamples.Info);
        store.Append(Split.Train, Group(5, 1));
        store.Append(Split.Tuning, Group(4, 1));
        Assert.Throws<ArgumentException>(() => store.Append(Split.Train, Group(4, 1)));
    }

    [Fact]
    public void Row_groups_taken_from_parts_give_the_bytes_of_the_whole()
    {
        using var folder = new TemporaryFolder();
        var batches = Enumerable.Range(0, 6).Select(i => EventBatches.Random(EventBatches.Names(), 3000, i, 1_000_000 * (i + 1))).ToList();
        Make(folder["whole"], null, batches);
        Make(folder["one"], (1, 2), batches[..2]);
        Make(folder["two"], (2, 2), batches[2..]);
        using (var store = new StoreAssembler(folder["merged"], StoreSamples.Info, new() { ShardRows = 4000 }))
        {
            foreach (var part in new[] { "one", "two" })
            {
                foreach (var path in Directory.EnumerateFiles(folder[$"{part}/data/train"]).Order(StringComparer.Ordinal))
                {
                    using var file = ParquetReader.Open(path, "Build it again.");
                    for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
                    {
                        store.Append(Split.Train, EncodedRowGroup.Read(file, group));
                    }
                }
            }

            store.Complete([], ["CODE//0"], NoDescriptions, "{}");
        }

        var files = Directory.EnumerateFiles(folder["whole"], "*", SearchOption.AllDirectories).ToList();
        Assert.Equal(8, files.Count);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(f.Replace(folder["whole"], folder["merged"]))));
    }

    [Fact]
    public void A_damaged_row_group_is_not_taken_over()
    {
        using var folder = new TemporaryFolder();
        Make(folder["store"], null, [EventBatches.Random(EventBatches.Names(), 500, 1)]);
        var path = folder["store/data/train/0.parquet"];
        var whole = File.ReadAllBytes(path);
        long end;
        using (var file = ParquetReader.Open(path, "Build it again."))
        {
            end = file.Metadata.RowGroups[0].Chunks.Sum(c => c.CompressedBytes) + 4;
            EncodedRowGroup.Read(file, 0).Dispose();
        }

        // A changed bit in the encoding that a header names passes here, since only pages have checksums; all else is seen.
        var random = new SeededRandom(12);
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(4, (int)end)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            using var file = ParquetReader.Open(path, "Build it again.");
            try
            {
                EncodedRowGroup.Read(file, 0).Dispose();
            }
            catch (MimicException e)
            {
                // A changed header may also name what only old files of others have.
                Assert.True(
                    e.Message.Contains("is damaged", StringComparison.Ordinal) || e.Message.Contains("old packed", StringComparison.Ordinal),
                    e.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 190, 200);
    }

    [Fact]
    public void A_part_is_no_store_yet()
    {
        using var folder = new TemporaryFolder();
        Make(folder["part"], (2, 4), [EventBatches.Random(EventBatches.Names(), 100, 1)]);
        var error = Assert.Throws<MimicException>(() => TrajectoryStore.Open(folder["part"]));
        Assert.Contains("is part 2 of 4", error.Message);
        Assert.Contains("mimic trajectories merge", error.Message);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_clear_error_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using (var store = new StoreAssembler(folder["store"], StoreSamples.Info))
        {
            File.WriteAllText(Path.Combine(store.Folder, "data"), "in the way");
            var error = Assert.Throws<MimicException>(() => store.Append(Split.Train, Group(1, 1)));
            Assert.Contains("cannot be written", error.Problem);
            Assert.Contains("run the same command again", error.Remedy);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static EncodedRowGroup Group(int subject, int rows)
    {
        var batch = EventBatches.Empty(rows);
        batch.Subject.AsSpan(0, rows).Fill(subject);
        return new RowGroupEncoder().Encode(batch, (0, rows));
    }

    private static void Make(string folder, (int, int)? part, IEnumerable<EventBatch> batches)
    {
        using var store = new StoreAssembler(folder, StoreSamples.Info, new() { ShardRows = 4000 }) { Part = part };
        foreach (var batch in batches)
        {
            store.Append(Split.Train, new RowGroupEncoder().Encode(batch, (0, batch.Count)));
        }

        store.Complete([], ["CODE//0"], NoDescriptions, "{}");
    }
}
