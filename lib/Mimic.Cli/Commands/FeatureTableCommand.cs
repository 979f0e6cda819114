using System.CommandLine;
using Mimic.Access;
using Mimic.Cohorts;
using Mimic.Course;
using Mimic.Features;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic features build</c> and <c>mimic features master</c>: from trajectories to tables.</summary>
internal static class FeatureTableCommand
{
    private const string BuildExample = "mimic features build --store trajectories/1.0 --cohort cohort.json --out features.csv";
    private const string GuardExample =
        "mimic features build --store trajectories/1.0 --icu-hours 24 --charttime hosp/labevents icu/chartevents --open-end --out features.csv";

    private const string MasterExample = "mimic features master --in lab.csv images.csv --out master.csv";

    public static Command CreateBuild()
    {
        var store = new Option<string>("--store") { Description = "Folder of trajectories (mimic trajectories build).", HelpName = "DIR", Required = true };
        var output = new Option<string>("--out") { Description = "CSV file to write; a codebook NAME.columns.json stands beside it.", HelpName = "FILE", Required = true };
        var cohort = new Option<string?>("--cohort") { Description = "Predict for the patients of a cohort (mimic cohort select).", HelpName = "FILE" };
        var months = new Option<int>("--months-before")
        {
            Description = "With --cohort: how many months before the end of a patient's window the prediction is made.",
            HelpName = "N",
            DefaultValueFactory = _ => 6,
        };
        var hours = new Option<double?>("--icu-hours") { Description = "Predict death in hospital for each ICU stay, so many hours after it began.", HelpName = "N" };
        var modalities = new Option<Modality[]>("--modalities")
        {
            Description = "The kinds of data, separated by blanks; all if left out.",
            HelpName = string.Join('|', Enum.GetNames<Modality>()),
            AllowMultipleArgumentsPerToken = true,
        };
        var images = new Option<string?>("--images") { Description = "Folder that holds files/pXX/...; without it there are no images.", HelpName = "DIR" };
        var lookback = new Option<double?>("--lookback-hours") { Description = "How far back measurements, notes and images are used; all of the past if left out.", HelpName = "N" };
        var items = new Option<string?>("--items") { Description = "Table of items, units and limits to use instead of the library's.", HelpName = "FILE" };
        var age = new Option<AgeRule>("--age")
        {
            Description = "The age in the year of the prediction, in that of the last admission, or as HAIM published it: the anchor age itself.",
            HelpName = string.Join('|', Enum.GetNames<AgeRule>()),
        };
        var positional = new Option<bool>("--haim") { Description = "HAIM's statistics, with the appended 0, and its names by position." };
        var build = new ExampleCommand("build", "Build the feature table of a cohort or of ICU stays", BuildExample, GuardExample)
        {
            store, output, cohort, months, hours, modalities, images, lookback, items, age, positional,
        };
        var guard = new GuardChoices();
        foreach (var option in guard.All)
        {
            build.Add(option);
        }

        build.SetAction(result =>
        {
            var options = guard.Apply(result, new FeatureOptions
            {
                Modalities = result.GetValue(modalities) is { Length: > 0 } chosen ? chosen : Enum.GetValues<Modality>(),
                Lookback = result.GetValue(lookback) is { } span ? TimeSpan.FromHours(Positive(span, "--lookback-hours")) : null,
                Statistics = result.GetValue(positional) ? SeriesVariant.Haim : SeriesVariant.Medprofiles,
                PositionalNames = result.GetValue(positional),
                AdmissionFacts = result.GetValue(hours) is not null,
                Items = result.GetValue(items) is { } table ? SeriesItems.Read(table) : null,
                Age = result.GetValue(age),
            });
            var trajectories = TrajectoryStore.Open(result.GetValue(store)!);
            var (samples, pruning) = (result.GetValue(cohort), result.GetValue(hours)) switch
            {
                ({ } file, null) => OfCohort(trajectories, file, result.GetValue(months)),
                (null, { } after) => OfIcuStays(trajectories, Positive(after, "--icu-hours")),
                _ => throw new MimicException("It is not said for whom to predict.", "Give either --cohort FILE or --icu-hours N."),
            };
            var target = result.GetValue(output)!;
            var written = new FeatureBuilder(options).WriteCsv(samples, result.GetValue(images), target);
            FeaturePruning.Of(pruning(), options, written.Warnings).Write(PruningRecord.Beside(target));
            result.InvocationConfiguration.Output.WriteLine(
                $"{written}\n\n{target} and its codebook written; {PruningRecord.Beside(target)} says for whom and of what.");
        });
        return build;
    }

    public static Command CreateMaster()
    {
        var input = new Option<string[]>("--in")
        {
            Description = "Submaster tables: patient, date, then columns named class_attribute.",
            HelpName = "FILE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string>("--out") { Description = "CSV file of the master table to write; a codebook NAME.columns.json stands beside it.", HelpName = "FILE", Required = true };
        var rows = new Option<SameRows>("--same-rows")
        {
            Description = "What becomes of rows of one file with the same patient and date.",
            HelpName = string.Join('|', Enum.GetNames<SameRows>()),
        };
        var points = new Option<int>("--time-points") { Description = "Divide each patient's time into so many equal time points; 0 for none.", HelpName = "N" };
        var folder = new Option<string?>("--time-point-folder") { Description = "Also write T1.csv, T2.csv and so on with their codebooks, merged by patient with the mean.", HelpName = "DIR" };
        var master = new ExampleCommand("master", "Join MEDomicsLab submaster tables to a master table", MasterExample) { input, output, rows, points, folder };
        master.SetAction(result =>
        {
            var joined = MasterTable.Join([.. result.GetValue(input)!.Select(MasterTable.ReadSubmaster)], result.GetValue(rows));
            var table = result.GetValue(points) > 0 ? joined.WithEqualTimePoints(result.GetValue(points)) : joined;
            table.WriteCsv(result.GetValue(output)!);
            var files = result.GetValue(folder) is { } place ? table.WriteTimePoints(place) : [];
            result.InvocationConfiguration.Output.WriteLine($"{table}\n\n{string.Join(", ", files.Prepend(result.GetValue(output)!))} written.");
        });
        return master;
    }

    private static (IEnumerable<(Trajectory Patient, Sample Sample)> Samples, Func<PruningRecord> Pruning) OfCohort(
        TrajectoryStore store, string file, int monthsBefore)
    {
        var cohort = EntropyCohort.Load(file);
        var selection = SampleSelection.From(cohort, store, monthsBefore);
        return (FeatureBuilder.WithPatients(store, selection.Samples), () => selection.ToPruning(cohort.ToPruning(store.Pruning)));
    }

    private static (IEnumerable<(Trajectory Patient, Sample Sample)> Samples, Func<PruningRecord> Pruning) OfIcuStays(TrajectoryStore store, double hours)
    {
        var counts = new IcuStayCounts();
        return (IcuSamples.WithPatients(store.ReadAll(), TimeSpan.FromHours(hours), counts), () => counts.ToPruning(store, TimeSpan.FromHours(hours)));
    }

    private static double Positive(double number, string option) => number > 0 && double.IsFinite(number) && number < 1e6
        ? number
        : throw new MimicException($"{option} is not a number above 0 and below 1,000,000.", $"Give hours, as {option} 24.");
}
