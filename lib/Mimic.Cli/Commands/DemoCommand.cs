using System.CommandLine;
using Mimic.Synthetic;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic demo</c>: writes a synthetic hospital.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder to write: new, empty, or an earlier output of this command, which is replaced.",
            Required = true,
            HelpName = "DIR",
        };
        var patients = new Option<int>("--patients", "-n")
        {
            Description = $"Number of patients, 1 to {SyntheticHospital.MaximumPatients:#,0}; about 40 KB each.",
            DefaultValueFactory = _ => 400,
            HelpName = "N",
        };
        var seed = new Option<long>("--seed", "-s")
        {
            Description = "The same seed and number of patients give the same bytes on every machine.",
            DefaultValueFactory = _ => 1,
            HelpName = "N",
        };
        var command = new ExampleCommand(
            "demo",
            "Write an invented hospital with the layout, notes, radiographs and quirks of MIMIC-IV",
            "mimic demo --out hospital --patients 1000 --seed 7")
        {
            output, patients, seed,
        };
        command.SetAction(result =>
        {
            var report = SyntheticHospital.Write(new()
            {
                Output = result.GetRequiredValue(output),
                Patients = result.GetValue(patients),
                Seed = result.GetValue(seed),
            });
            Console.WriteLine(report);
            return 0;
        });
        return command;
    }
}
