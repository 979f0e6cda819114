using System.CommandLine;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data</c>: what there is to get, and what a folder of MIMIC-IV holds.</summary>
internal static class DataCommand
{
    private static readonly Argument<string> Folder = new("DIR") { Description = "The folder that holds hosp/, icu/ and so on, in any usual layout" };

    private static readonly Option<bool> Count = new("--count")
    {
        Description = "Also read every table to its end, check it, and compare its rows with those published",
    };

    public static Command Create() =>
        new ExampleCommand("data", "Get MIMIC-IV, and look at a folder of it", "mimic data show data-demo", "mimic data list", "mimic data guide")
        {
            DataListCommand.CreateGuide(),
            DataListCommand.CreateList(),
            DataListCommand.CreateInfo(),
            DataGetCommand.Create(),
            CreateShow(),
            DataCheckCommand.Create(),
            DataRecordCommand.Create(),
            DataScanCommand.Create(),
            DataHeaderCommand.Create(),
        };

    private static ExampleCommand CreateShow()
    {
        var show = new ExampleCommand(
            "show",
            "Show which tables a folder holds, their version, what is missing and what that costs",
            "mimic data show data-demo",
            "mimic data show ../mimic-iv-demo --count")
        {
            Folder, Count,
        };
        show.SetAction(arguments =>
            Show(arguments.GetValue(Folder)!, arguments.GetValue(Count), arguments.InvocationConfiguration.Output));
        return show;
    }

    private static int Show(string folder, bool count, TextWriter output)
    {
        var data = MimicDataset.Open(folder);
        output.WriteLine(data);
        if (!count)
        {
            return 0;
        }

        var report = DatasetReport.Count(data);
        output.WriteLine($"\n{report}");
        foreach (var remedy in report.Tables.Select(t => t.Problem?.Remedy).OfType<string>().Distinct())
        {
            output.WriteLine($"\n{remedy}");
        }

        return report.IsSound ? 0 : 1;
    }
}
