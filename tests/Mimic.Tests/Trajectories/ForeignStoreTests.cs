using Mimic.Access;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>MEDS data sets of another program: files that DuckDB wrote, put into folders in the ways that others do.</summary>
public class ForeignStoreTests
{
    [Theory]
    [InlineData("v1-uncompressed", 200)]
    [InlineData("v1-snappy", 200)]
    [InlineData("v1-gzip-groups", 2100)]
    [InlineData("v1-brotli", 200)]
    [InlineData("v2-uncompressed", 200)]
    [InlineData("v2-snappy", 200)]
    [InlineData("v2-gzip", 200)]
    [InlineData("v2-brotli", 200)]
    [InlineData("other-types-ms", 200)]
    [InlineData("other-types-ns", 200)]
    public void A_data_set_is_read_event_by_event(string name, int rows)
    {
        using var folder = new TemporaryFolder();
        var store = Store(folder, ("data/0.parquet", name));
        Assert.Equal((SourceTag.Credentialed, rows), (store.Source, (int)store.EventCount));
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (int)ForeignRows.Subject(i)).Distinct(), store.SubjectIds);
        Assert.Equal(Events(rows), store.ReadAll().SelectMany(p => p));
        Assert.Equal(Events(rows), store.SubjectIds.SelectMany(id => store.Read(id)));
        Assert.Equal(Enumerable.Range(0, rows).Select(ForeignRows.Code).Distinct().Order(StringComparer.Ordinal), store.Codes);
        Assert.All(store.SubjectIds, id => Assert.Equal(Split.Train, store.SplitOf(id)));
        Assert.NotEqual(-1, store.FindCode("VITAL//PULSE"));
        Assert.Contains("patients", store.ToString());
    }

    [Fact]
    public void Splits_and_descriptions_come_from_the_metadata()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "metadata/codes.parquet", "codes");
        Write(folder, "metadata/subject_splits.parquet", "splits");
        File.WriteAllText(folder["set/metadata/dataset.json"], """{"dataset_name":"OTHER","dataset_version":"9","meds_version":"0.4.0","extra":1}""");
        var store = Store(folder, ("data/train/0.parquet", "v1-snappy"));
        Assert.Equal(("OTHER 9", "9"), (store.Dataset, store.Version));
        Assert.Equal("an invented VITAL//PULSE", store.Descriptions["VITAL//PULSE"]);
        Assert.Equal([Split.Train, Split.Tuning, Split.HeldOut], store.SubjectIds.Take(3).Select(store.SplitOf));
        var tuning = store.SubjectIds.Where(id => store.SplitOf(id) == Split.Tuning).ToHashSet();
        var scanned = store.Scan(EventColumns.Subject, Split.Tuning).SelectMany(b => b.Subjects.ToArray()).ToHashSet();
        Assert.Equal(tuning, scanned);
    }

    [Theory]
    [InlineData("data/tuning/0.parquet", Split.Tuning)]
    [InlineData("data/a/held_out/0.parquet", Split.HeldOut)]
    [InlineData("data/tuning.parquet", Split.Train)]
    public void Without_a_list_of_splits_the_folder_of_a_shard_tells(string path, Split expected)
    {
        using var folder = new TemporaryFolder();
        var store = Store(folder, (path, "v1-snappy"));
        Assert.All(store.SubjectIds, id => Assert.Equal(expected, store.SplitOf(id)));
    }

    [Fact]
    public void A_patient_in_two_files_is_an_error_that_names_both()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<MimicException>(() => Store(folder, ("data/0.parquet", "v1-snappy"), ("data/1.parquet", "v2-gzip")));
        Assert.Contains("1.parquet has rows of a patient who is also in", error.Message);
        Assert.Contains("0.parquet", error.Message);
    }

    [Theory]
    [InlineData("data/0.parquet", "zstd", "the compression codec ZSTD (row group 0, column subject_id)")]
    [InlineData("data/0.parquet", "codes", "has no column subject_id")]
    [InlineData("metadata/subject_splits.parquet", "codes", "has no column subject_id")]
    public void What_does_not_fit_is_named(string path, string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<MimicException>(() => Store(folder, ("data/1.parquet", "v1-gzip-groups"), (path, name)));
        Assert.Contains(expected, error.Message);
        Assert.Contains(Path.GetFileName(path), error.Message);
    }

    [Fact]
    public void Patients_without_a_split_are_counted()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "metadata/subject_splits.parquet", "splits");
        var error = Assert.Throws<MimicException>(() => Store(folder, ("data/0.parquet", "v1-gzip-groups")));
        Assert.Contains("95 patients", error.Message);
    }

    [Theory]
    [InlineData("""{"meds_version":"1.0.0"}""", "MEDS 1.0.0")]
    [InlineData("""{"meds_version":""", "not the JSON")]
    public void A_strange_description_is_named(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["set/metadata"]);
        File.WriteAllText(folder["set/metadata/dataset.json"], json);
        Assert.Contains(expected, Assert.Throws<MimicException>(() => Store(folder, ("data/0.parquet", "v1-snappy"))).Message);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_but_never_end_in_another_error()
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(31);
        var names = new[] { "v1-snappy", "v1-brotli", "v2-uncompressed", "v2-snappy", "v2-gzip", "v1-uncompressed", "other-types-ms" };
        var refused = 0;
        const int cases = 3000;
        for (var i = 0; i < cases; i++)
        {
            var bytes = ForeignRows.Bytes(names[i % names.Length]);
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            if (random.Chance(0.1))
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            Directory.CreateDirectory(folder["set/data"]);
            File.WriteAllBytes(folder["set/data/0.parquet"], bytes);
            try
            {
                var store = TrajectoryStore.Open(folder["set"]);
                _ = store.ReadAll().Sum(p => p.Count) + store.Codes.Count;
            }
            catch (MimicException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, cases / 4, cases);
    }

    private static IEnumerable<TrajectoryEvent> Events(int rows) => Enumerable.Range(0, rows).Select(i => new TrajectoryEvent(
        (int)ForeignRows.Subject(i), ForeignRows.Time(i), ForeignRows.Code(i),
        ForeignRows.Number(i) is { } n ? MedsValues.ToDouble(n) : null, ForeignRows.Text(i)));

    private static TrajectoryStore Store(TemporaryFolder folder, params (string Path, string Name)[] files)
    {
        foreach (var (path, name) in files)
        {
            Write(folder, path, name);
        }

        return TrajectoryStore.Open(folder["set"]);
    }

    private static void Write(TemporaryFolder folder, string path, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder["set/" + path])!);
        File.WriteAllBytes(folder["set/" + path], ForeignRows.Bytes(name));
    }
}
