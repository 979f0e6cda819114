using System.CommandLine;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public sealed class TrajectoriesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-test-").FullName;

    public TrajectoriesCommandTests()
    {
        Directory.CreateDirectory(At("data/hosp"));
        File.WriteAllText(
            At("data/hosp/patients.csv"), "subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod\n90000001,F,50,2150,2011 - 2013,2150-06-01\n");
        File.WriteAllText(
            At("data/hosp/omr.csv"), "subject_id,chartdate,seq_num,result_name,result_value\n90000001,2150-04-01,1,Weight (Lbs),127\n");
    }

    [Fact]
    public async Task Build_reports_every_row_and_names_the_folder_of_the_store()
    {
        var output = await Build();
        Assert.Contains("2 rows in = 2 row events + 0 refused", output, StringComparison.Ordinal);
        Assert.Contains(At("out/tag-2"), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_counts_the_events_of_each_kind()
    {
        await Build();
        var output = await Run("trajectories", "show", "--store", At("out/tag-2"), "--patient", "90000001");
        Assert.Matches(@"OMR +1 +2150-04-01 +2150-04-01", output);
        Assert.Matches(@"MEDS_DEATH +1 +2150-06-01 23:59", output);
    }

    [Fact]
    public async Task Export_writes_the_events_of_a_patient()
    {
        await Build();
        await Run("trajectories", "export", "--store", At("out/tag-2"), "--patient", "90000001", "--format", "csv", "--out", At("one.csv"));
        Assert.Contains("OMR//Weight (Lbs)", await File.ReadAllTextAsync(At("one.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_joins_the_parts_of_a_build()
    {
        foreach (var shard in new[] { "1/2", "2/2" })
        {
            await Run("trajectories", "build", "--data", At("data"), "--out", At("out"), "--shard", shard);
        }

        var output = await Run("trajectories", "merge", "--out", At("out"));
        Assert.Contains("2 rows in = 2 row events + 0 refused", output, StringComparison.Ordinal);
        Assert.True(File.Exists(At("out/1.0/metadata/mimic.json")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_one_clear_error()
    {
        var error = await Assert.ThrowsAsync<MimicException>(() => Run("trajectories", "build", "--data", At("nowhere"), "--out", At("out")));
        Assert.Contains("nowhere", error.Problem, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("out")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var root = new RootCommand { TrajectoriesCommand.Create() };
        await root.Parse(arguments).InvokeAsync(new() { EnableDefaultExceptionHandler = false, Output = output });
        return output.ToString();
    }

    private string At(string name) => Path.Combine(_folder, name);

    private Task<string> Build() =>
        Run("trajectories", "build", "--data", At("data"), "--out", At("out"), "--version", "tag-2", "--cpus", "1", "--seed", "5");
}
