using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics.CodeAnalysis;

namespace Mimic.Cli;

/// <summary>What all commands have in common: help, and errors as one clear message each.</summary>
internal static class CommandLine
{
    /// <summary>Set to 1, it adds the stack trace to an unexpected error.</summary>
    public const string DebugVariable = "MIMIC_DEBUG";

    /// <summary>What a command returns that the user stopped.</summary>
    public const int Interrupted = 130;

    private const int Failed = 1;
    private const int Misused = 2;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="commands">The commands, in the order in which the help lists them.</param>
    /// <param name="args">The arguments of the process.</param>
    /// <param name="configuration">Where output goes; null for the console.</param>
    /// <returns>0, or 1 if the work failed, 2 if the arguments are wrong, 130 if the user stopped it.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<Command> commands, IReadOnlyList<string> args, InvocationConfiguration? configuration = null)
    {
        configuration ??= new();
        configuration.EnableDefaultExceptionHandler = false;
        var root = new Command("mimic", "Work on MIMIC-IV from a console: the steps of the course, one command each.");
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        root.Options.Add(new HelpOption { Recursive = true, Action = new HelpText(new HelpAction()) });
        root.Options.Add(new VersionOption());
        root.SetAction(_ => HelpText.WriteRoot(root, configuration.Output));
        var result = root.Parse(args);
        if (result.Errors.Count > 0 && result.Action is not HelpText)
        {
            await configuration.Error.WriteLineAsync(Misuse.Describe(result)).ConfigureAwait(false);
            return Misused;
        }

        return await InvokeAsync(result, configuration).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The last handler: a user gets a sentence, not a stack trace.")]
    private static async Task<int> InvokeAsync(ParseResult result, InvocationConfiguration configuration)
    {
        try
        {
            return await result.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await configuration.Error.WriteLineAsync("mimic: stopped.").ConfigureAwait(false);
            return Interrupted;
        }
        catch (MimicException e)
        {
            // What a user can act on is one message; a stack trace would only hide it.
            await configuration.Error.WriteLineAsync($"mimic: {e.Problem}\n       {e.Remedy}").ConfigureAwait(false);
            return Failed;
        }
        catch (Exception e)
        {
            var details = Environment.GetEnvironmentVariable(DebugVariable) == "1"
                ? e.ToString()
                : $"       This should not happen. Run it again with {DebugVariable}=1 to see where it comes from.";
            await configuration.Error.WriteLineAsync($"mimic: {e.GetType().Name}: {e.Message}\n{details}").ConfigureAwait(false);
            return Failed;
        }
    }
}
