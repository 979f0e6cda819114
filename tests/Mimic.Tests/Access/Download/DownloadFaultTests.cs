using Mimic.Access;

namespace Mimic.Tests.Access.Download;

/// <summary>What a download does about each single thing that a server can do wrong.</summary>
public sealed class DownloadFaultTests : IDisposable
{
    private const string File = "hosp/labevents.csv.gz";

    private readonly TemporaryFolder _folder = new();
    private readonly HostileServer _server = new();
    private readonly byte[] _bytes = Downloads.Table(30_000, 1);

    public DownloadFaultTests() => _server.Add(File, _bytes);

    private long OfFile => _server.Served - _server.Files["SHA256SUMS.txt"].Length;

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Trick.Cut)]
    [InlineData(Trick.CloseAtOnce)]
    [InlineData(Trick.LyingLength)]
    [InlineData(Trick.Stall)]
    [InlineData(Trick.TooManyRequests)]
    [InlineData(Trick.Busy)]
    [InlineData(Trick.BusyUntil)]
    [InlineData(Trick.Broken)]
    [InlineData(Trick.Garbage)]
    [InlineData(Trick.WrongRange)]
    [InlineData(Trick.OtherLength)]
    [InlineData(Trick.ChangedTag)]
    [InlineData(Trick.WrongBytes)]
    [InlineData(Trick.IgnoreRange)]
    [InlineData(Trick.Chunked)]
    [InlineData(Trick.UntilClosed)]
    [InlineData(Trick.Drip)]
    [InlineData(Trick.Page)]
    [InlineData(Trick.PageAsTable)]
    public void What_happens_once_is_survived(object trick)
    {
        FirstTime((Trick)trick);
        Downloads.Run(_server, _folder, (Trick)trick == Trick.Stall ? Downloads.Impatient : null);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Theory]
    [InlineData(Trick.Cut, "closed the connection early|did not answer|nothing came|ends")]
    [InlineData(Trick.CloseAtOnce, "closed early")]
    [InlineData(Trick.Stall, "nothing came from localhost:\\d+ for 0.4 s")]
    [InlineData(Trick.Busy, "is busy \\(status 503\\)")]
    [InlineData(Trick.Broken, "status 500")]
    [InlineData(Trick.Garbage, "not one of HTTP")]
    [InlineData(Trick.WrongRange, "sent another part of hosp/labevents.csv.gz than the one asked for")]
    [InlineData(Trick.WrongBytes, "not those that the list of checksums means, also after a second try")]
    [InlineData(Trick.Page, "sent an HTML page, probably a login or error page")]
    [InlineData(Trick.PageAsTable, "sent an HTML page, probably a login or error page")]
    [InlineData(Trick.RedirectRound, "redirects hosp/labevents.csv.gz again and again")]
    [InlineData(Trick.TooSlow, "sent only \\d+ bytes in \\d s")]
    [InlineData(Trick.WaitAnHour, "is busy and asks to come again in 60 min")]
    public void What_stays_is_one_clear_error_and_no_file(object trick, string words)
    {
        _server.Choose = r => r.Path == File && !r.IsHead ? (Trick)trick : Trick.None;

        var options = (Trick)trick switch
        {
            Trick.Stall => Downloads.Impatient with { Retries = 2 },
            Trick.TooSlow => Downloads.Small with { Retries = 0, StallTime = TimeSpan.FromSeconds(2) },
            _ => Downloads.Small with { Retries = 2 },
        };
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, options));
        Assert.Matches(words, error.Problem);
        Assert.False(System.IO.File.Exists(Path.Combine(Downloads.FolderIn(_folder), File)));
    }

    [Fact]
    public void After_a_cut_only_the_rest_is_asked_for()
    {
        FirstTime(Trick.Cut);
        var report = Downloads.Run(_server, _folder);
        Assert.Equal(1, report.Retries);
        Assert.Equal(_bytes.Length, OfFile);
        Assert.Contains(_server.Heads, h => h.Contains("If-Range: \"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_ended_in_a_cut_is_gone_on_with_by_the_next()
    {
        FirstTime(Trick.Cut);
        var download = new ProjectDownload(_server.Address, _folder.Path, Downloads.Small with { Retries = 0 });
        Assert.Throws<MimicException>(() => download.Run());
        Assert.Equal((1, download.Report!.BytesInParts), (download.Report.Missing, download.Report.BytesFetched));
        var second = download.Run();
        Assert.InRange(second.BytesResumed, 1, _bytes.Length - 1);
        Assert.Equal(_bytes.Length, second.BytesResumed + second.BytesFetched);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_file_that_changed_between_two_runs_is_begun_anew()
    {
        FirstTime(Trick.Cut);
        Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, Downloads.Small with { Retries = 0 }));
        _server.Add(File, Downloads.Table(30_000, 2));
        _server.Tags[File] = "\"another\"";
        Downloads.Run(_server, _folder);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_wish_to_wait_holds_back_all_connections()
    {
        for (var i = 0; i < 12; i++)
        {
            _server.Add($"icu/t{i}.csv.gz", Downloads.Table(2_000, i));
        }

        DateTime? asked = null;
        _server.Choose = r =>
        {
            var isFirst = !r.IsHead && r.Path == "icu/t3.csv.gz" && r.Number == 1;
            asked = isFirst ? DateTime.UtcNow : asked;
            return isFirst ? Trick.WaitTwoSeconds : Trick.None;
        };
        Downloads.Run(_server, _folder);
        Downloads.AssertAllRight(_server, _folder);

        // Requests that were on their way may still come, and late if the machine stood still.
        Assert.DoesNotContain(_server.Times, t => t > asked!.Value.AddSeconds(1.3) && t < asked.Value.AddSeconds(1.95));
        Assert.Contains(_server.Times, t => t > asked!.Value.AddSeconds(1.95));
    }

    [Fact]
    public void A_slow_drip_above_the_floor_is_let_finish()
    {
        FirstTime(Trick.Drip);
        Assert.Equal(0, Downloads.Run(_server, _folder).Retries);
    }

    [Fact]
    public void A_server_that_is_gone_ends_the_run_instead_of_every_file_by_itself()
    {
        for (var i = 0; i < 30; i++)
        {
            _server.Add($"icu/t{i}.csv.gz", Downloads.Table(2_000, i));
        }

        _server.Choose = r => r.IsHead || r.IsOfList ? Trick.None : Trick.CloseAtOnce;
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder));
        Assert.StartsWith("Nothing more comes: ", error.Problem, StringComparison.Ordinal);
        Assert.True(_server.Heads.Count < 150, $"{_server.Heads.Count} requests");
    }

    [Fact]
    public void One_bad_file_does_not_keep_the_others_away()
    {
        _server.Add("icu/icustays.csv.gz", Downloads.Table(2_000, 3));
        _server.Choose = r => r.Path == File && !r.IsHead ? Trick.WrongBytes : Trick.None;
        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder));
        Assert.StartsWith("1 of 2 files could not be fetched. hosp/labevents.csv.gz: ", error.Problem, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(Path.Combine(Downloads.FolderIn(_folder), "icu/icustays.csv.gz")));
    }

    private void FirstTime(Trick trick)
    {
        var seen = false;
        _server.Choose = r =>
        {
            if (seen || r.Path != File || r.IsHead)
            {
                return Trick.None;
            }

            seen = true;
            return trick;
        };
    }
}
