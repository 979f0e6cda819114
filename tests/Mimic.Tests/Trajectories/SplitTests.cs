using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class SplitTests
{
    [Fact]
    public void A_patient_keeps_the_split_whoever_else_is_in_the_store()
    {
        using var folder = new TemporaryFolder();
        var all = StoreSamples.Store(folder["all"], StoreSamples.Patients(80, 2));
        var some = StoreSamples.Store(folder["some"], StoreSamples.Patients(80, 2).Where(p => p.SubjectId % 3 == 0));
        Assert.All(some.SubjectIds, id => Assert.Equal(all.SplitOf(id), some.SplitOf(id)));
    }

    [Fact]
    public void Eight_of_ten_patients_are_for_training_and_one_each_for_tuning_and_evaluation()
    {
        var counts = Enumerable.Range(10_000_032, 20_000).CountBy(id => Splits.Of(id, 0)).ToDictionary();
        Assert.InRange(counts[Split.Train], 15_700, 16_300);
        Assert.InRange(counts[Split.Tuning], 1_800, 2_200);
        Assert.InRange(counts[Split.HeldOut], 1_800, 2_200);
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        var same = Enumerable.Range(1, 1000).Count(id => Splits.Of(id, 1) == Splits.Of(id, 2));

        // Independent draws agree with probability 0.8^2 + 0.1^2 + 0.1^2 = 0.66.
        Assert.InRange(same, 600, 720);
    }

    [Fact]
    public void The_split_of_known_patients_does_not_change_between_versions_of_the_library()
    {
        // Results that were published with a held-out part must stay comparable; the draws were worked out apart from this code.
        var drawn = Enumerable.Range(90_000_001, 20).Select(id => Splits.Of(id, 7)).ToList();
        Assert.Equal([4, 7], drawn.Index().Where(d => d.Item == Split.HeldOut).Select(d => d.Index));
    }

    [Fact]
    public void No_patient_lies_in_two_splits_and_each_shard_belongs_to_its_split()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(80, 10), new() { ShardRows = 100 });
        Assert.Equal(store.SubjectIds, store.SubjectIds.Distinct());
        foreach (var split in Splits.All)
        {
            var files = Directory.EnumerateFiles(Path.Combine(store.Folder, "data", split.Name()));
            Assert.All(files.SelectMany(RawStore.Subjects), id => Assert.Equal(split, store.SplitOf((int)id)));
        }
    }
}
