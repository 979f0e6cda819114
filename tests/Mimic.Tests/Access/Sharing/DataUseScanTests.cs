using System.Globalization;
using System.Text.RegularExpressions;
using Mimic.Access;

namespace Mimic.Tests.Access.Sharing;

public sealed class DataUseScanTests : IDisposable
{
    private const int Rows = 6;

    /// <summary>How many times as many seeds as usual; more on demand.</summary>
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("MIMIC_SCAN_TIMES") ?? "1", CultureInfo.InvariantCulture);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Shapes => [.. PlantedShapes.All.Select(s => s.Name)];

    public static TheoryData<string> Harmless => [.. HarmlessShape.All.Select(s => s.Name)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void There_are_at_least_forty_shapes_with_names_of_their_own()
    {
        Assert.True(PlantedShapes.All.Count >= 40);
        Assert.Equal(PlantedShapes.All.Count, PlantedShapes.All.Select(s => s.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_planted_row_is_found_and_none_is_shown(string shape)
    {
        var planted = PlantedShapes.All.Single(s => s.Name == shape);
        for (var seed = 1; seed <= 5 * Times; seed++)
        {
            var rows = new PlantedRows(seed, Rows);
            var first = rows.All[0];
            var name = planted.File.Replace("{folder}", first.Folder, StringComparison.Ordinal).Replace("{image}", first.Image, StringComparison.Ordinal)
                .Replace("{subject}", $"{first.Subject}", StringComparison.Ordinal);
            _folder.Write($"{seed}/{name}", planted.Make(rows));
            var scan = DataUseScan.Of(_folder[$"{seed}"]);
            Directory.Delete(_folder[$"{seed}"], recursive: true);
            Assert.False(scan.IsClean, $"{shape}, seed {seed}");
            Assert.True(scan.Findings.Sum(f => f.Count) >= (planted.Lines ?? Rows), $"{shape}, seed {seed}: {scan}");
            var shown = Regex.Replace($"{scan}{scan.ToHtml()}{scan.ToJson()}", "[,._]", string.Empty);
            foreach (var row in rows.All)
            {
                Assert.DoesNotContain($"{row.Subject}", shown, StringComparison.Ordinal);
                Assert.DoesNotContain($"{row.Admission}", shown, StringComparison.Ordinal);
                Assert.DoesNotContain(row.Image, shown, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_only_looks_like_it_raises_no_alarm(string shape)
    {
        var harmless = HarmlessShape.All.Single(s => s.Name == shape);
        var alarms = Enumerable.Range(1, 20 * Times)
            .Select(seed => (Seed: seed, Scan: DataUseScan.OfText(harmless.File, harmless.Make(new Random(seed)))))
            .Where(s => !s.Scan.IsClean)
            .Select(s => $"seed {s.Seed}: {s.Scan}\n")
            .ToList();
        Assert.True(alarms.Count == 0, string.Concat(alarms));
    }
}
