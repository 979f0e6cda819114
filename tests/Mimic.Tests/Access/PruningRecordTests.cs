using Mimic.Access;

namespace Mimic.Tests.Access;

public sealed class PruningRecordTests : IDisposable
{
    private static readonly PruningRecord Tables = new()
    {
        Result = "Tables",
        Source = SourceTag.Synthetic,
        Population = "Known tables",
        Unit = "tables",
        Count = 31,
        Steps = [new("in the data folder", PruningKind.Inclusion, 31, 30)],
        Notes = ["Not there: hosp/omr."],
    };

    private static readonly PruningRecord Cohort = new()
    {
        Result = "Cohort",
        Source = SourceTag.Credentialed,
        Population = "All patients",
        Unit = "patients",
        Count = 12_000,
        Steps = [new("adults", PruningKind.Inclusion, 12_000, 11_000), new("died on arrival", PruningKind.Exclusion, 11_000, 10_998)],
        Inputs = new Dictionary<string, string> { ["tables"] = "0123456789abcdef" },
        Parameters = new Dictionary<string, string> { ["window"] = "12 months" },
        Seed = 7,
        Earlier = Tables,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_says_in_words_what_was_kept_and_what_was_left_out() => Assert.Equal(
        "Cohort, from credentialed data. Population: All patients (12,000 patients). Included, in this order: adults (11,000 of 12,000). "
        + "Left out: died on arrival (2). 10,998 of 12,000 patients are left (91.7 %). Settings: window: 12 months. Seed 7. "
        + $"Inputs: tables (fingerprint 0123456789ab). Made with {Cohort.Library}.",
        Cohort.Paragraph);

    [Fact]
    public void What_was_done_before_is_told_first()
    {
        var text = Cohort.ToString();
        Assert.True(text.IndexOf("Tables, from synthetic", StringComparison.Ordinal) < text.IndexOf("Cohort, from cred", StringComparison.Ordinal));
        Assert.Contains("hosp/omr", text);
        Assert.Matches(@"died on arrival +left out +10,998 +2", text);
        Assert.Contains("<td", Cohort.ToHtml());
    }

    [Fact]
    public void A_step_without_criteria_left_nothing_out() =>
        Assert.Contains("Nothing was left out.", (Cohort with { Steps = [] }).Paragraph);

    [Fact]
    public void The_flow_chart_has_every_number()
    {
        var svg = Cohort.ToChart("From all to some").ToSvg();
        Assert.Contains("12,000", svg);
        Assert.Contains("10,998", svg);
        Assert.Contains("Not: died", svg);
    }

    [Fact]
    public void A_written_record_is_read_as_it_was()
    {
        var path = PruningRecord.Beside(_folder["results/cohort.json"]);
        Assert.EndsWith("cohort.pruning.json", path);
        Cohort.Write(path);
        Assert.Equal([path], Directory.GetFiles(_folder["results"]));
        var read = PruningRecord.ReadBeside(_folder["results/cohort.json"])!;
        Assert.Equal(Cohort.ToJson(), read.ToJson());
        Assert.Equal(Cohort.ToString(), read.ToString());
        Assert.Null(PruningRecord.ReadBeside(_folder["results/other.json"]));
    }

    [Fact]
    public void The_same_record_is_the_same_bytes() => Assert.Equal(Cohort.ToJson(), (Cohort with { }).ToJson());

    [Theory]
    [InlineData("", "")]
    [InlineData("mimic-pruning", "something-else")]
    [InlineData("\"format_version\": 1", "\"format_version\": 2")]
    [InlineData("\"count\": 12000", "\"count\": 13000")]
    [InlineData("\"after\": 10998", "\"after\": 11998")]
    [InlineData("\"unit\": \"patients\"", "\"unit\": null")]
    [InlineData("\"population\"", "\"people\"")]
    public void A_file_that_is_no_record_or_whose_numbers_do_not_follow_from_each_other_is_refused(string what, string instead)
    {
        var path = _folder.Write("x.pruning.json", what.Length == 0 ? "[]" : Cohort.ToJson().Replace(what, instead, StringComparison.Ordinal));
        Assert.Contains("not a record of this version", Assert.Throws<MimicException>(() => PruningRecord.Read(path)).Problem);
    }

    [Fact]
    public void A_record_that_is_not_there_is_one_clear_error() =>
        Assert.Contains("There is no record", Assert.Throws<MimicException>(() => PruningRecord.Read(_folder["none.pruning.json"])).Problem);
}
