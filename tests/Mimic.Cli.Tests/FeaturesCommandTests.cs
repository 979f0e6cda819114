using System.CommandLine;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public sealed class FeaturesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-series-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Series_are_put_in_time_order_and_written_in_order_of_appearance()
    {
        var lines = Run(
            "haim",
            """
            series_id,charttime,value
            b,2150-01-01 03:00:00,9
            a,2150-01-01 00:00:00,8
            b,2150-01-01 01:00:00,2
            b,2150-01-01 02:00:00,4
            """);
        Assert.Equal("series_id,max,min,mean,variance,meandiff,meanabsdiff,maxdiff,sumabsdiff,diff,npeaks,trend", lines[0]);
        Assert.StartsWith("b,9,0,3.75,", lines[1]);
        Assert.Equal("a,8,0,4,32,-8,8,8,8,-8,0,-8", lines[2]);
    }

    [Fact]
    public void Without_the_appended_zero_undefined_statistics_are_empty()
    {
        var lines = Run("medprofiles", "Value,Series_ID,charttime\n8,a,2150-01-01\n,b,2150-01-01\n");
        Assert.Equal(["a,8,8,8,,,,,0,0,0,0", "b,,,,,,,,,,,"], lines[1..]);
    }

    [Theory]
    [InlineData("minimal", "series_id,sum_values,median,mean,length,", "a,8,8,8,1,0,0,8,8,8,8")]
    [InlineData("efficient", "series_id,sum_values,abs_energy,median,mean,length,", "a,8,64,8,8,1,")]
    public void The_statistics_of_tsfresh_have_its_names(string statistics, string header, string line)
    {
        var lines = Run(statistics, "series_id,charttime,value\na,2150-01-01,8\na,2150-01-02,\n");
        Assert.StartsWith(header, lines[0]);
        Assert.StartsWith(line, lines[1]);
    }

    [Theory]
    [InlineData("series_id,charttime\n", "no column value")]
    [InlineData("", "is empty")]
    [InlineData("series_id,charttime,value\na,2150-01-01,1\na,soon,2\n", "line 3, column charttime")]
    [InlineData("series_id,charttime,value\na,2150-01-01,secret\n", "line 2, column value")]
    [InlineData("series_id,charttime,value\na,2150-01-01\n", "line 2: 2 fields")]
    public void Damaged_input_is_named_by_line_and_column_and_leaves_no_output(string text, string problem)
    {
        var error = Assert.Throws<MimicException>(() => Run("haim", text));
        Assert.Contains(problem, error.Problem);
        Assert.DoesNotContain("secret", error.Message);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("series", "--out", "o.csv")]
    [InlineData("series", "--out", "o.csv", "--in", "i.csv", "--trajectories", "t")]
    [InlineData("series", "--out", "o.csv", "--trajectories", "t", "--by", "hours", "--hours", "0")]
    [InlineData("series", "--out", "o.csv", "--trajectories", "t", "--by", "week")]
    public void Choices_that_do_not_fit_are_refused(params string[] arguments) =>
        Assert.NotEmpty(FeaturesCommand.Create().Parse(arguments).Errors);

    private string[] Run(string statistics, string text)
    {
        var (input, output) = (Path.Combine(_folder, "in.csv"), Path.Combine(_folder, "out.csv"));
        File.WriteAllText(input, text);
        var code = FeaturesCommand.Create().Parse(["series", "--in", input, "--statistics", statistics, "--out", output])
            .Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = TextWriter.Null });
        Assert.Equal(0, code);
        return File.ReadAllLines(output);
    }
}
