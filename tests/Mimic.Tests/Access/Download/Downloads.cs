using System.IO.Compression;
using System.Text;
using Mimic.Access;

namespace Mimic.Tests.Access.Download;

/// <summary>What the tests of downloads share.</summary>
internal static class Downloads
{
    /// <summary>
    /// The options of PhysioNet's, in small: pieces and pauses fit for files of some kilobytes. The patience is a person's: a machine that
    /// stands still for a second must not pass for a server that does.
    /// </summary>
    public static DownloadOptions Small { get; } = new()
    {
        Retries = 4,
        StallTime = TimeSpan.FromSeconds(10),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(8),
        LongestWait = TimeSpan.FromSeconds(5),
        PieceBytes = 40_000,
        ProgressBytes = 10_000,
        SlowestRate = 100,
        Adjust = HostileServer.Trust,
    };

    /// <summary>The same, where a server that stands still is the point and it does not matter if one is suspected that does not.</summary>
    public static DownloadOptions Impatient { get; } = Small with { StallTime = TimeSpan.FromSeconds(0.4) };

    /// <summary>Where the files of the practice project come to lie.</summary>
    public static string FolderIn(TemporaryFolder folder) => folder["physionet.org/files/practice/1.0"];

    /// <summary>A packed table that cannot be packed much further, so that its size is what is asked for.</summary>
    public static byte[] Table(int bytes, int seed)
    {
        if (bytes == 0)
        {
            return [];
        }

        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(Encoding.ASCII.GetBytes("subject_id\n"));
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Runs a download in small.</summary>
    public static DownloadReport Run(HostileServer server, TemporaryFolder folder, DownloadOptions? options = null) =>
        new ProjectDownload(server.Address, folder.Path, options ?? Small).Run();

    /// <summary>The files that stand under their final names are the server's; only the list itself has no sum by which it could be judged.</summary>
    public static void AssertNoneWrong(HostileServer server, TemporaryFolder folder, bool alsoList = false)
    {
        foreach (var (path, bytes) in server.Files.Where(f => alsoList || f.Key != "SHA256SUMS.txt"))
        {
            var file = Path.Combine(FolderIn(folder), path);
            Assert.True(!File.Exists(file) || bytes.AsSpan().SequenceEqual(File.ReadAllBytes(file)), $"{path} is not the server's.");
        }
    }

    /// <summary>All files are there and are the server's, and nothing unfinished is.</summary>
    public static void AssertAllRight(HostileServer server, TemporaryFolder folder)
    {
        AssertNoneWrong(server, folder, alsoList: true);
        Assert.All(server.Files.Keys, path => Assert.True(File.Exists(Path.Combine(FolderIn(folder), path)), $"{path} is missing."));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.partial*", SearchOption.AllDirectories));
    }
}
