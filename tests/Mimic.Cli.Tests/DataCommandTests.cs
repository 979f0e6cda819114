using System.CommandLine;
using System.IO.Compression;
using Mimic.Access;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_shows_what_was_found_and_what_is_missing()
    {
        Write("services.csv", "subject_id,hadm_id,transfertime,prev_service,curr_service\n");
        var (code, output, _) = await Run("data", "show", _folder);
        Assert.Equal(0, code);
        Assert.Contains("hosp/services", output, StringComparison.Ordinal);
        Assert.Contains("- hosp/patients: No patients", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_counts_the_rows_of_every_table()
    {
        Write("services.csv", "subject_id,hadm_id,transfertime,prev_service,curr_service\n1,2,,,MED\n1,3,,,MED\n");
        var (code, output, _) = await Run("data", "show", _folder, "--count");
        Assert.Equal(0, code);
        Assert.Matches(@"hosp/services +2 +– +whole", output);
    }

    [Fact]
    public async Task One_damaged_table_is_named_and_the_others_are_counted()
    {
        Write("services.csv.gz", "subject_id,hadm_id,transfertime,prev_service,curr_service\n1,2,,,MED\n");
        var damaged = Path.Combine(_folder, "services.csv.gz");
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^3]);
        Write("provider.csv.gz", "provider_id\nP00001\n");
        var (code, output, _) = await Run("data", "show", _folder, "--count");
        Assert.Equal(1, code);
        Assert.Contains($"{damaged} is cut short or damaged", output, StringComparison.Ordinal);
        Assert.Matches(@"hosp/provider +1 ", output);
        Assert.Contains("SHA256SUMS.txt", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_tables_is_one_message()
    {
        var (code, output, error) = await Run("data", "show", _folder);
        Assert.Equal((1, string.Empty), (code, output));
        Assert.StartsWith($"mimic: {_folder} is empty.\n       Give the folder", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list", "mimic-iv-demo/2.2")]
    [InlineData("guide", "Sign the agreement of each project")]
    [InlineData("info demo", "MIMIC-IV demo 2.2 (mimic-iv-demo/2.2)")]
    public async Task It_tells_what_there_is_to_get_and_how_one_may(string what, string expected)
    {
        var (code, output, _) = await Run(["data", .. what.Split(' ')]);
        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mimiciv/3.0", "laboratory itemids")]
    [InlineData("mimicv", "Nearest are mimiciv, ")]
    public async Task A_project_that_is_not_there_or_should_not_be_used_is_one_message(string name, string expected)
    {
        var (code, output, error) = await Run("data", "info", name);
        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_how_a_result_came_about()
    {
        new PruningRecord { Result = "Cohort", Source = SourceTag.Synthetic, Population = "All", Unit = "patients", Count = 3, Steps = [] }
            .Write(Path.Combine(_folder, "cohort.pruning.json"));
        foreach (var name in new[] { "cohort.json", "cohort.pruning.json" })
        {
            var (code, output, _) = await Run("data", "record", Path.Combine(_folder, name));
            Assert.Equal(0, code);
            Assert.StartsWith("Cohort, from synthetic data. Population: All (3 patients). Nothing was left out.", output, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await Run("data", "record", Path.Combine(_folder, "other.json"))).Code);
    }

    [Fact]
    public async Task A_check_ends_with_0_only_if_all_is_sound()
    {
        Write("provider.csv", "provider_id\nP00001\n");
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "provider.csv"))));
        Write("SHA256SUMS.txt", $"{sum} provider.csv\n");
        var (code, output, _) = await Run("data", "check", _folder);
        Assert.Equal(0, code);
        Assert.Contains(": sound (every byte and every row)", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Write("provider.csv", "provider_id\nP00002\n");
        (code, output, _) = await Run("data", "check", _folder, "--sums", "--step", "03");
        Assert.Equal(1, code);
        Assert.Contains("- provider.csv: is not the published file", output, StringComparison.Ordinal);
        Assert.Contains("Next:\n  mimic data get mimiciv/3.1 --user NAME --into", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([DataCommand.Create()], args, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private void Write(string name, string text)
    {
        using Stream file = File.Create(Path.Combine(_folder, name));
        using var writer = new StreamWriter(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file);
        writer.Write(text);
    }
}
