using System.Text.Json;
using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class MedsStoreWriterTests
{
    [Fact]
    public void Patients_out_of_order_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        writer.Add(StoreSamples.Patient(90_000_002));
        Assert.Throws<ArgumentException>(() => writer.Add(StoreSamples.Patient(90_000_001)));
        Assert.Throws<ArgumentException>(() => writer.Add(StoreSamples.Patient(90_000_002)));
    }

    [Fact]
    public void A_trajectory_of_another_source_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        Assert.Throws<ArgumentException>(() => writer.Add(new(1, SourceTag.Credentialed, [])));
    }

    [Fact]
    public void An_event_without_a_code_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        Assert.Throws<ArgumentException>(() => writer.Add(new(1, SourceTag.Synthetic, [new(1, null, string.Empty)])));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e39)]
    public void A_number_beyond_single_precision_is_refused_without_being_named(double number)
    {
        using var folder = new TemporaryFolder();
        using var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        var error = Assert.Throws<MimicException>(
            () => writer.Add(new(1, SourceTag.Synthetic, [new(1, null, "A", number, Table: "hosp/labevents")])));
        Assert.Contains("hosp/labevents", error.Message);
        Assert.DoesNotContain(number.ToString(), error.Message);
    }

    [Fact]
    public void Nothing_is_left_behind_without_complete()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new MedsStoreWriter(folder["store"], StoreSamples.Info))
        {
            writer.Add(StoreSamples.Patient(90_000_001));
            Assert.True(Directory.Exists(folder["store.partial"]));
        }

        Assert.False(Directory.Exists(folder["store.partial"]));
        Assert.False(Directory.Exists(folder["store"]));
    }

    [Fact]
    public void What_a_killed_run_left_behind_is_replaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["store.partial/data/train"]);
        File.WriteAllText(folder["store.partial/data/train/0.parquet"], "half");
        File.WriteAllText(folder["store.partial/writing.lock"], string.Empty);
        Assert.Equal(3, StoreSamples.Store(folder["store"], StoreSamples.Patients(3)).SubjectIds.Count);
        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder["."]).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_writers_of_one_place_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        using var first = new MedsStoreWriter(folder["store"], StoreSamples.Info);
        first.Add(StoreSamples.Patient(90_000_001));
        Assert.Contains("other run", Assert.Throws<MimicException>(() => new MedsStoreWriter(folder["store"], StoreSamples.Info)).Message);
        first.Complete(new Dictionary<string, string>(), "{}");
        Assert.Single(TrajectoryStore.Open(folder["store"]).SubjectIds);
    }

    [Fact]
    public void An_older_store_is_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(40), new() { ShardRows = 100 });
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        Assert.Equal(3, store.ReadAll().Count());
        Assert.Equal(["store"], Directory.EnumerateFileSystemEntries(folder["."]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_never_replaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["store"]);
        File.WriteAllText(folder["store/thesis.txt"], "three years of work");
        Assert.Throws<MimicException>(() => new MedsStoreWriter(folder["store"], StoreSamples.Info));
        Assert.True(File.Exists(folder["store/thesis.txt"]));
        Assert.Throws<MimicException>(() => new MedsStoreWriter(folder["store/thesis.txt"], StoreSamples.Info));
    }

    [Fact]
    public void The_same_patients_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
        {
            StoreSamples.Store(folder[name], StoreSamples.Patients(30));
        }

        var files = Directory.EnumerateFiles(folder["a"], "*", SearchOption.AllDirectories).ToList();
        Assert.InRange(files.Count, 8, 8);
        Assert.All(files, a => Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(a.Replace(folder["a"], folder["b"]))));
    }

    [Fact]
    public void The_time_of_making_stands_in_dataset_json_alone()
    {
        using var folder = new TemporaryFolder();
        foreach (var year in new[] { 2030, 2031 })
        {
            using var writer = new MedsStoreWriter(folder[$"{year}"], StoreSamples.Info with { CreatedAt = new DateTime(year, 1, 1) });
            writer.Complete(new Dictionary<string, string>(), "{}");
        }

        var files = Directory.EnumerateFiles(folder["2030"], "*", SearchOption.AllDirectories);
        var different = files.Where(
            f => !File.ReadAllBytes(f).AsSpan().SequenceEqual(File.ReadAllBytes(f.Replace(folder["2030"], folder["2031"]))));
        Assert.Equal(["dataset.json"], different.Select(Path.GetFileName));
    }

    [Fact]
    public void Dataset_json_has_the_fields_of_meds()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        using var json = JsonDocument.Parse(File.ReadAllText(folder["store/metadata/dataset.json"]));
        string[] expected =
        [
            "dataset_name", "dataset_version", "etl_name", "etl_version", "meds_version", "created_at",
            "raw_source_id_columns", "code_modifier_columns", "other_extension_columns",
        ];
        Assert.Equal(expected, json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("0.4.0", json.RootElement.GetProperty("meds_version").GetString());
        Assert.Equal("2030-01-02T03:04:05", json.RootElement.GetProperty("created_at").GetString());
    }
}
