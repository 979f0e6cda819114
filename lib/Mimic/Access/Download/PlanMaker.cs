namespace Mimic.Access.Download;

/// <summary>Finds out how much there is to fetch: from what is there, from the server, from the catalogue, in this order.</summary>
internal sealed class PlanMaker(ArchiveClient client, string folder, Ledger ledger, DownloadOptions options, ProjectRelease? release)
{
    /// <summary>Of more files than this the sizes of some stand for the others: a question for each of 377,110 films would take hours.</summary>
    private const int MostAsked = 100;

    /// <summary>The plan, and the files with the sizes that are known for sure.</summary>
    public async Task<(DownloadPlan Plan, IReadOnlyList<WantedFile> Files)> MakeAsync(string project, IReadOnlyList<WantedFile> chosen, CancellationToken stop)
    {
        var files = chosen.Select(f => f with { Bytes = ledger.Find(f.Path)?.Bytes }).ToArray();
        var unknown = Enumerable.Range(0, files.Length).Where(i => files[i].Bytes is null).ToList();
        var step = Math.Max(1, (unknown.Count + MostAsked - 1) / MostAsked);
        var asked = unknown.Where((_, n) => n % step == 0).ToList();
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = options.Connections, CancellationToken = stop }, async (i, token) =>
            files[i] = files[i] with { Bytes = await SizeAsync(files[i].Path, token).ConfigureAwait(false) }).ConfigureAwait(false);

        var guess = asked.Where(i => files[i].Bytes is not null).Select(i => (double)files[i].Bytes!.Value).DefaultIfEmpty(0).Average();
        var (total, there, isExact) = (0L, 0L, true);
        var items = new List<PlannedFile>();
        foreach (var file in files)
        {
            var tableSize = release?.Tables.FirstOrDefault(t => t.Path == file.Path)?.Bytes;
            var bytes = file.Bytes ?? tableSize ?? (long)guess;
            isExact &= file.Bytes is not null;
            var have = Have(file);
            (total, there) = (total + bytes, there + Math.Min(have, bytes));
            if (items.Count < PlannedFile.Most)
            {
                items.Add(new(file.Path, bytes, have));
            }
        }

        var rate = ledger.Find(string.Empty)?.Rate;
        var plan = new DownloadPlan(project, folder, files.Length, total, there, isExact, items)
        {
            Connections = options.Connections,
            Rate = (rate ?? TransferTime.UsualRate) * options.Connections,
            RateIsMeasured = rate is not null,
            Room = Room(),
        };
        return (plan, files);
    }

    private async Task<long?> SizeAsync(string path, CancellationToken stop)
    {
        try
        {
            using var response = await client.SendAsync(HttpMethod.Head, path, null, stop).ConfigureAwait(false);
            var headers = response.Content.Headers;
            return response.IsSuccessStatusCode && PageInstead.ByType(headers.ContentType?.MediaType, path) is null ? headers.ContentLength : null;
        }
        catch (Exception e) when (e is AttemptFailure or FileFailure)
        {
            // What is wrong with it is said when it is fetched.
            return null;
        }
    }

    private long Have(WantedFile file)
    {
        var path = Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar));
        var found = new FileInfo(path);
        return found.Exists && (file.Bytes is null || found.Length == file.Bytes || !File.Exists(PartialFile.PathOf(path))) ? found.Length : PartialFile.HaveOf(path);
    }

    private long? Room()
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
