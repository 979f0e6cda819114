using System.CommandLine;
using Mimic.Access;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data list</c>, <c>info</c> and <c>guide</c>: what there is to get, and how one may.</summary>
internal static class DataListCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "A project, or a project and its version: mimiciv, mimiciv/2.2, note, demo",
    };

    public static Command CreateList()
    {
        var list = new ExampleCommand("list", "List the MIMIC projects on PhysioNet: size, time to download, what each adds", "mimic data list");
        list.SetAction(arguments => arguments.InvocationConfiguration.Output.WriteLine(ProjectCatalogue.Overview));
        return list;
    }

    public static Command CreateInfo()
    {
        var info = new ExampleCommand(
            "info", "Tell about a project: access, size, hours, tables, the next command", "mimic data info mimiciv", "mimic data info mimic-iv-ed/2.2")
        {
            Name,
        };
        info.SetAction(arguments =>
            arguments.InvocationConfiguration.Output.WriteLine(ProjectCatalogue.Find(arguments.GetValue(Name)!).Describe()));
        return info;
    }

    public static Command CreateGuide()
    {
        var guide = new ExampleCommand("guide", "Lead step by step from no account to access to MIMIC", "mimic data guide");
        guide.SetAction(arguments => arguments.InvocationConfiguration.Output.WriteLine(AccessGuide.Standard));
        return guide;
    }
}
