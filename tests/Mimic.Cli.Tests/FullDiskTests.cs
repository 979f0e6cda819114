using Mimic.Cli.Tests.Processes;
using Mimic.Trajectories;

namespace Mimic.Cli.Tests;

/// <summary>
/// A build that may not write any further ends with one clear error, and leaves the older store whole and nothing else; the next run gives
/// the store of an undisturbed build.
/// </summary>
[Collection(DemoStores.Collection)]
public sealed class FullDiskTests : IDisposable
{
    private readonly DemoStores _stores;
    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-full-").FullName;

    public FullDiskTests(DemoStores stores)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The limits are those of Unix.");
        _stores = stores;
        StoreFiles.Copy(stores.OlderStore, Store);
    }

    private string Store => Path.Combine(_folder, DemoStores.Version);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_temporary_file_that_may_not_grow_is_one_clear_error()
    {
        AssertTooLarge(@"/tag\.partial/spill/\d-\d+\.events", DemoStores.Build(_folder));
        AssertBuilt(DemoStores.Build(_folder));
    }

    [Fact]
    public void A_file_of_the_store_that_may_not_grow_is_one_clear_error()
    {
        StoreFiles.Copy(_stores.Parts, $"{Store}.parts");
        AssertTooLarge("/tag\\.partial/data/train/0\\.parquet", DemoStores.Merge(_folder));
        AssertBuilt(DemoStores.Merge(_folder));
    }

    [Theory]
    [InlineData(0.5, 0, @"spill/\d-\d+\.events")]
    [InlineData(1, 0.3, @"data/(train|tuning|held_out)/0\.parquet")] // later the store takes the place of what it is made of
    public void A_full_disk_is_one_clear_error(double spill, double store, string file)
    {
        var report = BuildReport.FromJson(File.ReadAllText(Path.Combine(_stores.Store, "metadata/report.json")));
        var bytes = SizeOf(Store) + (long)(report.SpilledBytes * spill) + (long)(report.StoreBytes * store);
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;

        // A small disk in memory, in a name space of its own: it needs no rights, but not every machine lets its users have one.
        var mount = $"unshare --user --map-root-user --mount sh -c 'mount -t tmpfs -o size={bytes} none \"$0\"";
        Assert.SkipUnless(MimicProcess.InShell($"{mount}' '{disk}'").Code == 0, "This system lets its users mount nothing.");
        var (code, output, error) = MimicProcess.InShell(
            $"""
            {mount} && cp -r "{Store}" "$0" || exit 99
            "$@" && exit 98
            ls -A "$0"
            diff -r "{Store}" "$0/{DemoStores.Version}" || exit 97
            mount -o remount,size=1g "$0"
            "$@" >&2 || exit 96
            rm -r "{Store}"
            mv "$0/{DemoStores.Version}" "{Store}"
            exit 95' '{disk}' "$@"
            """,
            DemoStores.Build(disk));
        Assert.True(code == 95, $"{code}: {error}");
        Assert.Matches($@"^mimic: {disk}/tag\.partial/{file} cannot be written: the disk is full\.\n       Make room on it, or [^\n]+\n", error);
        Assert.Equal($"{DemoStores.Version}\n", output);
        StoreFiles.AssertSame(_stores.Store, Store);
    }

    private static long SizeOf(string folder) => StoreFiles.Names(folder).Sum(n => new FileInfo(Path.Combine(folder, n)) is { Exists: true } f ? f.Length : 0);

    private void AssertTooLarge(string file, string[] arguments)
    {
        var before = StoreFiles.Names(_folder);

        // In blocks of 512 bytes: 2 MB.
        var (code, _, error) = MimicProcess.InShell("ulimit -f 4000; exec \"$@\"", arguments);
        Assert.True(code == 1, $"{code}: {error}");
        Assert.Matches(
            $@"^mimic: {_folder}{file} cannot be written: it would become larger than this system allows a file to be\.\n       Raise the limit [^\n]+\n$", error);
        Assert.Equal(before, StoreFiles.Names(_folder));
        StoreFiles.AssertSame(_stores.OlderStore, Store);
    }

    private void AssertBuilt(string[] arguments)
    {
        MimicProcess.Run(arguments);
        StoreFiles.AssertSame(_stores.Store, Store);
    }
}
