using System.Security.Cryptography;
using System.Text.Json;
using Mimic.Synthetic;

namespace Mimic.Tests.Synthetic;

public sealed class HospitalFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hospital-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        Make("one", 5, 3);
        Make("two", 5, 3);
        Assert.Equal(Sums("one"), Sums("two"));
    }

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        Make("one", 3, 1);
        Make("two", 3, 2);
        Assert.NotEqual(Sums("one"), Sums("two"));
    }

    [Fact]
    public void Every_file_is_listed_with_its_checksum()
    {
        Make("one", 3, 1);
        var listed = Sums("one").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(l => l[65..], l => l[..64]);
        var files = Directory.EnumerateFiles(Path.Combine(_root, "one"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(_root, "one"), f).Replace('\\', '/')).Where(f => f != "SHA256SUMS.txt").ToList();
        Assert.Equal(files.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(listed[f], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_root,
            "one", f))))));
    }

    [Fact]
    public void The_mark_states_seed_patients_and_counts()
    {
        var report = Make("one", 4, 77);
        var mark = JsonDocument.Parse(File.ReadAllText(Path.Combine(_root, "one", SyntheticHospital.MarkerFile))).RootElement;
        Assert.True(mark.GetProperty("synthetic").GetBoolean());
        Assert.Equal(77, mark.GetProperty("seed").GetInt64());
        Assert.Equal(4, mark.GetProperty("patients").GetInt32());
        Assert.Equal(report.Rows["hosp/labevents"], mark.GetProperty("rows").GetProperty("hosp/labevents").GetInt64());
    }

    [Fact]
    public void A_folder_with_something_else_in_it_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_root, "mine"));
        File.WriteAllText(Path.Combine(_root, "mine", "thesis.txt"), "mine");
        var error = Assert.Throws<MimicException>(() => Make("mine", 1, 1));
        Assert.Contains("not empty", error.Problem);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Path.Combine(_root, "mine")).Select(Path.GetFileName));
    }

    [Fact]
    public void An_earlier_output_is_replaced()
    {
        Make("one", 2, 1);
        Make("one", 1, 1);
        Assert.Contains("\"patients\": 1,", File.ReadAllText(Path.Combine(_root, "one", SyntheticHospital.MarkerFile)));
        Assert.Single(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void Without_pictures_the_tables_of_hospital_and_wards_are_the_same()
    {
        Make("with", 4, 1);
        Make("without", 4, 1, new() { Pictures = false });
        Assert.Empty(Directory.GetFiles(Path.Combine(_root, "without"), "*.jpg", SearchOption.AllDirectories));
        string[] Tables(string name) => [.. Sums(name).Split('\n').Where(l => l.Contains(".csv.gz") && !l.Contains(" cxr/"))];
        Assert.Equal(Tables("with"), Tables("without"));
    }

    [Fact]
    public void Unmixed_rows_stand_by_patient()
    {
        Assert.True(Make("unmixed", 40, 1, new() { Pictures = false, MixRows = false }).Quirks[HospitalQuirks.RowsInAnyOrder] < 40);
        Assert.True(Make("mixed", 40, 1, new() { Pictures = false }).Quirks[HospitalQuirks.RowsInAnyOrder] > 1000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void An_impossible_number_of_patients_is_refused(int patients) =>
        Assert.Contains("1 to 100000", Assert.Throws<MimicException>(() => Make("one", patients, 1)).Remedy);

    private SyntheticReport Make(string name, int patients, long seed, SyntheticParameters? parameters = null) => SyntheticHospital.Write(
        new() { Output = Path.Combine(_root, name), Patients = patients, Seed = seed, Parameters = parameters ?? new() });

    private string Sums(string name) => File.ReadAllText(Path.Combine(_root, name, "SHA256SUMS.txt"));
}
