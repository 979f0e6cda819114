using System.Text.Json.Nodes;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class StoreDamageTests
{
    [Fact]
    public void A_missing_folder_is_named() => Refused("/nowhere/at/all", "There is no folder /nowhere/at/all");

    [Fact]
    public void A_folder_without_metadata_is_no_data_set()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);
        Refused(folder["empty"], "not a MEDS data set");
    }

    [Fact]
    public void The_stores_below_a_folder_are_offered()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["out/v1"], StoreSamples.Patients(2));
        StoreSamples.Store(folder["out/v2"], StoreSamples.Patients(2));
        Refused(folder["out"], "Open a folder in it that is one: v1, v2.");
    }

    [Fact]
    public void The_leftovers_of_a_stopped_run_are_called_so()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["store.partial"]);
        Refused(folder["store"], "a run that was stopped");
    }

    [Fact]
    public void A_store_without_its_manifest_is_not_taken_for_another_programs()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(2));
        File.Delete(folder["store/metadata/mimic.json"]);
        Refused(folder["store"], "lacks metadata/mimic.json");
    }

    [Theory]
    [InlineData("metadata/dataset.json", "meds_version", "0.3.3", "MEDS 0.3.3")]
    [InlineData("metadata/mimic.json", "layout", 1, "layout 1")]
    public void Another_version_is_named(string file, string property, object value, string expected)
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(2));
        var json = JsonNode.Parse(File.ReadAllText(folder["store/" + file]))!;
        json[property] = JsonValue.Create(value);
        File.WriteAllText(folder["store/" + file], json.ToJsonString());
        Refused(folder["store"], expected);
    }

    [Fact]
    public void Each_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(40));
        foreach (var file in Directory.EnumerateFiles(folder["store"], "*.parquet", SearchOption.AllDirectories).ToList())
        {
            var bytes = File.ReadAllBytes(file);
            File.Delete(file);
            Refused(folder["store"], $"{file} is missing");
            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public void Each_file_cut_or_grown_is_named()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(40));
        foreach (var file in Directory.EnumerateFiles(folder["store"], "*.parquet", SearchOption.AllDirectories).ToList())
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var other in new[] { [], bytes[..(bytes.Length / 2)], bytes[..^1], [.. bytes, (byte)0] })
            {
                File.WriteAllBytes(file, other);
                Refused(folder["store"], $"{file} is damaged");
            }

            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public void A_shard_of_another_store_is_noticed()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["a"], StoreSamples.Patients(40, 20));
        StoreSamples.Store(folder["b"], StoreSamples.Patients(40, 21));
        File.Copy(folder["b/data/train/0.parquet"], folder["a/data/train/0.parquet"], overwrite: true);
        Refused(folder["a"], "0.parquet is damaged");
    }

    [Fact]
    public void Mutated_stores_are_read_or_refused_but_never_end_in_another_error()
    {
        using var folder = new TemporaryFolder();
        StoreSamples.Store(folder["store"], StoreSamples.Patients(12, 10));
        var files = Directory.EnumerateFiles(folder["store"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var random = new SeededRandom(21);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var file = random.Pick(files);
            var original = File.ReadAllBytes(file);
            var bytes = original.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(file, bytes);
            try
            {
                var store = TrajectoryStore.Open(folder["store"]);
                Assert.Equal(12, store.ReadAll().Count());
            }
            catch (MimicException)
            {
                refused++;
            }

            File.WriteAllBytes(file, original);
        }

        Assert.InRange(refused, 250, 500);
    }

    private static void Refused(string folder, string expected)
    {
        var error = Assert.Throws<MimicException>(() => TrajectoryStore.Open(folder));
        Assert.Contains(expected, error.Message);
    }
}
