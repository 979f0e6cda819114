using Mimic.Access.Download;

namespace Mimic.Access;

/// <summary>
/// Fetches the files of a PhysioNet project into a folder: several connections, each file checked against the project's SHA-256 sums, under
/// a partial name until it is whole and right. A run that was cut, stopped or killed goes on where it was when the same is run again.
/// </summary>
/// <example>
/// <code>
/// var download = new ProjectDownload(ProjectCatalogue.Find("mimic-iv-demo"), "data");
/// Show(download.Plan());
/// Show(download.Run());
/// </code>
/// </example>
public sealed class ProjectDownload
{
    /// <summary>The list of the sums of a project's files.</summary>
    internal const string ListName = "SHA256SUMS.txt";

    private readonly Uri _address;
    private readonly ProjectRelease? _release;
    private readonly DownloadOptions _options;
    private IReadOnlyList<WantedFile>? _wanted;
    private bool _listIsNew;

    /// <summary>A download of a release from PhysioNet.</summary>
    /// <param name="release">The release, as of <see cref="ProjectCatalogue.Find"/>.</param>
    /// <param name="into">The folder that gets <c>physionet.org/files/SLUG/VERSION/</c>, as wget makes it; or such a folder itself.</param>
    /// <param name="options">How; null for the usual way.</param>
    public ProjectDownload(ProjectRelease release, string into, DownloadOptions? options = null)
        : this(Of(release).BaseUri, into, options) => _release = release;

    /// <summary>A download from any server with PhysioNet's layout, as a <see cref="PracticeArchive"/>.</summary>
    /// <param name="address">The address of the project, as <c>https://physionet.org/files/mimiciv/3.1/</c>.</param>
    /// <param name="into">The folder that gets <c>physionet.org/files/SLUG/VERSION/</c>.</param>
    /// <param name="options">How; null for the usual way.</param>
    /// <exception cref="MimicException">The address is not one of a project, or the login does not belong to it.</exception>
    public ProjectDownload(Uri address, string into, DownloadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(into);
        (_address, _options) = (address, options ?? new());
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || parts[^3] != "files" || parts.Any(p => p.StartsWith('.') || p.Contains('%', StringComparison.Ordinal)))
        {
            throw new MimicException(
                $"{address.GetLeftPart(UriPartial.Path)} is not the address of a project.", "It ends in files/SLUG/VERSION/, as https://physionet.org/files/mimiciv/3.1/.");
        }

        Project = $"{parts[^2]}/{parts[^1]}";
        Root = RootOf(into);
        Folder = Path.Combine(Root, "files", parts[^2], parts[^1]);
        new ArchiveClient(address, _options).Dispose();
    }

    /// <summary>Slug and version, as <c>mimiciv/3.1</c>.</summary>
    public string Project { get; }

    /// <summary>Where the files come to lie.</summary>
    public string Folder { get; }

    /// <summary>The folder below which all of PhysioNet's files lie.</summary>
    internal string Root { get; }

    /// <summary>Which files are wanted; all tables and texts, but no images, unless it says otherwise.</summary>
    public DownloadSelection Selection { get; init; } = new();

    /// <summary>What the last run did, also if it ended with an error; null before the first.</summary>
    public DownloadReport? Report { get; private set; }

    /// <summary>
    /// Says what there is to fetch, how long that will take and whether the disk has room. Gets the project's list of checksums for it, and
    /// asks for the sizes of the files.
    /// </summary>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="MimicException">The server does not give the list, or not to this user; a wanted table is not in it.</exception>
    public DownloadPlan Plan(CancellationToken stop = default)
    {
        using var claim = FolderClaim.Take(Folder);
        using var ledger = Ledger.Open(Folder);
        return Wait(PlanAsync(ledger, stop));
    }

    /// <summary>Fetches what is missing or wrong.</summary>
    /// <param name="stop">Ends it; what has come stays, and the next run goes on with it.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="MimicException">Some file could not be fetched; those that could be are there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public DownloadReport Run(CancellationToken stop = default)
    {
        using var claim = FolderClaim.Take(Folder);
        using var ledger = Ledger.Open(Folder);
        return Wait(RunAsync(ledger, stop));
    }

    /// <summary>The folder physionet.org in a folder; a path that leads into one already means that one.</summary>
    private static string RootOf(string into)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(into)); folder is not null; folder = folder.Parent)
        {
            if (folder.Name == "physionet.org")
            {
                return folder.FullName;
            }
        }

        return Path.Combine(Path.GetFullPath(into), "physionet.org");
    }

    private static ProjectRelease Of(ProjectRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release;
    }

    private static T Wait<T>(Task<T> work) => work.GetAwaiter().GetResult();

    private async Task<DownloadPlan> PlanAsync(Ledger ledger, CancellationToken stop)
    {
        KeepOutOfGit();
        using var run = new TransferRun(_address, Folder, _options, ledger, new());
        (var list, _listIsNew) = await new ProjectIndex(run, Folder, ledger, Project).GetAsync(stop).ConfigureAwait(false);
        var chosen = Selection.Choose(list, Project, _release);
        var (plan, files) = await new PlanMaker(run.Client, Folder, ledger, _options, _release).MakeAsync(Project, chosen, stop).ConfigureAwait(false);
        _wanted = files;
        return plan;
    }

    private async Task<DownloadReport> RunAsync(Ledger ledger, CancellationToken stop)
    {
        while (true)
        {
            if (_wanted is null)
            {
                await PlanAsync(ledger, stop).ConfigureAwait(false);
            }

            var (report, failed) = await FetchAsync(_wanted!, ledger, stop).ConfigureAwait(false);
            if (failed.Count == 0)
            {
                return report;
            }

            if (!failed.Any(f => f.Why.IsDoubtOfList))
            {
                throw Failure(failed, report.Files);
            }

            // An old list may be what is wrong. It is fetched anew, and what it says now is tried once more.
            ledger.Add(new() { File = ListName });
            _wanted = null;
            if (_listIsNew)
            {
                throw Failure(failed, report.Files);
            }
        }
    }

    private async Task<(DownloadReport Report, IReadOnlyList<(string File, FileFailure Why)> Failed)> FetchAsync(
        IReadOnlyList<WantedFile> wanted, Ledger ledger, CancellationToken stop)
    {
        var count = new TransferCount { Files = wanted.Count, IsTotalKnown = wanted.All(f => f.Bytes is not null) };
        count.Expect(wanted.Sum(f => f.Bytes ?? 0));
        using var run = new TransferRun(_address, Folder, _options, ledger, count);
        try
        {
            using var progress = new DownloadProgress(count, _options);
            var failed = await run.FetchAsync(wanted, stop).ConfigureAwait(false);
            return (DownloadReport.Of(Project, Folder, count, wanted, ledger), failed);
        }
        finally
        {
            Report = DownloadReport.Of(Project, Folder, count, wanted, ledger);
            if (count.Elapsed > TimeSpan.FromSeconds(20) && count.Received > 0)
            {
                ledger.Add(new() { File = string.Empty, Rate = Math.Round(count.Received / count.Elapsed.TotalSeconds / _options.Connections) });
            }
        }
    }

    private static MimicException Failure(IReadOnlyList<(string File, FileFailure Why)> failed, int files)
    {
        var (file, why) = failed[0];
        var more = failed.Count > 1
            ? $" So it is with {string.Join(", ", failed.Skip(1).Take(4).Select(f => f.File))}{(failed.Count > 5 ? Invariant($" and {failed.Count - 5} more") : string.Empty)}, for this or another reason."
            : string.Empty;
        return new(
            Invariant($"{failed.Count} of {files} files could not be fetched. {file}: {why.Message}.{more}"),
            failed.Count < files ? $"{why.Remedy} The other files are there and are not fetched again." : why.Remedy,
            why);
    }

    /// <summary>Git leaves out what lies here, whatever repository it is in: rows of patients do not belong into one.</summary>
    private void KeepOutOfGit()
    {
        var ignore = Path.Combine(Root, ".gitignore");
        if (!File.Exists(ignore))
        {
            WholeFile.WriteText(ignore, "# Data of PhysioNet never belong in a repository.\n*\n");
        }
    }
}
