using System.Text.RegularExpressions;
using Mimic.Access;
using Mimic.Trajectories;
using static Mimic.Tests.Trajectories.MiniHospital;

namespace Mimic.Tests.Trajectories;

public sealed partial class TrajectoryMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void Joined_parts_are_the_store_of_one_build(int parts)
    {
        var data = MimicDataset.Open(Repository.DataDemo);
        var whole = new TrajectoryOptions { Output = Path.Combine(_folder.Path, "whole"), Seed = 3 };
        var divided = new TrajectoryOptions { Output = Path.Combine(_folder.Path, "parts"), Seed = 3 };
        TrajectoryBuilder.Build(data, whole);
        BuildParts(data, divided, parts);
        TrajectoryMerge.Merge(divided.Output, divided.Version);
        AssertSameStore(whole.StoreFolder, divided.StoreFolder);
    }

    [Fact]
    public void Parts_without_patients_are_parts_too()
    {
        using var hospital = WithAdmission();
        hospital.Build(version: "whole");
        var options = Options(hospital);
        BuildParts(hospital.Open(), options, 3);
        TrajectoryMerge.Merge(options.Output, options.Version);
        AssertSameStore(Path.Combine(hospital.Output, "whole"), options.StoreFolder);
    }

    [Theory]
    [InlineData("Swab", "Aspirate")]
    [InlineData("Swab", "")]
    [InlineData("", "Swab")]
    public void What_rows_call_a_code_does_not_depend_on_the_division(string first, string second)
    {
        using var hospital = WithAdmission()
            .Row("hosp/microbiologyevents", $"subject_id={Ada}", "charttime=2150-05-01 09:00:00", "test_itemid=90012", $"test_name={first}")
            .Row("hosp/microbiologyevents", $"subject_id={Ben}", "charttime=2160-05-01 09:00:00", "test_itemid=90012", $"test_name={second}");
        hospital.Build(version: "whole");
        var options = Options(hospital);
        BuildParts(hospital.Open(), options, 2);
        TrajectoryMerge.Merge(options.Output, options.Version);
        AssertSameStore(Path.Combine(hospital.Output, "whole"), options.StoreFolder);
    }

    [Fact]
    public void A_part_is_no_store()
    {
        using var hospital = WithAdmission();
        BuildParts(hospital.Open(), Options(hospital), 3);
        var error = Assert.Throws<MimicException>(() => TrajectoryStore.Open(Part(Options(hospital), 2, 3)));
        Assert.Contains("part 2 of 3", error.Problem);
    }

    [Fact]
    public void A_part_that_lost_a_file_is_built_again()
    {
        using var hospital = WithAdmission();
        var options = Options(hospital) with { Shard = (1, 2) };
        TrajectoryBuilder.BuildShard(hospital.Open(), options);
        var file = Directory.GetFiles(Path.Combine(options.PartFolder, "data"), "*.parquet", SearchOption.AllDirectories)[0];
        File.Delete(file);
        TrajectoryBuilder.BuildShard(hospital.Open(), options);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_part_that_is_complete_is_left_as_it_is()
    {
        using var hospital = WithAdmission();
        var options = Options(hospital) with { Shard = (1, 2) };
        TrajectoryBuilder.BuildShard(hospital.Open(), options);
        var mark = Path.Combine(options.PartFolder, "metadata", "mark");
        File.WriteAllText(mark, string.Empty);
        TrajectoryBuilder.BuildShard(hospital.Open(), options);
        Assert.True(File.Exists(mark));
        TrajectoryBuilder.BuildShard(hospital.Open(), options with { Seed = 1 });
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public void Missing_parts_are_named_with_the_command_that_makes_them()
    {
        using var hospital = WithAdmission();
        var options = Options(hospital) with { Seed = 7 };
        BuildParts(hospital.Open(), options, 4);
        Remove(options, 2);
        Remove(options, 4);
        Directory.CreateDirectory(Part(options, 4, 4) + ".partial");
        var error = Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(options.Output, options.Version));
        Assert.Contains("Parts 2, 4 of 4 are missing", error.Problem);
        Assert.Contains("part 4 is not finished", error.Problem);
        Assert.Contains($"mimic trajectories build --data DIR --out {options.Output} --version 1.0 --seed 7 --shard I/4, for I = 2, 4", error.Remedy);
        Assert.False(Directory.Exists(options.StoreFolder));
    }

    [Fact]
    public void Without_any_part_the_command_that_makes_one_is_named()
    {
        var error = Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(_folder.Path, "1.0"));
        Assert.Contains("--shard 1/4", error.Remedy);
    }

    [Fact]
    public void Parts_of_two_divisions_are_not_joined()
    {
        using var hospital = WithAdmission();
        BuildParts(hospital.Open(), Options(hospital), 2);
        TrajectoryBuilder.BuildShard(hospital.Open(), Options(hospital) with { Shard = (1, 3) });
        Assert.Contains("into 2 and into 3", Refused(hospital).Problem);
    }

    [Fact]
    public void A_part_from_other_tables_is_named()
    {
        using var hospital = WithAdmission();
        BuildParts(hospital.Open(), Options(hospital), 2);
        hospital.Row("hosp/poe", $"subject_id={Ben}", "ordertime=2160-05-01 09:00:00", "order_type=Lab");
        TrajectoryBuilder.BuildShard(hospital.Open(), Options(hospital) with { Shard = (2, 2) });
        var error = Refused(hospital);
        Assert.Contains("Part 2 of 2 is made from other tables than part 1", error.Problem);
        Assert.Contains("--shard 2/2", error.Remedy);
    }

    [Fact]
    public void A_part_with_another_seed_is_named()
    {
        using var hospital = WithAdmission();
        BuildParts(hospital.Open(), Options(hospital), 3);
        TrajectoryBuilder.BuildShard(hospital.Open(), Options(hospital) with { Shard = (3, 3), Seed = 5 });
        Assert.Contains("Part 3 of 3 splits the patients with seed 5, part 1 with 0", Refused(hospital).Problem);
    }

    [Fact]
    public void A_part_under_a_wrong_name_is_named()
    {
        using var hospital = WithAdmission();
        var options = Options(hospital);
        BuildParts(hospital.Open(), options, 2);
        Directory.Delete(Part(options, 2, 2), recursive: true);
        Directory.Move(Part(options, 1, 2), Part(options, 2, 2));
        TrajectoryBuilder.BuildShard(hospital.Open(), options with { Shard = (1, 2) });
        Assert.Contains("2-of-2 does not hold the part that its name says", Refused(hospital).Problem);
    }

    [Fact]
    public void A_flipped_bit_in_a_part_is_seen_and_nothing_is_left()
    {
        using var hospital = WithAdmission();
        var options = Options(hospital);
        BuildParts(hospital.Open(), options, 2);
        var file = Directory.GetFiles(Path.Combine(Part(options, 1, 2), "data"), "*.parquet", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 3] ^= 4;
        File.WriteAllBytes(file, bytes);
        Assert.Contains(file, Refused(hospital).Problem);
        Assert.Equal([options.PartsFolder], Directory.EnumerateFileSystemEntries(options.Output));
    }

    private static TrajectoryOptions Options(MiniHospital hospital) => new() { Output = hospital.Output, Cpus = 1 };

    private static MimicException Refused(MiniHospital hospital) =>
        Assert.Throws<MimicException>(() => TrajectoryMerge.Merge(hospital.Output, "1.0"));

    private static void BuildParts(MimicDataset data, TrajectoryOptions options, int count)
    {
        for (var i = count; i >= 1; i--)
        {
            TrajectoryBuilder.BuildShard(data, options with { Shard = (i, count) });
        }
    }

    private static string Part(TrajectoryOptions options, int index, int count) => (options with { Shard = (index, count) }).PartFolder;

    private static void Remove(TrajectoryOptions options, int part) => Directory.Delete(Part(options, part, 4), recursive: true);

    private static void AssertSameStore(string first, string second)
    {
        var names = Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(first, p)).Order().ToList();
        Assert.Equal(names, Directory.EnumerateFiles(second, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(second, p)).Order());
        foreach (var name in names)
        {
            var (one, two) = (Path.Combine(first, name), Path.Combine(second, name));
            if (name.EndsWith(".json", StringComparison.Ordinal))
            {
                Assert.Equal(WithoutMeasured(one), WithoutMeasured(two));
            }
            else
            {
                Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
            }
        }
    }

    private static string WithoutMeasured(string file) => Measured().Replace(File.ReadAllText(file), "$1");

    // Times, memory, temporary files and the day; of the mini hospital's stores also the version, which names their folders.
    [GeneratedRegex("""("(?:seconds|elapsedSeconds|cpus|peakMemoryBytes|spilledBytes|created_at|version|trajectory_version)": ).*""")]
    private static partial Regex Measured();
}
