using System.CommandLine;
using Mimic;
using Mimic.Benchmarks;

var patients = new Option<int>("--patients") { HelpName = "N", DefaultValueFactory = _ => 20_000, Description = "Patients of the hospital (1x)." };
var ordered = new Option<bool>("--ordered") { Description = "Every patient's rows stand together, as MIMIC has them; else rows are mixed." };
var data = new Option<string[]>("--data") { HelpName = "DIR", AllowMultipleArgumentsPerToken = true, Description = "Data sets that are there already, instead of generated ones." };
var work = new Option<string>("--work")
{
    HelpName = "DIR",
    DefaultValueFactory = _ => Path.Combine("out", "benchmarks"),
    Description = "Folder for hospitals, stores and scripts; hospitals stay there and are used again.",
};
var cpus = new Option<int>("--cpus") { HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount, Description = "Threads of each program." };
var memory = new Option<string>("--memory") { HelpName = "SIZE", DefaultValueFactory = _ => "1GB", Description = "Memory limit, as 1GB or 300MB." };
var rounds = new Option<int>("--rounds") { HelpName = "N", DefaultValueFactory = _ => 5, Description = "How often each program runs." };
var only = new Option<string[]>("--only") { HelpName = "NAME", AllowMultipleArgumentsPerToken = true, Description = "Only programs whose names begin so (ours, inflate, DuckDB, pandas)." };
var command = new Option<string?>("--mimic") { HelpName = "FILE", Description = "The command mimic to measure, as lib/bin/mimic; else the one built beside this program." };
var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Also write the tables to this file." };
var times = new Option<int[]>("--times") { HelpName = "N", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 2, 4], Description = "Multiples of --patients." };
var output = new Option<string>("--out") { Required = true, HelpName = "DIR", Description = "The folder to write." };

Settings Read(ParseResult r)
{
    var folder = Path.GetFullPath(r.GetRequiredValue(work));
    Directory.CreateDirectory(folder);
    return new(folder, r.GetValue(cpus), r.GetValue(memory) ?? "1GB", r.GetValue(rounds), r.GetValue(command) ?? Tools.Mimic, r.GetValue(only) ?? []);
}

IReadOnlyList<string> Hospitals(ParseResult r, params int[] multiples) => r.GetValue(data) is { Length: > 0 } there
    ? there
    : [.. multiples.Select(m => BenchmarkData.Get(r.GetRequiredValue(work), r.GetValue(patients) * m, r.GetValue(ordered)))];

void Print(ParseResult r, string text)
{
    Console.WriteLine(text);
    if (r.GetValue(report) is { } file)
    {
        File.WriteAllText(file, text);
    }
}

var generate = new Command("generate", "Write a synthetic hospital without pictures") { output, patients, ordered };
generate.SetAction(r => BenchmarkData.Generate(r.GetRequiredValue(output), r.GetValue(patients), r.GetValue(ordered)));

var inflate = new Command("inflate", "Inflate the event tables of a data set and nothing else") { data, cpus };
inflate.SetAction(r => Console.WriteLine(Invariant($"{InflateBound.Run(r.GetRequiredValue(data)[0], r.GetValue(cpus))} bytes")));

var builder = new Command("builder", "Our builder, the inflate bound, DuckDB and pandas side by side")
{
    patients, ordered, data, work, cpus, memory, rounds, command, only, report,
};
builder.SetAction(r => Print(r, string.Join('\n', Hospitals(r, 1).Select(d => new Comparison(Read(r), Path.GetFullPath(d)).Run()))));

var scaling = new Command("scaling", "How the cost of our builder grows with the number of patients")
{
    patients, times, ordered, data, work, cpus, memory, rounds, command, report,
};
scaling.SetAction(r => Print(r, Scaling.Run(Read(r), Hospitals(r, r.GetRequiredValue(times)))));

var store = new Option<string?>("--store") { HelpName = "DIR", Description = "A store that is there already; else one of invented events." };
var many = new Option<int>("--patients") { HelpName = "N", DefaultValueFactory = _ => 300_000, Description = "Patients of the invented store." };
var read = new Command("read", "How fast a store is read back: one patient, and all events, beside DuckDB") { store, many, work, cpus, rounds, only, report };
read.SetAction(r => Print(r, new ReadBenchmark(
    Read(r), Path.GetFullPath(r.GetValue(store) ?? InventedStore.Get(r.GetRequiredValue(work), r.GetValue(many)))).Run()));

var some = new Option<int>("--take") { HelpName = "N", DefaultValueFactory = _ => 1000, Description = "Patients whose series pandas and we describe." };
var features = new Command("features", "The statistics of series by the command and by straightforward pandas, from the same file")
{
    store, some, patients, ordered, data, work, cpus, rounds, command, only, report,
};
features.SetAction(r => Print(r, new FeatureBenchmark(
    Read(r), Path.GetFullPath(r.GetValue(store) ?? FeatureBenchmark.Store(Read(r), Path.GetFullPath(Hospitals(r, 1)[0]))), r.GetValue(some)).Run()));

var subject = new Option<int>("--subject") { Required = true, HelpName = "ID", Description = "The patient." };
var readFirst = new Command("read-first", "What a new program takes to open a store and read one patient, in milliseconds") { store, subject };
readFirst.SetAction(r => Console.WriteLine(PatientLookups.First(r.GetRequiredValue(store)!, r.GetValue(subject))));

var films = new Option<int>("--films") { HelpName = "N", DefaultValueFactory = _ => 600, Description = "Films of a round." };
var side = new Option<int>("--side") { HelpName = "N", DefaultValueFactory = _ => 1_000, Description = "Width and height of a film in pixels." };
var images = new Command("images", "How many films a second are decoded and described") { films, side, cpus, rounds, report };
images.SetAction(r => Print(r, new ImageBenchmark(r.GetValue(films), r.GetValue(side), r.GetValue(cpus), r.GetValue(rounds)).Run()));

var cells = new Option<int>("--cells") { HelpName = "N", DefaultValueFactory = _ => 500, Description = "Cells that one kernel runs." };
var kernel = new Command("kernel", "How long a Jupyter client waits for the kernel, and what memory it takes") { cells, work, cpus, rounds, command, report };
kernel.SetAction(r => Print(r, new KernelBenchmark(Read(r), r.GetValue(cells)).Run()));

var megabytes = new Option<int>("--megabytes") { HelpName = "N", DefaultValueFactory = _ => 2_000, Description = "How much is fetched from the server without a limit." };
var limitedSeconds = new Option<int>("--seconds") { HelpName = "N", DefaultValueFactory = _ => 20, Description = "How long the slow server lets a run take at least." };
var download = new Command("download", "How fast files are fetched: beside curl, and beside what a slow server allows") { megabytes, limitedSeconds, work, rounds, command, report };
download.SetAction(r => Print(r, new DownloadBenchmark(Read(r), r.GetValue(megabytes), r.GetValue(limitedSeconds)).Run()));

var served = new Option<string>("--data") { Required = true, HelpName = "DIR", Description = "The folder to serve; it has a SHA256SUMS.txt." };
var rate = new Option<double?>("--rate") { HelpName = "N", Description = "The most bytes a second that a connection gets." };
var encrypted = new Option<bool>("--tls") { Description = "Encrypted, with a certificate of its own in DIR/../certificate.pem." };
var serve = new Command("serve", "Serve a folder as PhysioNet serves a project, until the input ends") { served, rate, encrypted };
serve.SetAction(r => DownloadServer.Serve(r.GetRequiredValue(served), r.GetValue(rate), r.GetValue(encrypted)));

try
{
    return new RootCommand("Measures the builder of trajectories beside other ways to do the same.") { builder, scaling, read, readFirst, features, images, kernel, generate, inflate, download, serve }
        .Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (MimicException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
