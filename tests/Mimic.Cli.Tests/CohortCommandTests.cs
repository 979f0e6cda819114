using System.CommandLine;
using Mimic.Access;
using Mimic.Cli.Commands;
using Mimic.Cohorts;
using Mimic.Trajectories;

namespace Mimic.Cli.Tests;

public sealed class CohortCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-cohort-").FullName;

    private string CohortPath => Path.Combine(_folder, "out", "cohort.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_cohort_is_selected_from_a_store_saved_and_reported()
    {
        var text = Run("select", "--store", Store(), "--out", CohortPath, "--per-class", "2", "--months", "6", "--types", "Lab", "Chart");
        Assert.Contains("Attrition", text);
        Assert.Contains("chest radiographs: the rule that each patient needs one is dropped", text);
        Assert.Contains("only 1 are eligible", text);
        Assert.Contains("SMD to eligible", text);
        var cohort = EntropyCohort.Load(CohortPath);
        Assert.Equal([90_000_003, 90_000_004, 90_000_002], cohort.Patients.Select(p => p.SubjectId));
        Assert.Equal((6, "print"), (cohort.Options.Months, cohort.Fingerprint));
    }

    [Fact]
    public void How_a_cohort_came_about_is_written_beside_it()
    {
        var text = Run("select", "--store", Store(), "--out", CohortPath, "--per-class", "1", "--types", "Lab");
        Assert.Contains($"{PruningRecord.Beside(CohortPath)} says how they were chosen", text);
        var record = PruningRecord.ReadBeside(CohortPath)!;
        Assert.Equal((4L, 2L, "print"), (record.Count, record.Left, record.Inputs["tables"]));
        Assert.Contains("1 of 1 who died, 1 of 3 others", record.Paragraph);
        Assert.Contains("the rule that each patient needs one is dropped", record.Paragraph);
        Assert.DoesNotMatch(@"\b9\d{7}\b", record.ToJson());
    }

    [Fact]
    public void A_saved_cohort_is_shown_again()
    {
        var first = Run("select", "--store", Store(), "--out", CohortPath);
        Assert.StartsWith(Run("show", CohortPath).TrimEnd(), first);
    }

    [Fact]
    public void An_option_out_of_range_is_named_and_leaves_no_output()
    {
        var store = Store();
        var e = Assert.Throws<MimicException>(() => Run("select", "--store", store, "--out", CohortPath, "--months", "0"));
        Assert.Contains("Months", e.Problem);
        Assert.False(File.Exists(CohortPath));
    }

    private static string Run(params string[] arguments)
    {
        var output = new StringWriter();
        var code = CohortCommand.Create().Parse(arguments)
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        Assert.Equal(0, code);
        return output.ToString();
    }

    /// <summary>Patients 1 to 4 with labs in as many months; the third died.</summary>
    private string Store()
    {
        var folder = Path.Combine(_folder, "store");
        var info = new MedsStoreInfo { Source = SourceTag.Synthetic, DatasetName = "invented", InputFingerprint = "print" };
        using var writer = new MedsStoreWriter(folder, info);
        for (var k = 1; k <= 4; k++)
        {
            var id = 90_000_000 + k;
            string[] codes = ["LAB//50912//mg/dL", "CHART//220045//bpm"];
            var events = Enumerable.Range(0, k)
                .Select(m => new TrajectoryEvent(id, new DateTime(2150, 6, 15).AddMonths(-m), codes[m % 2], 1.0));
            var death = new TrajectoryEvent(id, new DateTime(2150, 9, 1), EventCodes.Death);
            writer.Add(new(id, SourceTag.Synthetic, k == 3 ? events.Append(death) : events));
        }

        writer.Complete(new Dictionary<string, string>(), "{}");
        return folder;
    }
}
