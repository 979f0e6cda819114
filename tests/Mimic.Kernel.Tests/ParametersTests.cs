using Mimic.Kernel.Files;
using Mimic.Kernel.Running;

namespace Mimic.Kernel.Tests;

public sealed class ParametersTests
{
    private const string Declared =
        "// comment\nvar dataFolder = \"../data-demo\";\nvar seed = 1L;\nint cpus = 0;\nvar share = 0.5;\nvar strict = false;\nvar shift = -3;\nvar odd = DateTime.Now;";

    [Fact]
    public void Names_and_types_come_from_the_declarations()
    {
        var expected = new Dictionary<string, ParameterType>
        {
            ["dataFolder"] = ParameterType.Text,
            ["seed"] = ParameterType.Int64,
            ["cpus"] = ParameterType.Int32,
            ["share"] = ParameterType.Double,
            ["strict"] = ParameterType.Boolean,
            ["shift"] = ParameterType.Int32,
            ["odd"] = ParameterType.Other,
        };
        Assert.Equal(expected, Parameters.Of(Notebook()));
    }

    [Fact]
    public void Given_values_stand_in_a_tagged_cell_right_behind_the_parameters()
    {
        var values = new Dictionary<string, string> { ["dataFolder"] = "C:\\d \"x\"", ["seed"] = "7", ["share"] = "1", ["strict"] = "True" };
        var injected = Parameters.Inject(Notebook(), values, "n").Cells[2];
        Assert.Equal(["injected-parameters"], injected.Tags);
        Assert.Equal("dataFolder = \"C:\\\\d \\\"x\\\"\";\nseed = 7L;\nshare = 1d;\nstrict = true;", injected.Source);
    }

    [Fact]
    public void Values_injected_earlier_are_replaced()
    {
        var once = Parameters.Inject(Notebook(), new Dictionary<string, string> { ["seed"] = "7" }, "n");
        var twice = Parameters.Inject(once, new Dictionary<string, string> { ["seed"] = "8" }, "n");
        Assert.Equal("seed = 8L;", Assert.Single(twice.Cells, c => c.Tags.Contains("injected-parameters")).Source);
    }

    [Fact]
    public void Without_values_nothing_is_injected() =>
        Assert.Equal(3, Parameters.Inject(Notebook(), new Dictionary<string, string>(), "n").Cells.Count);

    [Theory]
    [InlineData("seeds", "1", "n has no parameter seeds. Its parameters are dataFolder, seed, cpus, share, strict, shift, odd.")]
    [InlineData("cpus", "5000000000", "does not take the value '5000000000'. Give it a whole number.")]
    [InlineData("cpus", "1.5", "Give it a whole number.")]
    [InlineData("share", "half", "Give it a number with a decimal point.")]
    [InlineData("strict", "yes", "Give it true or false.")]
    [InlineData("odd", "2150-01-01", "cannot be set from outside")]
    public void A_value_that_does_not_fit_is_refused_by_name(string name, string value, string message)
    {
        var error = Assert.Throws<MimicException>(() => Parameters.Inject(Notebook(), new Dictionary<string, string> { [name] = value }, "n"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static NotebookFile Notebook() =>
        new([NotebookCell.Markdown("# n", "t"), NotebookCell.Code(Declared, "p", "parameters"), NotebookCell.Code("seed", "c")]);
}
