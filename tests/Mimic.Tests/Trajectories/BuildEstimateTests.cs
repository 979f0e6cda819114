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
        Assert.Equal(4329.97491, estimate.Seconds, 5);
        Assert.Equal(432_997.491, estimate.StoreBytes, 3);
        Assert.Equal(3 * 432_997.491, estimate.SpilledBytes, 3);
        Assert.Equal(["cxr/metadata"], estimate.Unknown);
        Assert.Contains("72 minutes", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_ed_and_note_modules_of_3_1_have_the_rows_of_their_own_release() =>
        Assert.Equal(331_793, BuildEstimate.Of(Report(Table("note/discharge", 10))).Rows);

    [Fact]
    public void An_unknown_release_is_an_error() =>
        Assert.Contains("9.9", Assert.Throws<MimicException>(() => BuildEstimate.Of(Report(Table("icu/chartevents", 1)), "9.9")).Message, StringComparison.Ordinal);
}
