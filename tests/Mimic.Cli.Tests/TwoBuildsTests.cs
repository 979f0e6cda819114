using Mimic.Cli.Tests.Processes;

namespace Mimic.Cli.Tests;

/// <summary>Of two builds into one folder, the second is told of the first, as long as that one lives.</summary>
[Collection(DemoStores.Collection)]
public sealed class TwoBuildsTests(DemoStores stores) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-two-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_second_build_into_the_same_folder_is_refused_until_the_first_is_dead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");
        var store = Path.Combine(_folder, DemoStores.Version);
        using var first = MimicProcess.Start(DemoStores.Build(_folder));
        while (Moments.Of(store) < Moment.Spilling && !first.HasExited)
        {
            Thread.Yield();
        }

        first.Stop();
        var left = StoreFiles.Names(_folder);
        using (var second = MimicProcess.Start(DemoStores.Build(_folder)))
        {
            var (code, _, error) = second.Wait();
            Assert.Equal(1, code);
            Assert.Equal(
                $"mimic: Another run is making the trajectories of {store}.\n       Wait for that run, or choose another output folder or version.\n", error);
        }

        Assert.Equal(left, StoreFiles.Names(_folder));
        Assert.False(first.HasExited);
        first.Kill();
        MimicProcess.Run(DemoStores.Build(_folder));
        Assert.Equal([store], Directory.EnumerateFileSystemEntries(_folder));
        StoreFiles.AssertSame(stores.Store, store);
    }
}
