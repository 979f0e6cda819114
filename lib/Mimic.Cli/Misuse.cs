using System.CommandLine;
using System.CommandLine.Parsing;

namespace Mimic.Cli;

/// <summary>Says in a sentence or two what is wrong with a command line.</summary>
internal static class Misuse
{
    private const int NearEnough = 2;

    public static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var path = PathOf(command);
        var help = $"       See '{path} --help'.";
        var problem = result.UnmatchedTokens is [var unknown, ..]
            ? Unknown(unknown, command)
            : string.Join(' ', result.Errors.Select(Sentence).Distinct());
        return $"mimic: {problem}\n{help}";
    }

    /// <summary>Says that a word is unknown, and which one may have been meant.</summary>
    public static string Unknown(string word, Command command)
    {
        var kind = word.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var near = Nearest(word, command);
        return $"There is no {kind} '{word}'{(near is null ? "." : $"; did you mean '{near}'?")}";
    }

    // The program's own name is that of its file; people call it mimic.
    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : "mimic";

    private static string Sentence(ParseError error) =>
        error.SymbolResult is OptionResult { Option: var option, Tokens: [var token, ..] } && error.Message.Contains("Cannot parse", StringComparison.Ordinal)
            ? $"The option {option.Name} does not take the value '{token.Value}'{(IsNumber(option.ValueType) ? "; give it a number." : ".")}"
            : error.Message;

    private static bool IsNumber(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(int) || plain == typeof(long) || plain == typeof(double);
    }

    private static string? Nearest(string word, Command command)
    {
        var names = word.StartsWith('-')
            ? command.Options.Where(o => !o.Hidden).Select(o => o.Name)
            : command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);
        var (name, distance) = names.Select(n => (Name: n, Distance: Spelling.Distance(word, n))).OrderBy(n => n.Distance).FirstOrDefault((string.Empty, int.MaxValue));
        return distance <= NearEnough ? name : null;
    }
}
