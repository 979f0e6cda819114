using Mimic.Access;
using Mimic.Display;
using Mimic.Tables;
using Mimic.Trajectories.Building;

namespace Mimic.Trajectories;

/// <summary>
/// What a release would take on the machine of a build, by rule of three over the rows of the tables that both have: in bounds, since
/// a build also does what does not grow with the rows, and no longer than the build allows. It is as good as the likeness of the data,
/// and takes for granted that the disk delivers the tables as fast as they are read.
/// </summary>
/// <param name="Release">The release, as <c>3.1</c>.</param>
/// <param name="Rows">Its rows, of tables whose count is known.</param>
/// <param name="LeastSeconds">The lower bound of the time on as many processors as the build had; null if the build was too short to tell.</param>
/// <param name="MostSeconds">The upper bound; null as well.</param>
/// <param name="Memory">The memory budget of the build, in bytes, which does not grow with the rows.</param>
/// <param name="StoreBytes">The size of the event files.</param>
/// <param name="SpilledBytes">The room for temporary files during the build.</param>
/// <param name="Unknown">Tables of the build whose rows in the release are not known; they are not part of the estimate.</param>
[TypeFormatterSource]
public sealed record BuildEstimate(
    string Release,
    long Rows,
    double? LeastSeconds,
    double? MostSeconds,
    long Memory,
    double StoreBytes,
    double SpilledBytes,
    IReadOnlyList<string> Unknown)
{
    // So much of the first build of a process may be start: code is compiled, dictionaries are read. It took 0.6 to 1.5 s where it was
    // measured; a slower machine is allowed for.
    private const double StartSeconds = 3;

    // A build of this length tells enough by itself.
    private const double LongSeconds = 30;

    // Bounds further apart than this say nothing.
    private const double WidestOfOne = 2;
    private const double WidestOfTrials = 4;

    /// <summary>Makes the estimate from one build: without a time, unless it took much longer than a program needs to start.</summary>
    /// <param name="report">A build on this machine, the longer the better.</param>
    /// <param name="release">The release: 3.1 or 2.2.</param>
    /// <exception cref="MimicException">The rows of that release are not known, or the build has none of its tables.</exception>
    public static BuildEstimate Of(BuildReport report, string release = "3.1")
    {
        ArgumentNullException.ThrowIfNull(report);
        return Of(report, release, Math.Max(0, report.Seconds - StartSeconds), report.Seconds, WidestOfOne);
    }

    /// <summary>
    /// Makes the estimate and, where the build was short, measures what a row costs: the same tables are built a few times more, whole
    /// and without their rows, now that the program has started. The difference is the cost of the rows. These stores stand in a
    /// folder beside the store, which is removed again.
    /// </summary>
    /// <param name="store">A store that was built on this machine.</param>
    /// <param name="data">The data set that it was built from.</param>
    /// <param name="release">The release: 3.1 or 2.2.</param>
    /// <exception cref="MimicException">
    /// The store has no report, the rows of that release are not known, the build has none of its tables, or a table is missing or
    /// damaged.
    /// </exception>
    public static BuildEstimate Measure(TrajectoryStore store, MimicDataset data, string release = "3.1")
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(data);
        var report = BuildReport.Of(store) ?? throw new MimicException(
            $"{store.Folder} says nothing of how it was built.", "Build the trajectories here: mimic trajectories build.");
        return report.Seconds >= LongSeconds
            ? Of(report, release)
            : OfTrials(report, BuildTrials.Run(data, report.Cpus, report.Memory, $"{Path.GetFullPath(store.Folder)}.trials"), release);
    }

    /// <summary>The estimate from builds with and without rows.</summary>
    internal static BuildEstimate OfTrials(BuildReport report, IReadOnlyList<(double Whole, double Empty)> seconds, string release)
    {
        var least = Math.Max(0, seconds.Min(s => s.Whole) - seconds.Max(s => s.Empty));
        var most = seconds.Max(s => s.Whole) - seconds.Min(s => s.Empty);
        return Of(report, release, least, most, WidestOfTrials);
    }

    private static BuildEstimate Of(BuildReport report, string release, double least, double most, double widest)
    {
        ArgumentNullException.ThrowIfNull(release);
        var known = report.Tables.Where(t => RowCounts.Published(release, t.Table) is not null).ToList();
        var measured = known.Sum(t => t.Rows);
        if (measured == 0)
        {
            throw new MimicException($"The rows of release {release} are not known, or this build has none of its tables.", "Ask for 3.1 or 2.2.");
        }

        var rows = known.Sum(t => RowCounts.Published(release, t.Table)!.Value);
        var times = (double)rows / measured;
        var tells = least > 0 && most <= widest * least;
        return new(
            release, rows, tells ? least * times : null, tells ? most * times : null, report.Memory, report.StoreBytes * times,
            report.SpilledBytes * times, [.. report.Tables.Select(t => t.Table).Except(known.Select(t => t.Table))]);
    }

    /// <summary>The estimate as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The estimate as text.</summary>
    public override string ToString() => ToTable().ToString();

    private string Time() => (LeastSeconds, MostSeconds) switch
    {
        ({ } least, { } most) when most < 120 => Invariant($"{least:0} to {most:0} seconds"),
        ({ } least, { } most) => Invariant($"{least / 60:0} to {most / 60:0} minutes"),
        _ => "too short a build to tell",
    };

    private Table ToTable() => new Table("estimate, not measured", string.Empty) { Caption = $"MIMIC-IV {Release} on this machine" }
        .Add("rows", Invariant($"{Rows:#,0}"))
        .Add("time", Time())
        .Add("memory, at most", Invariant($"{Memory / 1048576:#,0} MB"))
        .Add("store", Invariant($"{StoreBytes / 1e9:0.0} GB"))
        .Add("temporary files", Invariant($"{SpilledBytes / 1e9:0.0} GB"));
}
