using System.CommandLine;
using Mimic;

// Each command is one file in Commands/, listed here in the order of the course.
var root = new RootCommand("mimic: work on MIMIC-IV from a console - the steps of the course, one command each.")
{
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (MimicException e)
{
    // What a user can act on is one message; a stack trace would only hide it.
    await Console.Error.WriteLineAsync($"mimic: {e.Problem}\n       {e.Remedy}");
    return 1;
}
