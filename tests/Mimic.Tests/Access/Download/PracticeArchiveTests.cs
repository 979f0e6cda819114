using Mimic.Access;

namespace Mimic.Tests.Access.Download;

/// <summary>The server for practice, as notebook 1 uses it: data-demo "from PhysioNet", a cut, and going on.</summary>
public sealed class PracticeArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cut_is_gone_on_with_and_what_was_fetched_is_a_data_set()
    {
        using var archive = PracticeArchive.Start(Repository.DataDemo, new() { Project = "practice/1.0", CutAfterBytes = 3_000_000 });
        var download = new ProjectDownload(archive.Address, _folder.Path, new() { Retries = 0, Connections = 1 })
        {
            Selection = new() { Tables = ["hosp", "icu"] },
        };
        Assert.Contains("closed the connection early", Assert.Throws<MimicException>(() => download.Run()).Problem, StringComparison.Ordinal);
        var cut = download.Report!;
        Assert.True(cut.Missing > 0 && cut.BytesInParts > 0, cut.ToString());
        var report = download.Run();
        Assert.Equal((0, cut.BytesInParts), (report.Missing, report.BytesResumed));
        Assert.Equal(SourceTag.Synthetic, MimicDataset.Open(download.Folder).Source);
        Assert.Contains("gone on with", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_rate_is_kept_for_each_connection()
    {
        using var archive = PracticeArchive.Start(Repository.DataDemo, new() { BytesPerSecond = 200_000 });
        var download = new ProjectDownload(archive.Address, _folder.Path, new() { Connections = 2 }) { Selection = new() { Tables = ["hosp/poe", "hosp/emar_detail"] } };
        var report = download.Run();
        Assert.InRange(report.Rate, 200_000, 400_000 * 1.1);
    }

    [Fact]
    public async Task It_gives_nothing_but_the_folder()
    {
        using var archive = PracticeArchive.Start(Repository.DataDemo);
        using var client = new HttpClient();
        var outside = await client.GetAsync(new Uri(archive.Address, "/files/practice/1.0/%2e%2e/README.md"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, outside.StatusCode);
        Assert.True(archive.Address.IsLoopback);
    }

    [Fact]
    public void A_folder_without_a_list_of_checksums_is_refused()
    {
        Assert.Contains("has no SHA256SUMS.txt", Assert.Throws<MimicException>(() => PracticeArchive.Start(_folder.Path)).Problem, StringComparison.Ordinal);
    }
}
