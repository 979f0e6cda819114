using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Mimic.Access;
using Mimic.Display;
using Mimic.Trajectories;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic trajectories</c>: one ordered trajectory per patient, built, looked at and exported.</summary>
internal static class TrajectoriesCommand
{
    private const string BuildExample = "mimic trajectories build --data data-demo --out trajectories";

    public static Command Create() => new ExampleCommand(
        "trajectories",
        "Put everything that is known of a patient into one ordered trajectory: build them all, look at one, export one",
        BuildExample)
    {
        CreateBuild(),
        MergeCommand.Create(),
        CreateShow(),
        CreateExport(),
    };

    private static Command CreateBuild()
    {
        var data = new Option<string>("--data")
        {
            Description = "The folder of MIMIC-IV, in any usual layout (what 'mimic data show' understands).",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "The folder for trajectories; each version gets a folder of its own in it.",
            HelpName = "DIR",
            Required = true,
        };
        var version = new Option<string>("--version")
        {
            Description = "The trajectory version: a tag of your choice, which names the folder of the store.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "1.0",
        };
        var cpus = new Option<int>("--cpus")
        {
            Description = "The most processors to use. The result does not depend on it.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "The seed of the split of patients into training, tuning and held-out.",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        var memory = new Option<long?>("--memory")
        {
            Description = "The most memory to take, whatever the size of the data; 1GB if left out. The result does not depend on it.",
            HelpName = "SIZE",
            CustomParser = result => ByteSize.Parse(result),
        };
        var shard = new Option<(int, int)?>("--shard")
        {
            Description = "Build only this part of the patients, as 2/4, for instance on another machine; 'merge' joins the parts.",
            HelpName = "I/N",
            CustomParser = result => ShardOf(result),
        };
        var build = new ExampleCommand(
            "build",
            "Build the trajectories of all patients from all time-stamped tables and report what became of every row. "
            + "The store is a MEDS 0.4 data set: Parquet files that DuckDB, Polars and pandas read too",
            BuildExample)
        {
            data, output, version, cpus, memory, seed, shard,
        };
        build.SetAction(result =>
        {
            var options = new TrajectoryOptions
            {
                Output = result.GetRequiredValue(output),
                Version = result.GetRequiredValue(version),
                Cpus = result.GetRequiredValue(cpus),
                Seed = result.GetRequiredValue(seed),
                Memory = result.GetValue(memory) ?? TrajectoryOptions.UsualMemory,
                Shard = result.GetValue(shard) ?? (1, 1),
            };
            var dataset = MimicDataset.Open(result.GetRequiredValue(data));
            var report = options.IsWhole ? BuildReport.Of(TrajectoryBuilder.Build(dataset, options)) : TrajectoryBuilder.BuildShard(dataset, options);
            var writer = result.InvocationConfiguration.Output;
            writer.WriteLine(report);
            writer.WriteLine();
            writer.WriteLine(options.IsWhole
                ? $"Written to {options.StoreFolder}"
                : $"Written to {options.PartFolder}; when all parts are there, join them with 'mimic trajectories merge'.");
        });
        return build;
    }

    private static (int Index, int Count) ShardOf(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split('/');
        if (parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var index) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var count))
        {
            return (index, count);
        }

        result.AddError("--shard wants a part and the number of parts, as 2/4.");
        return (1, 1);
    }

    private static Command CreateShow()
    {
        var (store, patient) = (StoreOption(), PatientOption());
        var show = new ExampleCommand(
            "show",
            "Show what a patient's trajectory holds: how many events of each kind, and from when to when",
            "mimic trajectories show --store trajectories/1.0 --patient 90000001")
        {
            store, patient,
        };
        show.SetAction(result =>
        {
            var trajectory = TrajectoryStore.Open(result.GetRequiredValue(store)).Read(result.GetRequiredValue(patient));
            result.InvocationConfiguration.Output.WriteLine(Summary(trajectory));
        });
        return show;
    }

    private static Command CreateExport()
    {
        var (store, patient) = (StoreOption(), PatientOption());
        var admission = new Option<int?>("--admission")
        {
            Description = "Only this hospital admission (hadm_id), with the facts that have no time.",
            HelpName = "HADM",
        };
        var format = new Option<ExportFormat>("--format")
        {
            Description = "csv (a line per event) or json.",
            DefaultValueFactory = _ => ExportFormat.Csv,
        };
        var output = new Option<string>("--out") { Description = "The file to write.", HelpName = "FILE", Required = true };
        var export = new ExampleCommand(
            "export",
            "Write one patient, or one admission, to a file. What comes from credentialed data stays under its agreement",
            "mimic trajectories export --store trajectories/1.0 --patient 90000001 --out patient.csv")
        {
            store, patient, admission, format, output,
        };
        export.SetAction(result =>
        {
            var file = result.GetRequiredValue(output);
            var count = TrajectoryStore.Open(result.GetRequiredValue(store)).ExportPatient(
                result.GetRequiredValue(patient), file, result.GetRequiredValue(format), result.GetValue(admission));
            result.InvocationConfiguration.Output.WriteLine($"{count:#,0} events written to {file}");
        });
        return export;
    }

    private static Option<string> StoreOption() => new("--store")
    {
        Description = "The folder of a store, as 'mimic trajectories build' names it when it ends.",
        HelpName = "DIR",
        Required = true,
    };

    private static Option<int> PatientOption() => new("--patient")
    {
        Description = "The patient's subject_id.",
        HelpName = "ID",
        Required = true,
    };

    private static Table Summary(Trajectory trajectory)
    {
        var table = new Table("kind", "events", "first", "last") { Caption = $"Patient {trajectory.SubjectId} ({trajectory.Source})" };
        foreach (var kind in trajectory.GroupBy(e => e.Code.Split(EventCodes.Separator)[0]).OrderByDescending(k => k.Count()).ThenBy(k => k.Key, StringComparer.Ordinal))
        {
            table.Add(kind.Key, kind.Count(), kind.Min(e => e.Time), kind.Max(e => e.Time));
        }

        return table.Add("all", trajectory.Count, trajectory.Min(e => e.Time), trajectory.Max(e => e.Time));
    }
}
