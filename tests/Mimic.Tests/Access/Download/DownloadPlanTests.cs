using Mimic.Access;
using Mimic.Access.Download;
using Mimic.Display;

namespace Mimic.Tests.Access.Download;

/// <summary>What is said before a download, what is chosen, and what is shown while it runs.</summary>
public sealed class DownloadPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HostileServer _server = new();

    public DownloadPlanTests()
    {
        _server.Add("hosp/labevents.csv.gz", Downloads.Table(50_000, 1));
        _server.Add("hosp/admissions.csv.gz", Downloads.Table(3_000, 2));
        _server.Add("icu/icustays.csv.gz", Downloads.Table(2_000, 3));
        _server.Add("LICENSE.txt", "free"u8.ToArray());
        _server.Add("files/p10/p10000032/s50000001/a.jpg", [0xFF, 0xD8, 0xFF, 1]);
        _server.Add("files/p10/p10000048/s50000002/b.jpg", [0xFF, 0xD8, 0xFF, 2]);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("", "LICENSE.txt hosp/admissions.csv.gz hosp/labevents.csv.gz icu/icustays.csv.gz")]
    [InlineData("hosp/labevents", "LICENSE.txt hosp/labevents.csv.gz")]
    [InlineData("icustays,hosp/admissions.csv.gz", "LICENSE.txt hosp/admissions.csv.gz icu/icustays.csv.gz")]
    [InlineData("hosp", "LICENSE.txt hosp/admissions.csv.gz hosp/labevents.csv.gz")]
    public void Tables_and_modules_are_chosen_by_name_and_images_left_out(string tables, string expected)
    {
        Assert.Equal(expected, Chosen(new() { Tables = tables.Split(',', StringSplitOptions.RemoveEmptyEntries) }));
    }

    [Fact]
    public void A_step_of_the_course_takes_the_tables_that_it_reads()
    {
        Assert.Contains("hosp/admissions.csv.gz", Chosen(new() { Step = "03" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_come_for_the_patients_who_are_named_or_altogether()
    {
        var list = _folder.Write("cohort.csv", "stay,subject_id\n1,10000048\n2,10000048\n");
        Assert.EndsWith("b.jpg hosp/admissions.csv.gz hosp/labevents.csv.gz icu/icustays.csv.gz", Chosen(new() { Subjects = DownloadSelection.ReadSubjects(list) }), StringComparison.Ordinal);
        Assert.Contains("a.jpg files/p10/p10000048/s50000002/b.jpg", Chosen(new() { Everything = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_the_project_does_not_have_is_answered_with_those_it_has()
    {
        var error = Assert.Throws<MimicException>(() => Chosen(new() { Tables = ["hosp/labs"] }));
        Assert.Equal("practice/1.0 has no table hosp/labs.", error.Problem);
        Assert.Contains("hosp/admissions, hosp/labevents, icu/icustays", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_says_bytes_time_and_room()
    {
        var plan = new ProjectDownload(_server.Address, _folder.Path, Downloads.Small).Plan();
        var bytes = _server.Files.Where(f => f.Key.EndsWith(".gz", StringComparison.Ordinal) || f.Key == "LICENSE.txt").Sum(f => f.Value.Length);
        Assert.Equal((4, bytes, true, false), (plan.Files, (int)plan.Bytes, plan.IsExact, plan.NeedsConsent));
        Assert.Contains("4 connections at 50 kB a second each, the usual rate of PhysioNet; not measured yet", plan.Sentence, StringComparison.Ordinal);
        Assert.Contains("The disk has", plan.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(719_000_000, 1e12, false)]
    [InlineData(721_000_000, 1e12, true)]
    [InlineData(1_000_000, 999_999, true)]
    public void More_than_an_hour_or_than_the_room_there_is_needs_consent(long bytes, double room, bool expected)
    {
        var plan = new DownloadPlan("mimiciv/3.1", "data", 31, bytes, 0, true, []) { Connections = 4, Rate = 200_000, Room = (long)room };
        Assert.Equal(expected, plan.NeedsConsent);
    }

    [Fact]
    public void The_line_of_progress_tells_the_rate_of_the_last_seconds_and_admits_that_nothing_comes()
    {
        var count = new TransferCount { Files = 31, IsTotalKnown = true };
        count.Expect(9_900_000_000);
        using var shown = new DownloadProgress(count, new());
        count.Receive(100_000_000);
        Thread.Sleep(1_100);
        Assert.Matches(@"^100 MB of 9.9 GB, 0 of 31 files, \d+(\.\d)? MB/s, \d+ (s|min) left$", shown.Line());
        count.Gate = new();
        count.Gate.Close(TimeSpan.FromSeconds(30));
        Assert.Contains("the server asked to wait, 30 s left of that", shown.Line(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_progress_with_words_of_its_own_is_drawn_by_the_clock_too()
    {
        var output = new StringWriter();
        using (var progress = new Progress("bytes", 0, output, visible: true) { Words = () => "nothing is coming" })
        {
            Thread.Sleep(2_050);
            progress.Add(0);
        }

        Assert.StartsWith("\rnothing is coming", output.ToString(), StringComparison.Ordinal);
    }

    private string Chosen(DownloadSelection selection)
    {
        var list = ChecksumList.Parse(System.Text.Encoding.ASCII.GetString(_server.Files["SHA256SUMS.txt"]), "SHA256SUMS.txt");
        return string.Join(' ', selection.Choose(list, "practice/1.0", null).Select(f => f.Path).Order(StringComparer.Ordinal));
    }
}
