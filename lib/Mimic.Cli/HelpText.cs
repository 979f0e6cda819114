using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Mimic.Cli;

/// <summary>A command with examples, which its help shows at the end.</summary>
/// <param name="name">The word that calls it.</param>
/// <param name="description">One line on what it does.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ExampleCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>The help of the root, which is a map of the course, and of each command, which ends with its examples.</summary>
internal sealed class HelpText(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        if (!command.Parents.Any())
        {
            return WriteRoot(command, output);
        }

        standard.Invoke(parseResult);
        if (command is ExampleCommand { Examples.Count: > 0 } with)
        {
            output.WriteLine("Examples:");
            foreach (var example in with.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return 0;
    }

    public static int WriteRoot(Command root, TextWriter output)
    {
        var commands = root.Subcommands.Where(c => !c.Hidden).ToList();
        var width = commands.Max(c => c.Name.Length);
        output.WriteLine($"{root.Name}: {root.Description}");
        output.WriteLine();
        output.WriteLine("Commands, in the order of the course:");
        foreach (var command in commands)
        {
            output.WriteLine($"  {command.Name.PadRight(width)}  {command.Description}");
        }

        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in commands.OfType<ExampleCommand>().Select(c => c.Examples.FirstOrDefault()).OfType<string>())
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        output.WriteLine("'mimic COMMAND --help' explains a command; 'mimic --version' says which version this is.");
        return 0;
    }
}
