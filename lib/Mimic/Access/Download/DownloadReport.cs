using System.Net;
using Mimic.Access.Download;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>What a download did.</summary>
[TypeFormatterSource]
public sealed class DownloadReport
{
    private DownloadReport(string project, string folder) => (Project, Folder) = (project, folder);

    /// <summary>Slug and version, as <c>mimiciv/3.1</c>.</summary>
    public string Project { get; }

    /// <summary>Where the files lie.</summary>
    public string Folder { get; }

    /// <summary>How many files were wanted.</summary>
    public int Files { get; private init; }

    /// <summary>How many were fetched and checked.</summary>
    public int Fetched { get; private init; }

    /// <summary>How many were there before, whole and right.</summary>
    public int AlreadyThere { get; private init; }

    /// <summary>How many are not there yet.</summary>
    public int Missing => Files - Fetched - AlreadyThere;

    /// <summary>The bytes that came over the network, those that came twice among them.</summary>
    public long BytesFetched { get; private init; }

    /// <summary>The bytes of unfinished files of earlier runs that did not have to come again.</summary>
    public long BytesResumed { get; private init; }

    /// <summary>The bytes of files that were there before.</summary>
    public long BytesAlreadyThere { get; private init; }

    /// <summary>How often a connection was made anew, or a file begun anew, after a failure.</summary>
    public int Retries { get; private init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; private init; }

    /// <summary>The bytes of files that are not whole yet.</summary>
    public long BytesInParts { get; private init; }

    /// <summary>Bytes a second, over the whole time.</summary>
    public double Rate => BytesFetched / Math.Max(Elapsed.TotalSeconds, 1e-3);

    /// <summary>The report as HTML.</summary>
    public string ToHtml() => $"<p>{WebUtility.HtmlEncode(Sentence)}</p>{Table().ToHtml()}";

    /// <summary>The report as text.</summary>
    public override string ToString() => $"{Sentence}\n\n{Table()}";

    internal static DownloadReport Of(string project, string folder, TransferCount count, IReadOnlyList<WantedFile> wanted, Ledger ledger) => new(project, folder)
    {
        Files = wanted.Count,
        Fetched = count.Fetched,
        AlreadyThere = count.There,
        BytesFetched = count.Received,
        BytesResumed = count.Resumed,
        BytesAlreadyThere = count.BytesThere,
        Retries = count.Retries,
        Elapsed = count.Elapsed,
        BytesInParts = wanted.Where(f => ledger.Find(f.Path) is { Whole: false })
            .Sum(f => PartialFile.HaveOf(Path.Combine(folder, f.Path.Replace('/', Path.DirectorySeparatorChar)))),
    };

    internal string Sentence => Missing > 0
        ? Invariant($"{Project}: {Fetched + AlreadyThere:#,0} of {Files:#,0} files are there and right; {Missing:#,0} are missing")
            + (BytesInParts > 0 ? $", of which {DatasetOverview.Size(BytesInParts)} have come." : ".")
        : Fetched == 0
            ? Invariant($"{Project}: all {Files:#,0} files were there already, and are right.")
            : Invariant($"{Project}: all {Files:#,0} files are there, and every one that the project lists a sum for has it.");

    private Table Table()
    {
        var table = new Table("what", "files", "bytes");
        table.Add("fetched now", Invariant($"{Fetched:#,0}"), Invariant($"{BytesFetched:#,0}"));
        table.Add("gone on with, from an earlier run", string.Empty, Invariant($"{BytesResumed:#,0}"));
        table.Add("there before", Invariant($"{AlreadyThere:#,0}"), Invariant($"{BytesAlreadyThere:#,0}"));
        table.Add("retries", Invariant($"{Retries}"), string.Empty);
        table.Add("time", Durations.Of(Elapsed), string.Empty);
        table.Add("rate", string.Empty, $"{DatasetOverview.Size((long)Rate)}/s");
        return table;
    }
}
