using Mimic.Display;

namespace Mimic.Tests;

public class ProgressTests
{
    [Fact]
    public void A_line_says_count_rate_and_time_left()
    {
        using var progress = new Progress("rows", 10_000, TextWriter.Null, visible: false);
        Assert.Equal("2,500 of 10,000 rows, 500/s, 0:00:15 left", progress.Line(2500, TimeSpan.FromSeconds(5)));
        using var open = new Progress("rows", 0, TextWriter.Null, visible: false);
        Assert.Equal("2,500 rows, 500/s", open.Line(2500, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task In_a_notebook_lines_come_at_growing_distances_and_stay()
    {
        var output = new StringWriter();
        using (var progress = new Progress("rows", 0, output, visible: true, inLines: true))
        {
            progress.Add();
            Assert.Empty(output.ToString());
            await Task.Delay(TimeSpan.FromSeconds(2.1), TestContext.Current.CancellationToken);
            progress.Add();
            progress.Add();
        }

        var line = Assert.Single(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("2 rows, ", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', line.TrimEnd('\r'));
    }
}
