using System.Text.RegularExpressions;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>The 100 real patients of the open demo.</summary>
public sealed partial class RealDemoTrajectoriesTests
{
    [Fact]
    public void No_row_of_the_open_demo_is_lost()
    {
        var demo = RealDemo.PathOrSkip();
        using var folder = new TemporaryFolder();
        var store = TrajectoryBuilder.Build(MimicDataset.Open(demo), new() { Output = folder.Path, Cpus = 2 });
        var report = BuildReport.Of(store)!;
        Assert.Equal("MIMIC-IV demo 2.2", store.Dataset);

        // The README beside the tables states how many rows each has: "hosp: admissions 275, ...".
        var readme = File.ReadAllText(Path.Combine(demo, "README.md"));
        var stated = Modules().Matches(readme).SelectMany(m => Counts().Matches(m.Groups["counts"].Value)
            .Select(c => KeyValuePair.Create($"{m.Groups["module"].Value}/{c.Groups["table"].Value}", long.Parse(c.Groups["rows"].Value))))
            .ToDictionary();
        var clinical = report.Tables.Where(t => !t.Table.StartsWith("ecg/", StringComparison.Ordinal)).ToList();
        Assert.All(clinical, t => Assert.Equal(stated[t.Table], t.Rows));
        Assert.Equal(28, clinical.Count);

        // Every row of the demo has a patient, a time and a code.
        Assert.Equal(0, report.Refused);
        Assert.Equal(report.Codes, report.DescribedCodes);

        var counted = store.ReadAll().SelectMany(t => t).GroupBy(e => e.Table).ToDictionary(g => g.Key, g => g.LongCount());
        Assert.All(report.Tables, t => Assert.Equal(t.Events, counted[t.Table]));
        Assert.Equal(31, store.ReadAll().Count(t => t.Death is not null));
    }

    [GeneratedRegex(@"(?<module>hosp|icu|ed): (?<counts>[^.]+)\.")]
    private static partial Regex Modules();

    [GeneratedRegex(@"(?<table>\w+) (?<rows>\d+)")]
    private static partial Regex Counts();
}
