using Mimic.Access;
using Mimic.Trajectories.Mapping;

namespace Mimic.Trajectories;

/// <summary>Tells what a build left out: tables that were not there, and rows that gave no event.</summary>
internal static class BuildPruning
{
    public static PruningRecord Of(BuildReport report)
    {
        var part = report.Shard is { } shard ? $", part {shard}" : string.Empty;
        Dictionary<string, string> inputs = new() { ["tables"] = report.InputFingerprint };
        var tables = new PruningRecord
        {
            Result = $"Tables of {report.DataSet}",
            Source = report.Source,
            Population = "Tables that become events",
            Unit = "tables",
            Count = Mappings.All.Count,
            Steps = [new("in the data folder", PruningKind.Inclusion, Mappings.All.Count, Mappings.All.Count - report.MissingTables.Count)],
            Inputs = inputs,
            Notes = report.MissingTables.Count == 0 ? [] : [$"Not there: {string.Join(", ", report.MissingTables)}."],
        };
        return new()
        {
            Result = $"Trajectories{part}",
            Source = report.Source,
            Population = $"Rows of these tables{(part.Length > 0 ? " of the patients of this part" : string.Empty)}",
            Unit = "rows",
            Count = report.Rows,
            Steps = [.. Refusals(report)],
            Inputs = inputs,
            Seed = report.Seed,
            Notes = [Invariant($"The events are those of {report.Patients:#,0} patients.")],
            Earlier = tables,
        };
    }

    private static IEnumerable<PruningStep> Refusals(BuildReport report)
    {
        var left = report.Rows;
        foreach (var (table, reason, count) in report.Tables.SelectMany(t => t.RefusedByReason.Select(r => (t.Table, r.Key, r.Value))))
        {
            yield return new($"{table}: {reason}", PruningKind.Exclusion, left, left - count);
            left -= count;
        }
    }
}
