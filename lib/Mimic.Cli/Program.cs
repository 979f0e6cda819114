using System.CommandLine;
using Mimic.Cli;
using Mimic.Cli.Commands;

using var limit = FileSizeLimit.MakeError();

// Each command is one file in Commands/, listed here in the order of the course.
(string Name, Func<Command> Create)[] commands =
[
    ("data", DataCommand.Create),
    ("demo", DemoCommand.Create),
    ("trajectories", TrajectoriesCommand.Create),
    ("cohort", CohortCommand.Create),
    ("features", FeaturesCommand.Create),
    ("model", ModelCommand.Create),
    ("run", RunCommand.Create),
    ("kernel", KernelCommand.Create),
    ("check-notebooks", CheckNotebooksCommand.Create),
    (RunNotebookCommand.Name, RunNotebookCommand.Create),
];

// To make all of them takes a while; only the help and a mistake in the name need more than the one that is named.
var named = Array.FindIndex(commands, c => args.Length > 0 && c.Name == args[0]);
return await CommandLine.RunAsync([.. (named < 0 ? commands : commands[named..(named + 1)]).Select(c => c.Create())], args);
