namespace Mimic.Cli.Tests.Processes;

/// <summary>What undisturbed builds of data-demo give, made once, in a folder that is removed when all tests have run.</summary>
[CollectionDefinition(Collection)]
public sealed class DemoStores : ICollectionFixture<DemoStores>, IDisposable
{
    /// <summary>The tests that share them.</summary>
    public const string Collection = "stores of data-demo";

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-stores-").FullName;

    public DemoStores()
    {
        MimicProcess.Run(Build(Reference));
        MimicProcess.Run(Build(Older, "--seed", "9"));
        MimicProcess.Run(Build(Reference, "--shard", "1/2"));
        MimicProcess.Run(Build(Reference, "--shard", "2/2"));
    }

    /// <summary>The name of every store.</summary>
    public static string Version => "tag";

    /// <summary>The store of one build.</summary>
    public string Store => Path.Combine(Reference, Version);

    /// <summary>A store of the same version with other splits, as an earlier build may have left it.</summary>
    public string OlderStore => Path.Combine(Older, Version);

    /// <summary>The folder of the two parts of the store.</summary>
    public string Parts => Path.Combine(Reference, $"{Version}.parts");

    private string Reference => Path.Combine(_folder, "reference");

    private string Older => Path.Combine(_folder, "older");

    /// <summary>The arguments of a build.</summary>
    public static string[] Build(string output, params string[] more) =>
        ["trajectories", "build", "--data", DataDemo(), "--out", output, "--version", Version, "--cpus", "2", .. more];

    /// <summary>The arguments of a merge.</summary>
    public static string[] Merge(string output) => ["trajectories", "merge", "--out", output, "--version", Version];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string DataDemo()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MimicNotebooks.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "data-demo");
    }
}
