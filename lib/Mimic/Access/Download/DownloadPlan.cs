using System.Net;
using Mimic.Access.Download;
using Mimic.Display;

namespace Mimic.Access;

/// <summary>What a download will fetch and what it will take, before it starts.</summary>
[TypeFormatterSource]
public sealed class DownloadPlan
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<PlannedFile> _files;

    internal DownloadPlan(string project, string folder, int files, long bytes, long bytesThere, bool isExact, IReadOnlyList<PlannedFile> items) =>
        (Project, Folder, Files, Bytes, BytesThere, IsExact, _files) = (project, folder, files, bytes, bytesThere, isExact, items);

    /// <summary>Slug and version, as <c>mimiciv/3.1</c>.</summary>
    public string Project { get; }

    /// <summary>Where the files come to lie.</summary>
    public string Folder { get; }

    /// <summary>How many files are wanted.</summary>
    public int Files { get; }

    /// <summary>Their size.</summary>
    public long Bytes { get; }

    /// <summary>How much of that is on the disk already, whole files and parts.</summary>
    public long BytesThere { get; }

    /// <summary>How much is to be fetched.</summary>
    public long BytesToFetch => Bytes - BytesThere;

    /// <summary>Whether the server has told all sizes; else some are estimated.</summary>
    public bool IsExact { get; }

    /// <summary>How long fetching will take, at the rate of an earlier run or else at 50 kB a second for each connection.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(BytesToFetch / Rate);

    /// <summary>Whether the rate is that of an earlier run.</summary>
    public bool RateIsMeasured { get; internal init; }

    /// <summary>The free bytes of the disk; null if they are not known.</summary>
    public long? Room { get; internal init; }

    /// <summary>Whether there is less room than is needed.</summary>
    public bool LacksRoom => Room < BytesToFetch;

    /// <summary>Whether a person should be asked first: it will take more than an hour, or more room than there is.</summary>
    public bool NeedsConsent => LacksRoom || Time > Long;

    internal int Connections { get; init; }

    internal double Rate { get; init; }

    /// <summary>The plan in sentences.</summary>
    public string Sentence
    {
        get
        {
            var about = IsExact ? string.Empty : "about ";
            var there = BytesThere > 0 ? $", of which {DatasetOverview.Size(BytesThere)} are there" : string.Empty;
            var room = Room is { } free ? $" The disk has {DatasetOverview.Size(free)} free{(LacksRoom ? ", which is too little" : string.Empty)}." : string.Empty;
            var rate = Invariant($"{Connections} connection{(Connections == 1 ? string.Empty : "s")} at {DatasetOverview.Size((long)(Rate / Connections))} a second each");
            var time = BytesToFetch <= 0
                ? " Nothing is to be fetched."
                : $" To fetch: {about}{DatasetOverview.Size(BytesToFetch)}, in about {Durations.Of(Time)} ({rate}, {(RateIsMeasured ? "as measured before" : "the usual rate of PhysioNet; not measured yet")}).";
            return Invariant($"{Project}: {Files:#,0} files, {about}{DatasetOverview.Size(Bytes)}{there}.{time}{room}");
        }
    }

    /// <summary>The plan as HTML.</summary>
    public string ToHtml() => $"<p>{WebUtility.HtmlEncode(Sentence)}</p><details><summary>Files</summary>{Table().ToHtml()}</details>";

    /// <summary>The plan as text.</summary>
    public override string ToString() => $"{Table()}\n\n{Sentence}\nInto {DatasetOverview.ShortFolder(Folder)}";

    private Table Table()
    {
        var table = new Table("file", "size", "there");
        foreach (var file in _files)
        {
            table.Add(file.Path, file.Bytes > 0 ? DatasetOverview.Size(file.Bytes) : "–", file.Have == 0 ? "–" : file.Have >= file.Bytes ? "whole" : DatasetOverview.Size(file.Have));
        }

        if (Files > _files.Count)
        {
            table.Add(Invariant($"and {Files - _files.Count:#,0} more"), string.Empty, string.Empty);
        }

        return table;
    }
}

/// <summary>A file of a plan.</summary>
internal sealed record PlannedFile(string Path, long Bytes, long Have)
{
    /// <summary>So many are shown.</summary>
    public const int Most = 60;
}
