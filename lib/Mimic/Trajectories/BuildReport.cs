using System.Net;
using System.Text;
using System.Text.Json;
using Mimic.Access;
using Mimic.Display;

namespace Mimic.Trajectories;

/// <summary>
/// What became of every row when trajectories were built. Of each table, the rows are the row events and the refused rows; the
/// builder checks this, and that the store holds all events, before it publishes a store.
/// </summary>
[TypeFormatterSource]
public sealed record BuildReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, TypeInfoResolver = StoreJson.Default };

    /// <summary>Where the data come from.</summary>
    public required SourceTag Source { get; init; }

    /// <summary>The name of the data set.</summary>
    public required string DataSet { get; init; }

    /// <summary>The trajectory version.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of the split of patients.</summary>
    public required long Seed { get; init; }

    /// <summary>How many processors were used.</summary>
    public required int Cpus { get; init; }

    /// <summary>The memory that the build was allowed, in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Which part of the build this is, as <c>2/4</c>; null for a whole one.</summary>
    public string? Shard { get; init; }

    /// <summary>Tells the tables apart from those of other builds; equal where their content is.</summary>
    public required string InputFingerprint { get; init; }

    /// <summary>The number of patients.</summary>
    public required int Patients { get; init; }

    /// <summary>The number of different codes.</summary>
    public required int Codes { get; init; }

    /// <summary>How many of the codes have a description.</summary>
    public required int DescribedCodes { get; init; }

    /// <summary>The tables that were read, in the order in which events of equal time stand.</summary>
    public required IReadOnlyList<TableCount> Tables { get; init; }

    /// <summary>Tables that the builder knows but the data set does not have.</summary>
    public required IReadOnlyList<string> MissingTables { get; init; }

    /// <summary>How long the build took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The most memory that the process had taken by the end of the build, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>The size of the event files of the store.</summary>
    public long StoreBytes { get; init; }

    /// <summary>The most bytes that waited in temporary files.</summary>
    public long SpilledBytes { get; init; }

    /// <summary>The size of all tables as they were read.</summary>
    public long InputBytes => Tables.Sum(t => t.Bytes);

    /// <summary>Tables that do not have the number of rows of their release.</summary>
    public IEnumerable<TableCount> UnlikePublished => Tables.Where(t => t.PublishedRows is { } published && published != t.Rows);

    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Sum(t => t.Rows);

    /// <summary>Events that stand for a row, one each.</summary>
    public long RowEvents => Tables.Sum(t => t.RowEvents);

    /// <summary>Further events made from rows.</summary>
    public long DerivedEvents => Tables.Sum(t => t.DerivedEvents);

    /// <summary>Rows that gave no event.</summary>
    public long Refused => Tables.Sum(t => t.Refused);

    /// <summary>Row events and derived events.</summary>
    public long Events => RowEvents + DerivedEvents;

    /// <summary>The report that a store carries; null if it carries none.</summary>
    /// <param name="store">A store that <see cref="TrajectoryBuilder"/> made.</param>
    public static BuildReport? Of(TrajectoryStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.ReportJson is { } json ? FromJson(json) : null;
    }

    /// <summary>The report of a store that was joined from parts: rows and events are sums, time and memory those of the longest and largest.</summary>
    /// <param name="parts">The reports of all parts.</param>
    /// <param name="codes">The different codes of all parts.</param>
    /// <param name="describedCodes">Those with a description.</param>
    internal static BuildReport Merge(IReadOnlyList<BuildReport> parts, int codes, int describedCodes) => parts[0] with
    {
        Shard = null,
        Patients = parts.Sum(p => p.Patients),
        Codes = codes,
        DescribedCodes = describedCodes,
        Tables = [.. Enumerable.Range(0, parts[0].Tables.Count).Select(i => TableCount.Sum([.. parts.Select(p => p.Tables[i])]))],
        StoreBytes = parts.Sum(p => p.StoreBytes),
        SpilledBytes = parts.Max(p => p.SpilledBytes),
        Seconds = parts.Max(p => p.Seconds),
        PeakMemoryBytes = parts.Max(p => p.PeakMemoryBytes),
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The report as JSON.</param>
    /// <exception cref="MimicException">It is not such a report.</exception>
    public static BuildReport FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<BuildReport>(json, Json) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new MimicException(
                "The build report of the trajectory store cannot be read.", "Build the trajectories again: mimic trajectories build.", e);
        }
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The report as HTML: a sentence, the tables, the reasons of refusals.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<p>").Append(WebUtility.HtmlEncode(Summary())).Append("</p>").Append(CountTable().ToHtml());
        if (Refused > 0)
        {
            html.Append(RefusalTable().ToHtml());
        }

        foreach (var sentence in Sentences())
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(sentence)).Append("</p>");
        }

        return html.ToString();
    }

    /// <summary>The report as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Summary()).Append("\n\n").Append(CountTable());
        if (Refused > 0)
        {
            text.Append("\n\n").Append(RefusalTable());
        }

        foreach (var sentence in Sentences())
        {
            text.Append("\n\n").Append(sentence);
        }

        return text.ToString();
    }

    private IEnumerable<string> Sentences() =>
        new[] { UnlikeSentence(), MissingTables.Count == 0 ? null : MissingSentence() }.OfType<string>();

    private string Summary() =>
        Invariant($"{DataSet} ({Source}), trajectory version {Version}{(Shard is null ? string.Empty : $", part {Shard}")}: {Patients:#,0} patients, ")
        + Invariant($"{Rows:#,0} rows in = {RowEvents:#,0} row events ")
        + Invariant($"+ {Refused:#,0} refused; {DerivedEvents:#,0} derived events; {DescribedCodes:#,0} of {Codes:#,0} codes described; ")
        + Invariant($"{InputBytes / 1e6:#,0.0} MB of tables became {StoreBytes / 1e6:#,0.0} MB; ")
        + Invariant($"{Seconds:0.0} s on {Cpus} processors, {PeakMemoryBytes / 1048576:#,0} MB of memory at most.");

    private string? UnlikeSentence() => Shard is not null || !UnlikePublished.Any() ? null
        : "These tables do not have the rows of the published release: "
            + string.Join(", ", UnlikePublished.Select(t => Invariant($"{t.Table} ({t.Rows:#,0}, published {t.PublishedRows:#,0})"))) + ".";

    private string MissingSentence() => $"Not in this data set, and so without events: {string.Join(", ", MissingTables)}.";

    private Table CountTable()
    {
        var table = new Table("table", "rows in", "row events", "refused", "derived events", "elapsed s");
        foreach (var t in Tables)
        {
            table.Add(t.Table, t.Rows, t.RowEvents, t.Refused, t.DerivedEvents, t.ElapsedSeconds);
        }

        return table.Add("all", Rows, RowEvents, Refused, DerivedEvents, Seconds);
    }

    private Table RefusalTable()
    {
        var table = new Table("table", "refused", "because") { Caption = "Refused rows" };
        foreach (var t in Tables)
        {
            foreach (var (reason, count) in t.RefusedByReason)
            {
                table.Add(t.Table, count, reason);
            }
        }

        return table;
    }
}
