using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>Looks into a shard past the store.</summary>
internal static class RawStore
{
    /// <summary>The subject_id of every row.</summary>
    public static List<long> Subjects(string path)
    {
        using var file = ParquetReader.Open(path, "Write it again.");
        var column = file.Column("subject_id", ColumnKind.Int64);
        return [.. Enumerable.Range(0, file.Metadata.RowGroups.Count).SelectMany(g => file.Read<long>(g, column).Values)];
    }
}
