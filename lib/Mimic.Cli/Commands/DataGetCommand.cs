using System.CommandLine;
using Mimic.Access;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic data get</c>: fetches a project, or goes on with it.</summary>
internal static class DataGetCommand
{
    public static Command Create()
    {
        var choices = new GetChoices();
        var get = new ExampleCommand(
            "get",
            "Fetch a project from PhysioNet, checked against its SHA-256 sums. A run that was cut, stopped or killed goes on where it was when the same "
            + "command runs again, and fetches only what is missing or wrong. The password is asked for, or comes from PHYSIONET_PASSWORD or --password-file",
            "mimic data get mimic-iv-demo",
            "mimic data get mimiciv --user NAME --step 03",
            "mimic data get mimiciv --user NAME --tables hosp/labevents,icu --into /data --yes",
            "mimic data get mimic-cxr-jpg --user NAME --subjects cohort.csv");
        choices.AddTo(get);
        get.SetAction((result, stop) => Task.Run(() => Run(new(choices, result), result.InvocationConfiguration, stop), CancellationToken.None));
        return get;
    }

    private static int Run(GetRequest request, InvocationConfiguration console, CancellationToken stop)
    {
        var download = request.Download(console.Error);
        try
        {
            var plan = download.Plan(stop);
            if (request.OnlyList)
            {
                console.Output.WriteLine(plan);
                return 0;
            }

            console.Output.WriteLine($"{plan.Sentence}\nInto {plan.Folder}");
            if (plan.NeedsConsent && !request.Yes && !Consents(plan, console.Output))
            {
                console.Output.WriteLine("Nothing was fetched.");
                return 1;
            }

            console.Output.WriteLine($"\n{download.Run(stop)}");
            console.Output.WriteLine($"\nNext: mimic data check {download.Folder}");
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            console.Error.WriteLine($"mimic: stopped. {download.Report?.Sentence} The same command goes on where it was.");
            return CommandLine.Interrupted;
        }
    }

    private static bool Consents(DownloadPlan plan, TextWriter output)
    {
        var why = plan.LacksRoom ? "The disk has less room than that." : "It takes more than an hour.";
        if (Console.IsInputRedirected)
        {
            throw new MimicException(
                $"{why} It is not started without being asked for.",
                "Add --yes to start it all the same, or fetch less with --tables or --step.");
        }

        output.Write($"{why} It can be stopped with Ctrl+C at any time and goes on later. Start? [y/N] ");
        return Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
