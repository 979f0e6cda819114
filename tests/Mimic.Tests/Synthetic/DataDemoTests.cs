using System.Security.Cryptography;
using System.Text.Json;
using Mimic.Access;
using Mimic.Synthetic;
using Mimic.Synthetic.Writing;
using Mimic.Tables;

namespace Mimic.Tests.Synthetic;

public sealed class DataDemoTests
{
    private static readonly Lazy<JsonElement> Mark = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.DataDemo, SyntheticHospital.MarkerFile))).RootElement);

    private static readonly Lazy<IReadOnlyDictionary<string, long>> Counted = new(() => QuirkCounter.Count(Repository.DataDemo));

    public static TheoryData<string> Quirks => [.. PlantedQuirks.All.Select(q => q.Name)];

    [Theory]
    [MemberData(nameof(Quirks))]
    public void Each_planted_quirk_is_found_as_often_as_declared(string quirk)
    {
        var declared = Mark.Value.GetProperty("quirks").GetProperty(quirk).GetInt64();
        Assert.True(declared > 0, $"{quirk} is not planted at all");
        Assert.Equal(declared, Counted.Value[quirk]);
        Assert.Contains($"| {quirk} |", File.ReadAllText(Path.Combine(Repository.DataDemo, "README.md")));
    }

    [Fact]
    public void The_committed_files_match_their_checksums()
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.DataDemo, "SHA256SUMS.txt")))
        {
            Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Repository.DataDemo, line[65..])))));
        }
    }

    [Fact]
    public void The_folder_is_small_enough_to_be_committed() =>
        Assert.True(Directory.EnumerateFiles(Repository.DataDemo, "*", SearchOption.AllDirectories).Sum(f =>
            new FileInfo(f).Length) < 20_000_000);

    [Theory]
    [InlineData(0)]
    [InlineData(123)]
    [InlineData(399)]
    public void The_generator_still_makes_the_committed_patients(int index)
    {
        var made = SyntheticHospital.MakePatient(new(Mark.Value.GetProperty("seed").GetInt64()), index, new());
        foreach (var (path, jpeg) in made.Pictures)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Repository.DataDemo, "cxr", path)), jpeg);
        }

        var subject = $"{90_000_001 + index}";
        foreach (var layout in TableLayout.All.Where(l => l.Header.Contains("subject_id", StringComparison.Ordinal)
            && l.Table != "icu/chartevents"))
        {
            var committed = CsvFile.Read(Repository.DataDemo, layout.File[..layout.File.IndexOf(".csv", StringComparison.Ordinal)], "subject_id").Count(r => r[0] == subject);
            Assert.Equal(committed, made.Find(layout.Table)?.Rows ?? 0);
        }
    }

    [Fact]
    public void It_opens_as_a_synthetic_data_set_with_images()
    {
        var data = MimicDataset.Open(Repository.DataDemo);
        Assert.Equal(SourceTag.Synthetic, data.Source);
        Assert.NotNull(data.ImageRoot);
    }

    [Fact]
    public void Headers_are_those_of_the_catalogue()
    {
        foreach (var layout in TableLayout.All)
        {
            Assert.Equal(TableCatalogue.Get(layout.Table).ColumnNames, CsvFile.Header(Repository.DataDemo, layout.File[..layout.File.IndexOf(".csv", StringComparison.Ordinal)]));
        }
    }

    [Fact]
    public void Enough_die_and_enough_have_everything_within_their_last_year()
    {
        var last = new Dictionary<string, Dictionary<string, string>>();
        void Take(string table, string column, string kind)
        {
            foreach (var r in CsvFile.Read(Repository.DataDemo, table, "subject_id", column))
            {
                var times = last.TryGetValue(r[0], out var known) ? known : last[r[0]] = [];
                var time = r[1].Length == 8 ? $"{r[1][..4]}-{r[1][4..6]}-{r[1][6..]}" : r[1];
                times[kind] = string.CompareOrdinal(times.GetValueOrDefault(kind), time) < 0 ? time : times[kind];
            }
        }

        Take("hosp/labevents", "charttime", "lab");
        Take("icu/chartevents", "charttime", "chart");
        Take("note/discharge", "charttime", "note");
        Take("cxr/mimic-cxr-2.0.0-metadata", "StudyDate", "image");
        bool Within(Dictionary<string, string> times, string kind)
        {
            var end = DateTime.Parse(times.Values.Max(StringComparer.Ordinal)!);
            return times.TryGetValue(kind, out var time) && (end - DateTime.Parse(time)).TotalDays < 365;
        }

        var dead = CsvFile.Read(Repository.DataDemo, "hosp/patients", "subject_id", "dod").Where(r => r[1].Length > 0).Select(r =>
            r[0]).ToHashSet();
        Assert.True(dead.Count >= 130);
        Assert.True(last.Values.Count(t => new[] { "lab", "chart", "note", "image" }.All(k => Within(t, k))) >= 250);
        var withImage = last.Where(p => Within(p.Value, "image")).Select(p => p.Key).ToList();
        Assert.True(withImage.Count(dead.Contains) >= 100);
        Assert.True(withImage.Count(s => !dead.Contains(s)) >= 100);
    }
}
