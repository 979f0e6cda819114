namespace Mimic.Access.Download;

/// <summary>Gets a project's list of checksums, and keeps it beside the files: of a project with films it is as large as a table.</summary>
internal sealed class ProjectIndex(TransferRun run, string folder, Ledger ledger, string project)
{
    private const string Name = ProjectDownload.ListName;

    private readonly string _path = Path.Combine(folder, Name);

    /// <summary>The list as the server has it now, and whether it was fetched just now.</summary>
    /// <exception cref="MimicException">The server does not give it, or it is no list.</exception>
    public async Task<(ChecksumList List, bool IsNew)> GetAsync(CancellationToken stop)
    {
        var isCurrent = await IsCurrentAsync(stop).ConfigureAwait(false);
        if (!isCurrent)
        {
            File.Delete(_path);
            var failed = await run.FetchAsync([new(Name, null)], stop).ConfigureAwait(false);
            if (failed is [var (_, why), ..])
            {
                throw new MimicException(
                    why.Message.Contains("has no", StringComparison.Ordinal)
                        ? $"There is no project {project} on this server, or it has no list of checksums."
                        : $"The list of checksums of {project} could not be fetched: {why.Message}.",
                    why.Remedy,
                    why);
            }
        }

        try
        {
            return (ChecksumList.Read(_path), !isCurrent);
        }
        catch (MimicException)
        {
            // What is no list must not be met again.
            File.Delete(_path);
            throw;
        }
    }

    private async Task<bool> IsCurrentAsync(CancellationToken stop)
    {
        var found = new FileInfo(_path);
        if (!found.Exists || !ExistingFile.IsVouchedFor(new(Name, null), found, ledger) || ledger.Find(Name) is not { } known)
        {
            return false;
        }

        try
        {
            using var response = await run.Client.SendAsync(HttpMethod.Head, Name, null, stop).ConfigureAwait(false);
            var (tag, modified) = (response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("R", null));
            return (tag ?? modified) is not null && tag == known.Tag && modified == known.Modified && response.Content.Headers.ContentLength == found.Length;
        }
        catch (Exception e) when (e is AttemptFailure or FileFailure)
        {
            return false;
        }
    }
}
