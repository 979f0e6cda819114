using System.Text.Json;
using Mimic.Access;
using Mimic.Access.Download;

namespace Mimic.Tests.Access.Download;

/// <summary>What a download leaves on the disk, and what a second one does.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string Labs = "hosp/labevents.csv.gz";

    private readonly TemporaryFolder _folder = new();
    private readonly HostileServer _server = new();

    public DownloadTests()
    {
        _server.Add(Labs, Downloads.Table(200_000, 1));
        _server.Add("icu/icustays.csv.gz", Downloads.Table(500, 2));
        _server.Add("hosp/empty.csv", []);
        _server.Add("LICENSE.txt", "free"u8.ToArray());
    }

    private int Gets => _server.Heads.Count(h => h.StartsWith("GET", StringComparison.Ordinal));

    private string LabsFile => Path.Combine(Downloads.FolderIn(_folder), Labs);

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void All_files_come_once_and_a_second_run_fetches_none()
    {
        var report = Downloads.Run(_server, _folder);
        Assert.Equal((4, 4, 0), (report.Files, report.Fetched, report.Retries));
        Assert.Equal(_server.Files.Values.Sum(b => b.Length), _server.Served);
        Downloads.AssertAllRight(_server, _folder);
        var gets = Gets;
        var again = Downloads.Run(_server, _folder);
        Assert.Equal((4, 0, 0L), (again.AlreadyThere, again.Fetched, again.BytesFetched));
        Assert.Equal(gets, Gets);
    }

    [Fact]
    public void A_large_table_is_fetched_in_pieces_by_all_connections()
    {
        _server.Choose = r => r.Path == Labs ? Trick.Drip : Trick.None;
        Downloads.Run(_server, _folder);
        Downloads.AssertAllRight(_server, _folder);
        Assert.True(_server.Heads.Count(h => h.StartsWith($"GET /files/practice/1.0/{Labs}", StringComparison.Ordinal)) >= 5);
    }

    [Fact]
    public void Pieces_of_a_run_that_failed_are_used_by_the_next()
    {
        // What fails cuts the others short, so it does not before something has come.
        var labs = Path.Combine(Downloads.FolderIn(_folder), Labs);
        _server.Choose = r => r.Path == Labs && !r.IsHead && r.Number > 2 && SpinWait.SpinUntil(() => PartialFile.HaveOf(labs) >= 40_000, TimeSpan.FromSeconds(20))
            ? Trick.Broken : Trick.None;
        Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder, Downloads.Small with { Retries = 0 }));
        _server.Choose = _ => Trick.None;
        var report = Downloads.Run(_server, _folder);
        Assert.True(report.BytesResumed >= 40_000, $"{report.BytesResumed} bytes were used.");
        Assert.Equal(_server.Files[Labs].Length, report.BytesResumed + report.BytesFetched);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_file_of_another_program_that_is_right_is_not_fetched()
    {
        _folder.Write($"physionet.org/files/practice/1.0/{Labs}", _server.Files[Labs]);
        Assert.Equal(1, Downloads.Run(_server, _folder).AlreadyThere);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_file_that_another_program_left_half_is_gone_on_with()
    {
        _folder.Write($"physionet.org/files/practice/1.0/{Labs}", _server.Files[Labs][..90_000]);
        Assert.Equal(90_000, Downloads.Run(_server, _folder).BytesResumed);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_page_that_lies_in_the_place_of_a_table_is_replaced()
    {
        _folder.Write($"physionet.org/files/practice/1.0/{Labs}", "<html>Log in</html>"u8.ToArray());
        Downloads.Run(_server, _folder);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void A_table_that_was_changed_is_fetched_again()
    {
        Downloads.Run(_server, _folder);
        File.WriteAllBytes(LabsFile, [.. File.ReadAllBytes(LabsFile).Reverse()]);
        Assert.Equal((1, 3), (Downloads.Run(_server, _folder) is var r ? r.Fetched : 0, r.AlreadyThere));
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void With_verify_even_a_change_that_hides_its_time_is_found()
    {
        Downloads.Run(_server, _folder);
        var (bytes, time) = (File.ReadAllBytes(LabsFile), File.GetLastWriteTimeUtc(LabsFile));
        bytes[100] ^= 1;
        File.WriteAllBytes(LabsFile, bytes);
        File.SetLastWriteTimeUtc(LabsFile, time);
        Assert.Equal(0, Downloads.Run(_server, _folder).Fetched);
        Assert.Equal(1, Downloads.Run(_server, _folder, Downloads.Small with { Verify = true }).Fetched);
        Downloads.AssertAllRight(_server, _folder);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"file\":\"hosp/lab")]
    [InlineData("no ledger at all\n\0\0\0")]
    [InlineData("{\"file\":\"hosp/labevents.csv.gz\",\"whole\":true,\"bytes\":1,\"sha256\":\"00\"}\nnull\n[]\n")]
    public void A_damaged_ledger_is_made_anew_from_the_files(string content)
    {
        Downloads.Run(_server, _folder);
        var ledger = Path.Combine(Downloads.FolderIn(_folder), "mimic-download.jsonl");
        File.WriteAllText(ledger, content);
        Assert.Equal(0, Downloads.Run(_server, _folder).Fetched);
        Assert.All(File.ReadLines(ledger), l => JsonDocument.Parse(l).Dispose());
        Assert.True(File.ReadLines(ledger).Count() >= 4);
    }

    [Fact]
    public async Task Two_runs_in_one_folder_do_not_meet()
    {
        using var isRefused = new ManualResetEventSlim();
        _server.Choose = r => r.Path == Labs && !r.IsHead && !isRefused.Wait(TimeSpan.FromSeconds(8)) ? Trick.Broken : Trick.None;
        var first = Task.Run(() => Downloads.Run(_server, _folder));
        while (!first.IsCompleted && !_server.Heads.Any(h => h.StartsWith($"GET /files/practice/1.0/{Labs}", StringComparison.Ordinal)))
        {
            await Task.Delay(1);
        }

        var error = Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder));
        Assert.StartsWith("Another run is fetching files into", error.Problem, StringComparison.Ordinal);
        isRefused.Set();
        await first;
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void What_is_stopped_goes_on_later()
    {
        using var stop = new CancellationTokenSource();
        _server.Choose = r =>
        {
            if (r.Path == Labs && !r.IsHead && r.Number == 3)
            {
                stop.Cancel();
            }

            return Trick.None;
        };
        var download = new ProjectDownload(_server.Address, _folder.Path, Downloads.Small);
        Assert.ThrowsAny<OperationCanceledException>(() => download.Run(stop.Token));
        Assert.Contains("are missing", download.Report!.ToString(), StringComparison.Ordinal);
        download.Run();
        Downloads.AssertAllRight(_server, _folder);
    }

    [Fact]
    public void Git_leaves_the_data_out()
    {
        Downloads.Run(_server, _folder);
        Assert.Contains("*", File.ReadAllLines(_folder["physionet.org/.gitignore"]));
    }

    [Fact]
    public void A_list_that_leads_out_of_the_folder_is_refused()
    {
        _server.Files["SHA256SUMS.txt"] = System.Text.Encoding.ASCII.GetBytes($"{new string('a', 64)} ../../../../evil.csv\n");
        Assert.Contains("leads out of the folder", Assert.Throws<MimicException>(() => Downloads.Run(_server, _folder)).Problem, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["evil.csv"]));
    }
}
