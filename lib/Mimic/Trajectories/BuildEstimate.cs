using Mimic.Display;
using Mimic.Tables;

namespace Mimic.Trajectories;

/// <summary>
/// What a release would take on the machine of a build, from what that build took: by rule of three over the rows of the tables that
/// both have. It is as good as the likeness of the data: a build of a second consists mostly of what happens once.
/// </summary>
/// <param name="Release">The release, as <c>3.1</c>.</param>
/// <param name="Rows">Its rows, of tables whose count is known.</param>
/// <param name="Seconds">The time on as many processors as the build had.</param>
/// <param name="Memory">The memory budget of the build, in bytes, which does not grow with the rows.</param>
/// <param name="StoreBytes">The size of the event files.</param>
/// <param name="SpilledBytes">The room for temporary files during the build.</param>
/// <param name="Unknown">Tables of the build whose rows in the release are not known; they are not part of the estimate.</param>
[TypeFormatterSource]
public sealed record BuildEstimate(
    string Release, long Rows, double Seconds, long Memory, double StoreBytes, double SpilledBytes, IReadOnlyList<string> Unknown)
{
    /// <summary>Makes the estimate.</summary>
    /// <param name="report">A build on this machine, the longer the better.</param>
    /// <param name="release">The release: 3.1 or 2.2.</param>
    /// <exception cref="MimicException">The rows of that release are not known, or the build has none of its tables.</exception>
    public static BuildEstimate Of(BuildReport report, string release = "3.1")
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(release);
        var known = report.Tables.Where(t => RowCounts.Published(release, t.Table) is not null).ToList();
        var measured = known.Sum(t => t.Rows);
        if (measured == 0)
        {
            throw new MimicException($"The rows of release {release} are not known, or this build has none of its tables.", "Ask for 3.1 or 2.2.");
        }

        var rows = known.Sum(t => RowCounts.Published(release, t.Table)!.Value);
        var times = (double)rows / measured;
        return new(
            release, rows, report.Seconds * times, report.Memory, report.StoreBytes * times, report.SpilledBytes * times,
            [.. report.Tables.Select(t => t.Table).Except(known.Select(t => t.Table))]);
    }

    /// <summary>The estimate as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary>The estimate as text.</summary>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() => new Table("estimate, not measured", string.Empty) { Caption = $"MIMIC-IV {Release} on this machine" }
        .Add("rows", Invariant($"{Rows:#,0}"))
        .Add("time", Seconds < 120 ? Invariant($"{Seconds:0} seconds") : Invariant($"{Seconds / 60:0} minutes"))
        .Add("memory, at most", Invariant($"{Memory / 1048576:#,0} MB"))
        .Add("store", Invariant($"{StoreBytes / 1e9:0.0} GB"))
        .Add("temporary files", Invariant($"{SpilledBytes / 1e9:0.0} GB"));
}
