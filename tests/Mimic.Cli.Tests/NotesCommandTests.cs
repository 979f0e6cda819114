using System.CommandLine;
using Mimic.Cli.Commands;

namespace Mimic.Cli.Tests;

public class NotesCommandTests
{
    [Fact]
    public void A_missing_model_or_runtime_is_an_error_with_a_remedy()
    {
        var result = NotesCommand.Create().Parse(["--store", "none", "--model", "none.onnx", "--out", "none.csv"]);
        Assert.Empty(result.Errors);
        var error = Assert.Throws<MimicException>(() => result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        Assert.Contains("onnx", error.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void An_unknown_grouping_is_refused() =>
        Assert.NotEmpty(NotesCommand.Create().Parse(["--store", "s", "--model", "m", "--out", "o", "--by", "ward"]).Errors);
}
