using System.CommandLine;

namespace Mimic.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData]
    public async Task The_help_lists_the_commands_with_a_line_each_and_examples(params string[] args)
    {
        var (code, output, _) = await Run(args);
        Assert.Equal(0, code);
        Assert.Contains("  first   Does the first thing", output, StringComparison.Ordinal);
        Assert.Contains("  mimic first --n 3", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_a_command_ends_with_its_examples()
    {
        var (code, output, _) = await Run("first", "--help");
        Assert.Equal(0, code);
        Assert.Contains("mimic first [options]", output, StringComparison.Ordinal);
        Assert.EndsWith("mimic first --n 3", output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_names_the_nearest_one()
    {
        var (code, _, error) = await Run("frist");
        Assert.Equal(2, code);
        Assert.StartsWith("mimic: There is no command 'frist'; did you mean 'first'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_names_the_nearest_one()
    {
        var (code, _, error) = await Run("first", "--m", "3");
        Assert.Equal(2, code);
        Assert.StartsWith("mimic: There is no option '--m'; did you mean '--n'?", error, StringComparison.Ordinal);
        Assert.Contains("mimic first --help", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_names_option_and_value()
    {
        var (code, _, error) = await Run("first", "--n", "many");
        Assert.Equal(2, code);
        Assert.StartsWith("mimic: The option --n does not take the value 'many'; give it a number.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_a_user_can_act_on_is_problem_and_remedy()
    {
        var (code, _, error) = await Run("broken", "mimic");
        Assert.Equal(1, code);
        Assert.Equal("mimic: It is wrong.\n       Mend it.\n", error);
    }

    [Fact]
    public async Task An_unexpected_error_says_how_to_get_the_details()
    {
        var (code, _, error) = await Run("broken", "other");
        Assert.Equal(1, code);
        Assert.StartsWith("mimic: InvalidOperationException: odd", error, StringComparison.Ordinal);
        Assert.Contains("MIMIC_DEBUG=1", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_command_says_so()
    {
        var (code, _, error) = await Run("broken", "stopped");
        Assert.Equal((130, "mimic: stopped.\n"), (code, error));
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var (code, output, _) = await Run("--version");
        Assert.Equal(0, code);
        Assert.Matches(@"^\d+\.\d+", output);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var first = new ExampleCommand("first", "Does the first thing", "mimic first --n 3") { new Option<int>("--n") };
        first.SetAction(_ => 0);
        var how = new Argument<string>("how");
        var broken = new Command("broken", "Fails") { how };
        broken.SetAction(int (p) => p.GetValue(how) switch
        {
            "mimic" => throw new MimicException("It is wrong.", "Mend it."),
            "stopped" => throw new OperationCanceledException(),
            _ => throw new InvalidOperationException("odd"),
        });
        var secret = new Command("secret", "Not for people") { Hidden = true };
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = await CommandLine.RunAsync([first, broken, secret], args, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
