using System.CommandLine;
using Mimic.Access;
using Mimic.Cli.Commands;
using Mimic.Features;

namespace Mimic.Cli.Tests;

public sealed class ModelCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-model-").FullName;

    private string Features => Path.Combine(_folder, "features.csv");

    private string Output => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_writes_a_model_and_a_report_and_evaluate_reads_the_model()
    {
        WriteFeatures(deaths: 20);
        var trained = Run("train", "--features", Features, "--out", Output, "--trials", "2", "--folds", "2", "--seed", "3");
        Assert.Contains("Held-out patients", trained);
        Assert.Equal(["mortality.model", "report.html"], Directory.GetFiles(Output).Select(f => Path.GetFileName(f)!).Order());
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(Output, "report.html")));
        Assert.Contains("AUROC", Run("evaluate", "--model", Path.Combine(Output, "mortality.model"), "--features", Features));
    }

    [Fact]
    public void Too_few_deaths_are_one_message_and_leave_no_output()
    {
        WriteFeatures(deaths: 2);
        Assert.Contains("2 patients with the outcome", Assert.Throws<MimicException>(() => Run("train", "--features", Features, "--out", Output)).Problem);
        Assert.False(Directory.Exists(Output));
    }

    private void WriteFeatures(int deaths)
    {
        var samples = Enumerable.Range(0, 60).Select(i => new Sample(90000001 + i, new DateTime(2150, 1, 1), i < deaths)).ToArray();
        var values = samples.Select((_, i) => (double)((i * 37 % 60) - (i < deaths ? 25 : 0))).ToArray();
        new FeatureTable(SourceTag.Synthetic, samples, [new("x", Modality.Lab, new() { Table = "invented", Statistic = "as invented" }, values)]).WriteCsv(Features);
    }

    private static string Run(params string[] arguments)
    {
        using var console = new StringWriter();
        var code = ModelCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = console });
        Assert.Equal(0, code);
        return console.ToString();
    }
}
