using System.Text.RegularExpressions;

namespace Mimic.Cli.Tests.Processes;

/// <summary>The files of stores, compared byte for byte.</summary>
internal static partial class StoreFiles
{
    /// <summary>Everything in a folder, files and folders, in order.</summary>
    public static string[] Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(folder, p)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// The files are the same, and so are their contents, but for times, memory and the size of temporary files in
    /// <c>metadata/report.json</c> (which depends on the thread that reads a table) and the date in <c>metadata/dataset.json</c>.
    /// </summary>
    public static void AssertSame(string expected, string actual)
    {
        Assert.Equal(Names(expected), Names(actual));
        foreach (var name in Names(expected).Where(n => File.Exists(Path.Combine(expected, n))))
        {
            var (one, two) = (File.ReadAllBytes(Path.Combine(expected, name)), File.ReadAllBytes(Path.Combine(actual, name)));
            if (Path.GetFileName(name) is "report.json" or "dataset.json")
            {
                Assert.Equal(WithoutMeasured(one), WithoutMeasured(two));
            }
            else
            {
                Assert.True(one.AsSpan().SequenceEqual(two), $"{name} differs.");
            }
        }
    }

    /// <summary>Copies a folder.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var name in Names(from))
        {
            if (Directory.Exists(Path.Combine(from, name)))
            {
                Directory.CreateDirectory(Path.Combine(to, name));
            }
            else
            {
                File.Copy(Path.Combine(from, name), Path.Combine(to, name));
            }
        }
    }

    private static string WithoutMeasured(byte[] json) => Measured().Replace(System.Text.Encoding.UTF8.GetString(json), "$1");

    [GeneratedRegex("""("(?:seconds|elapsedSeconds|peakMemoryBytes|spilledBytes|created_at)": ).*""")]
    private static partial Regex Measured();
}
