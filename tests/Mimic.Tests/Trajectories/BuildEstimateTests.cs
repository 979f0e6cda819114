using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class BuildEstimateTests
{
    private static BuildReport Report(params TableCount[] tables) => new()
    {
        Source = SourceTag.Synthetic,
        DataSet = "test",
        Version = "1.0",
        Seed = 0,
        Cpus = 2,
        Memory = 1L << 30,
        InputFingerprint = string.Empty,
        Patients = 1,
        Codes = 1,
        DescribedCodes = 1,
        Tables = tables,
        MissingTables = [],
        StoreBytes = 1000,
        SpilledBytes = 3000,
        Seconds = 10,
        PeakMemoryBytes = 0,
    };

    private static TableCount Table(string name, long rows) => new(name, rows, rows, 0, new Dictionary<string, long>(), 1);

    [Fact]
    public void The_rule_of_three_goes_over_the_tables_that_both_have()
    {
        var estimate = BuildEstimate.Of(Report(Table("icu/chartevents", 1_000_000), Table("cxr/metadata", 5)));
        Assert.Equal(432_997_491, estimate.Rows);
        Assert.Equal(432_997.491, estimate.StoreBytes, 3);
        Assert.Equal(3 * 432_997.491, estimate.SpilledBytes, 3);
        Assert.Equal(["cxr/metadata"], estimate.Unknown);
    }

    [Fact]
    public void The_time_of_one_build_lies_between_all_of_it_and_what_is_left_without_the_start()
    {
        var estimate = BuildEstimate.Of(Report(Table("icu/chartevents", 1_000_000)));
        Assert.Equal((3031.0, 4330.0), (Math.Round(estimate.LeastSeconds!.Value), Math.Round(estimate.MostSeconds!.Value)));
        Assert.Contains("51 to 72 minutes", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_of_seconds_is_too_short_to_tell_the_time()
    {
        var estimate = BuildEstimate.Of(Report(Table("icu/chartevents", 1_000_000)) with { Seconds = 2.8 });
        Assert.Equal((null, null), (estimate.LeastSeconds, estimate.MostSeconds));
        Assert.Contains("too short a build to tell", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Builds_without_rows_tell_what_rows_cost()
    {
        // 400 to 500 ms with a million rows, 100 to 150 without any.
        var estimate = BuildEstimate.OfTrials(Report(Table("icu/chartevents", 1_000_000)), [(0.5, 0.1), (0.4, 0.15), (0.45, 0.12)], "3.1");
        Assert.Equal(0.25 * 432.997491, estimate.LeastSeconds!.Value, 6);
        Assert.Equal(0.4 * 432.997491, estimate.MostSeconds!.Value, 6);
    }

    [Theory]
    [InlineData(0.1, 0.1)]
    [InlineData(0.2, 0.19)]
    public void Trials_that_differ_too_much_tell_nothing(double whole, double empty) => Assert.Null(
        BuildEstimate.OfTrials(Report(Table("icu/chartevents", 1_000_000)), [(whole, empty), (0.5, 0.1)], "3.1").MostSeconds);

    [Fact]
    public void A_short_build_is_measured_again_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var data = MimicDataset.Open(Repository.DataDemo);
        var store = TrajectoryBuilder.Build(data, new() { Output = folder.Path, Cpus = 2 });
        var estimate = BuildEstimate.Measure(store, data);
        Assert.Equal([store.Folder], Directory.GetDirectories(folder.Path));
        Assert.True(estimate.Rows > 700_000_000);
        Assert.True(estimate.LeastSeconds is null == estimate.MostSeconds is null && !(estimate.LeastSeconds > estimate.MostSeconds));
    }

    [Fact]
    public void The_ed_and_note_modules_of_3_1_have_the_rows_of_their_own_release() =>
        Assert.Equal(331_793, BuildEstimate.Of(Report(Table("note/discharge", 10))).Rows);

    [Fact]
    public void An_unknown_release_is_an_error() =>
        Assert.Contains("9.9", Assert.Throws<MimicException>(() => BuildEstimate.Of(Report(Table("icu/chartevents", 1)), "9.9")).Message, StringComparison.Ordinal);
}
