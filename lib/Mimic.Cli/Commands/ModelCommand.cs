using System.CommandLine;
using System.Net;
using Mimic.Features;
using Mimic.Models;

namespace Mimic.Cli.Commands;

/// <summary><c>mimic model</c>: from features to an evaluated model.</summary>
internal static class ModelCommand
{
    private const string ModelFile = "mortality.model";
    private const string ReportFile = "report.html";

    private const string TrainExample = "mimic model train --features features.csv --out model --seed 7";

    public static Command Create() => new ExampleCommand("model", "Train and evaluate models of mortality", TrainExample) { CreateTrain(), CreateEvaluate() };

    private static Command CreateTrain()
    {
        var defaults = new AutoMlOptions();
        var features = Features();
        var output = new Option<string>("--out") { Description = $"Folder to write: {ModelFile} and {ReportFile}.", HelpName = "DIR", Required = true };
        var trials = Number("--trials", "How many settings are tried.", defaults.Trials);
        var folds = Number("--folds", "How many folds the training patients are divided into.", defaults.Folds);
        var heldOut = new Option<double>("--held-out")
        {
            Description = "The share of patients that the search never sees.",
            HelpName = "SHARE",
            DefaultValueFactory = _ => defaults.HeldOutShare,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Same seed, same numbers to the last digit.",
            HelpName = "N",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var cpus = Number("--cpus", "How many trials run at once; 0 for as many as there are processors.", 0);
        var train = new ExampleCommand(
            "train",
            "Search a model with a fixed number of trials and evaluate it on patients held out",
            TrainExample)
        {
            features, output, trials, folds, heldOut, seed, cpus,
        };
        train.SetAction(result => Train(
            result.GetValue(features)!,
            result.GetValue(output)!,
            new()
            {
                Trials = result.GetValue(trials),
                Folds = result.GetValue(folds),
                HeldOutShare = result.GetValue(heldOut),
                Seed = result.GetValue(seed),
                Cpus = result.GetValue(cpus),
            },
            result.InvocationConfiguration.Output));
        return train;
    }

    private static Command CreateEvaluate()
    {
        var features = Features();
        var model = new Option<string>("--model") { Description = "A model that 'mimic model train' wrote.", HelpName = "FILE", Required = true };
        var evaluate = new ExampleCommand(
            "evaluate",
            "Evaluate a saved model on other patients; those it was trained on would flatter it",
            "mimic model evaluate --model model/mortality.model --features others.csv")
        {
            model, features,
        };
        evaluate.SetAction(result =>
        {
            var loaded = TrainedModel.Load(result.GetValue(model)!);
            result.InvocationConfiguration.Output.WriteLine(loaded.Evaluate(FeatureTable.ReadCsv(result.GetValue(features)!)));
        });
        return evaluate;
    }

    private static Option<string> Features() =>
        new("--features") { Description = "CSV file of features, written by FeatureTable.WriteCsv.", HelpName = "FILE", Required = true };

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };

    private static void Train(string features, string output, AutoMlOptions options, TextWriter console)
    {
        var result = AutoMl.Search(FeatureTable.ReadCsv(features), options);
        result.Model.Save(Path.Combine(output, ModelFile));
        WholeFile.WriteText(Path.Combine(output, ReportFile), Report(result));
        console.WriteLine(result);
        console.WriteLine($"\n{Path.Combine(output, ModelFile)} and {ReportFile} written.");
    }

    private static string Report(AutoMlResult result)
    {
        var modalities = result.CompareModalities();
        string[] parts =
        [
            result.ToHtml(), result.HeldOut.RocChart().ToHtml(), result.HeldOut.PrecisionRecallChart().ToHtml(),
            result.HeldOut.CalibrationChart().ToHtml(),
            modalities.ToHtml(), modalities.ToChart().ToHtml(),
            Importance.ByContribution(result.Model, result.HeldOutTable).ToChart().ToHtml(), result.Leaderboard().ToHtml(),
        ];
        var title = WebUtility.HtmlEncode($"Mortality model ({result.Model.Source} data)");
        return $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + $"<meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title></head>"
            + $"<body style=\"font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em\">"
            + $"<h1>{title}</h1>{string.Concat(parts)}</body></html>\n";
    }
}
