using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class TrajectoryMergeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(30)]
    public void Joined_parts_are_the_store_of_one_build_byte_for_byte(int parts)
    {
        using var folder = new TemporaryFolder();
        var data = MimicDataset.Open(Repository.DataDemo);
        var whole = new TrajectoryOptions { Output = Path.Combine(folder.Path, "whole"), Seed = 3 };
        TrajectoryBuilder.Build(data, whole);
        var options = whole with { Output = Path.Combine(folder.Path, "parts") };
        for (var i = parts; i >= 1; i--)
        {
            TrajectoryBuilder.BuildShard(data, options with { Shard = (i, parts), Cpus = 1 + (i % 2) });
        }

        var merged = TrajectoryMerge.Merge(options.Output, options.Version);
        var (expected, actual) = (BuildReport.Of(TrajectoryStore.Open(whole.StoreFolder))!, BuildReport.Of(merged)!);
        Assert.Equal((expected.Rows, expected.Events, expected.Refused, expected.Patients, expected.Codes, expected.DescribedCodes),
            (actual.Rows, actual.Events, actual.Refused, actual.Patients, actual.Codes, actual.DescribedCodes));
        foreach (var file in Directory.EnumerateFiles(whole.StoreFolder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(whole.StoreFolder, file);
            if (name is not ("metadata/report.json" or "metadata/dataset.json"))
            {
                Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(options.StoreFolder, name))), name);
            }
        }
    }

    [Fact]
    public void A_missing_part_is_named_with_the_command_that_makes_it()
    {
        using var hospital = MiniHospital.WithAdmission();
        Parts(hospital, 1, 3);
        var error = Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(hospital.Output, "1.0"));
        Assert.Contains("lacks part 2 of 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("--shard 2/3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_another_seed_do_not_belong_together()
    {
        using var hospital = MiniHospital.WithAdmission();
        Parts(hospital, 1, 2);
        TrajectoryBuilder.BuildShard(hospital.Open(), new() { Output = hospital.Output, Shard = (3, 3), Seed = 9 });
        Assert.Contains("another seed", Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(hospital.Output, "1.0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_no_store_and_a_finished_one_is_not_built_again()
    {
        using var hospital = MiniHospital.WithAdmission();
        Parts(hospital, 2);
        var options = new TrajectoryOptions { Output = hospital.Output, Shard = (2, 3) };
        Assert.Contains("part 2 of 3", Assert.Throws<MimicException>(() => TrajectoryStore.Open(options.PartFolder)).Message, StringComparison.Ordinal);
        var written = File.GetLastWriteTimeUtc(Path.Combine(options.PartFolder, "metadata/mimic.json"));
        Parts(hospital, 2);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(options.PartFolder, "metadata/mimic.json")));
    }

    [Fact]
    public void Without_parts_there_is_nothing_to_join()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no part", Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(folder.Path, "1.0")).Message, StringComparison.Ordinal);
    }

    private static void Parts(MiniHospital hospital, params int[] indexes)
    {
        foreach (var index in indexes)
        {
            TrajectoryBuilder.BuildShard(hospital.Open(), new() { Output = hospital.Output, Shard = (index, 3) });
        }
    }
}
