using System.CommandLine;
using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic cohort</c>: choose patients.</summary>
internal static class CohortCommand
{
    private static readonly EntropyOptions Default = new();

    private const string Example = "mimic cohort select --store trajectories/1.0 --out cohort.json --per-class 50";

    public static Command Create() => new ExampleCommand("cohort", "Choose patients, and see what the choice does to the population", Example)
    {
        CreateSelect(),
        CreateShow(),
    };

    private static Command CreateSelect()
    {
        var store = new Option<string>("--store") { Description = "Folder of trajectories (mimic trajectories build).", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "JSON file to write the cohort to.", HelpName = "FILE", Required = true };
        var perClass = Number("--per-class", "How many patients of those who died, and as many of the others.", Default.PerClass);
        var months = Number("--months", "Length of the window before the last record.", Default.Months);
        var types = new Option<DataType[]>("--types")
        {
            Description = "The data types that count, separated by blanks; all six if left out.",
            HelpName = string.Join('|', Enum.GetNames<DataType>()),
            AllowMultipleArgumentsPerToken = true,
        };
        var bins = Choice("--bins", "How the window is cut into months.", Default.Bins);
        var end = Choice("--end", "Where the window ends.", Default.End);
        var counting = Choice("--counting", "What counts as one item.", Default.Counting);
        var scaling = Choice("--scaling", "How entropies become numbers from 0 to 1.", Default.Scaling);
        var noImage = new Option<bool>("--no-image-rule") { Description = "Do not ask for a chest radiograph in the window." };
        var items = Number("--minimum-items", "The fewest items in the window.", Default.MinimumItems);
        var seed = new Option<long>("--seed")
        {
            Description = "Seed of the random draw that the selection is compared with.",
            HelpName = "N",
            DefaultValueFactory = _ => Default.Seed,
        };
        var select = new ExampleCommand(
            "select",
            "Take the patients whose data spread most evenly over months and data types",
            Example)
        {
            store, output, perClass, months, types, bins, end, counting, scaling, noImage, items, seed,
        };
        select.SetAction(result => Select(
            result.GetValue(store)!,
            result.GetValue(output)!,
            new()
            {
                PerClass = result.GetValue(perClass),
                Months = result.GetValue(months),
                Types = result.GetValue(types) is { Length: > 0 } chosen ? chosen : Default.Types,
                Bins = result.GetValue(bins),
                End = result.GetValue(end),
                Counting = result.GetValue(counting),
                Scaling = result.GetValue(scaling),
                RequireImage = !result.GetValue(noImage),
                MinimumItems = result.GetValue(items),
                Seed = result.GetValue(seed),
            },
            result.InvocationConfiguration.Output));
        return select;
    }

    private static Command CreateShow()
    {
        var file = new Argument<string>("FILE") { Description = "A cohort, as mimic cohort select wrote it." };
        var show = new ExampleCommand("show", "Show how a saved cohort came about", "mimic cohort show cohort.json") { file };
        show.SetAction(result =>
        {
            result.InvocationConfiguration.Output.WriteLine(EntropyCohort.Load(result.GetValue(file)!));
            return 0;
        });
        return show;
    }

    private static int Select(string store, string output, EntropyOptions options, TextWriter console)
    {
        var trajectories = TrajectoryStore.Open(store);
        var cohort = EntropySelection.Select(trajectories.ReadAll(), options, trajectories.InputFingerprint);
        cohort.Save(output, trajectories.Pruning);
        console.WriteLine(cohort);
        console.WriteLine($"\n{output}: {cohort.Patients.Count:#,0} patients. {PruningRecord.Beside(output)} says how they were chosen.");
        return 0;
    }

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };

    private static Option<T> Choice<T>(string name, string description, T otherwise)
        where T : struct, Enum =>
        new(name) { Description = description, HelpName = string.Join('|', Enum.GetNames<T>()), DefaultValueFactory = _ => otherwise };
}
