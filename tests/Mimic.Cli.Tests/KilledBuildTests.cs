using System.Globalization;
using Mimic.Cli.Tests.Processes;
using Mimic.Trajectories;

namespace Mimic.Cli.Tests;

/// <summary>
/// A build, the build of a part or a merge that is killed at any moment leaves the older store whole, and run again gives the store of
/// an undisturbed build, byte for byte. MIMIC_KILLS sets another number of kills than 4.
/// </summary>
[Collection(DemoStores.Collection)]
public sealed class KilledBuildTests(DemoStores stores, ITestOutputHelper log) : IDisposable
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MIMIC_KILLS") ?? "4", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-kill-").FullName;

    private string Output => Path.Combine(_folder, "out");

    private string Store => Path.Combine(Output, DemoStores.Version);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Killed_at_any_moment_and_run_again_the_store_is_that_of_an_undisturbed_build()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            // Another pair of a work and a moment each time.
            var random = new SeededRandom(31_000 + i);
            var moment = (Moment)((3 + (3 * i) + (i / 8)) % (int)Moment.End);
            var hadStore = moment == Moment.OldStoreAside || random.Next(2) == 0;
            if (hadStore)
            {
                StoreFiles.Copy(stores.OlderStore, Store);
                LengthenRemoval();
            }

            var seen = (i % 4) switch
            {
                2 => PartKilled(random, moment),
                3 => MergeKilled(random, moment, hadStore),
                _ => WholeKilled(random, moment, hadStore),
            };
            log.WriteLine($"{i}: {(i % 4) switch { 2 => "part", 3 => "merge", _ => "build" }} killed at {string.Join(", then ", seen)}");
            killed += seen.Exists(m => m != Moment.End) ? 1 : 0;
            StoreFiles.AssertSame(stores.Store, Store);
            Assert.Equal(i % 4 < 2 ? [DemoStores.Version] : [DemoStores.Version, $"{DemoStores.Version}.parts"], NamesIn(Output));
            Directory.Delete(Output, recursive: true);
        }

        // On a busy machine a short moment may pass unseen, and the run ends before it is killed.
        Assert.InRange(killed, Kills / 4, Kills);
    }

    private List<Moment> WholeKilled(SeededRandom random, Moment moment, bool hadStore)
    {
        var seen = Kill(random, moment, Store, hadStore, DemoStores.Build(Output));
        MimicProcess.Run(DemoStores.Build(Output));
        return seen;
    }

    private List<Moment> PartKilled(SeededRandom random, Moment moment)
    {
        StoreFiles.Copy(Path.Combine(stores.Parts, "1-of-2"), Path.Combine($"{Store}.parts", "1-of-2"));
        var arguments = DemoStores.Build(Output, "--shard", "2/2");
        var seen = Kill(random, moment, Path.Combine($"{Store}.parts", "2-of-2"), hadStore: false, arguments);
        MimicProcess.Run(arguments);
        Assert.Equal(["1-of-2", "2-of-2"], NamesIn($"{Store}.parts"));
        StoreFiles.AssertSame(stores.Parts, $"{Store}.parts");
        MimicProcess.Run(DemoStores.Merge(Output));
        return seen;
    }

    private List<Moment> MergeKilled(SeededRandom random, Moment moment, bool hadStore)
    {
        StoreFiles.Copy(stores.Parts, $"{Store}.parts");
        var seen = Kill(random, moment, Store, hadStore, DemoStores.Merge(Output));
        MimicProcess.Run(DemoStores.Merge(Output));
        StoreFiles.AssertSame(stores.Parts, $"{Store}.parts");
        return seen;
    }

    /// <summary>Kills a run, and in a third of the cases the next one too; what can be opened then is a whole store.</summary>
    private List<Moment> Kill(SeededRandom random, Moment moment, string place, bool hadStore, string[] arguments)
    {
        var seen = new List<Moment>();
        do
        {
            // Milliseconds: each moment lasts about so long.
            var after = random.Uniform(0, moment switch
            {
                Moment.Start => arguments[1] == "merge" ? 300 : 1_200,
                Moment.Spilling => 500,
                Moment.Writing => 200,
                Moment.Finishing => 20,
                _ => 5,
            });
            using var process = MimicProcess.Start(arguments);
            seen.Add(Moments.Kill(process, place, moment, TimeSpan.FromMilliseconds(after)));
            if (random.Next(2) == 0)
            {
                AssertWholeOrNone(place, hadStore);
            }

            moment = (Moment)random.Next((int)Moment.End);
        }
        while (random.Next(3) == 0);
        return seen;
    }

    private void AssertWholeOrNone(string place, bool hadStore)
    {
        try
        {
            var store = TrajectoryStore.Open(place);
            var expected = store.Seed == 9 ? stores.OlderStore : stores.Store;
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected, "metadata/mimic.json")), File.ReadAllBytes(Path.Combine(place, "metadata/mimic.json")));
            Assert.Equal(store.EventCount, store.ReadAll().Sum(t => (long)t.Count));
        }
        catch (MimicException e)
        {
            // A part is no store even if it is whole.
            Assert.False(hadStore, e.Message);
            Assert.Matches("There is no folder|only the unfinished work|is part 2 of 2", e.Problem);
        }
    }

    /// <summary>More files in the older store, so that the moment at which it is removed can be met.</summary>
    private void LengthenRemoval()
    {
        var more = Directory.CreateDirectory(Path.Combine(Store, "more")).FullName;
        for (var i = 0; i < 1_000; i++)
        {
            File.WriteAllBytes(Path.Combine(more, Invariant(i)), []);
        }

        static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static string[] NamesIn(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
}
