using Mimic.Cli;
using Mimic.Cli.Commands;

using var limit = FileSizeLimit.MakeError();

// Each command is one file in Commands/, listed here in the order of the course.
return await CommandLine.RunAsync(
    [
        DataCommand.Create(),
        DemoCommand.Create(),
        TrajectoriesCommand.Create(),
        CohortCommand.Create(),
        FeaturesCommand.Create(),
        ModelCommand.Create(),
        RunCommand.Create(),
        KernelCommand.Create(),
        CheckNotebooksCommand.Create(),
        RunNotebookCommand.Create(),
    ],
    args);
