using System.CommandLine;
using Mimic.Benchmarks;

var output = new Option<string>("--out") { Required = true, HelpName = "DIR", Description = "The folder to write." };
var patients = new Option<int>("--patients") { HelpName = "N", DefaultValueFactory = _ => 20_000, Description = "Number of patients." };
var ordered = new Option<bool>("--ordered") { Description = "Every patient's rows stand together; else rows are mixed." };
var generate = new Command("generate", "Write a synthetic hospital without pictures") { output, patients, ordered };
generate.SetAction(r => BenchmarkData.Generate(r.GetRequiredValue(output), r.GetValue(patients), r.GetValue(ordered)));
return new RootCommand("Measures the builder of trajectories.") { generate }.Parse(args).Invoke();
