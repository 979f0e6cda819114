using System.IO.Compression;
using Mimic.Access;

namespace Mimic.Trajectories.Building;

/// <summary>
/// Builds a data set several times, and in turn the same tables without their rows, to tell what rows cost from what every build
/// costs. The stores are thrown away.
/// </summary>
internal static class BuildTrials
{
    private const int Rounds = 3;

    /// <summary>The seconds of each round.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="cpus">The processors of a build.</param>
    /// <param name="memory">The memory of a build, in bytes.</param>
    /// <param name="folder">Where the builds work; it is removed, with all that a killed run left in it.</param>
    public static IReadOnlyList<(double Whole, double Empty)> Run(MimicDataset data, int cpus, long memory, string folder)
    {
        Remove(folder);
        try
        {
            var empty = MimicDataset.Open(CopyHeaders(data, Path.Combine(folder, "tables")));
            var options = new TrajectoryOptions { Output = Path.Combine(folder, "stores"), Cpus = cpus, Memory = memory };
            Build(empty, options);
            return [.. Enumerable.Range(0, Rounds).Select(_ => (Build(data, options), Build(empty, options)))];
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Build(MimicDataset data, TrajectoryOptions options) => new StoreBuild(data, options).Run(options.StoreFolder).Seconds;

    // Dictionaries stay whole: reading them is what every build does. One patient stays, for there is no hospital without any.
    private static string CopyHeaders(MimicDataset data, string folder)
    {
        foreach (var table in data.Tables)
        {
            var to = Path.Combine(folder, table.Module, Path.GetFileName(table.Path));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (table.Table[(table.Module.Length + 1)..].StartsWith("d_", StringComparison.Ordinal))
            {
                File.Copy(table.Path, to);
                continue;
            }

            var packed = to.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using var source = File.OpenRead(table.Path);
            using var text = new StreamReader(packed ? new GZipStream(source, CompressionMode.Decompress) : source);
            using var target = File.Create(to);
            using var lines = new StreamWriter(packed ? new GZipStream(target, CompressionMode.Compress) : target);
            for (var left = table.Table == "hosp/patients" ? 2 : 1; left > 0 && text.ReadLine() is { } line; left--)
            {
                lines.WriteLine(line);
            }
        }

        return folder;
    }
}
