using System.Globalization;
using System.Security.Cryptography;
using Mimic.Access;
using Mimic.Cli.Tests.Processes;

namespace Mimic.Cli.Tests;

/// <summary>
/// A download that is killed again and again finishes with the same bytes, and next to nothing comes twice. MIMIC_KILLS sets another number
/// of kills than 8.
/// </summary>
public sealed class KilledDownloadTests(ITestOutputHelper log) : IDisposable
{
    private const int BytesBetweenKills = 2_500_000;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MIMIC_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("mimic-kill-").FullName;

    private string Served => Path.Combine(_folder, "served");

    private string Into => Path.Combine(_folder, "into");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Killed_at_any_moment_it_goes_on_where_it_was()
    {
        var total = MakeFiles();
        using var archive = PracticeArchive.Start(Served, new() { BytesPerSecond = 400_000 });
        string[] arguments = ["data", "get", "practice/1.0", "--from", archive.Address.ToString(), "--into", Into, "--yes"];
        var random = new SeededRandom(7);
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            // Once in a while at the very start, else after some of the bytes have come.
            var until = archive.BytesServed + (random.Next(10) == 0 ? 0 : (long)random.Uniform(0, 1.8 * BytesBetweenKills));
            using var process = MimicProcess.Start(arguments);
            while (archive.BytesServed <= until && !process.HasExited)
            {
                Thread.Sleep(1);
            }

            killed += process.HasExited ? 0 : 1;
            process.Kill();
        }

        MimicProcess.Run(arguments);
        var again = archive.BytesServed - total;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{killed} of {Kills} runs killed; of {total:#,0} bytes {again:#,0} came twice ({100.0 * again / total:0.00} %), {archive.Requests} requests"));
        Assert.True(killed > Kills / 2, $"Only {killed} of {Kills} were killed in time.");
        foreach (var file in Directory.EnumerateFiles(Served, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Into, "physionet.org/files/practice/1.0", Path.GetRelativePath(Served, file));
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(copy)), $"{copy} differs.");
        }

        Assert.Empty(Directory.EnumerateFiles(Into, "*.partial*", SearchOption.AllDirectories));
        Assert.InRange(again, 0, total / 20);
    }

    /// <summary>One large table, which comes in pieces, and some smaller ones.</summary>
    private long MakeFiles()
    {
        var (random, sums) = (new Random(5), new StringWriter { NewLine = "\n" });
        var total = (long)(Kills + 1) * BytesBetweenKills;
        foreach (var (name, bytes) in Enumerable.Range(0, 6).Select(i => ($"hosp/t{i}.csv.gz", total / 20)).Append(("icu/chartevents.csv.gz", total * 7 / 10)))
        {
            var content = new byte[bytes];
            random.NextBytes(content);
            (content[0], content[1]) = (0x1F, 0x8B);
            Directory.CreateDirectory(Path.Combine(Served, Path.GetDirectoryName(name)!));
            File.WriteAllBytes(Path.Combine(Served, name), content);
            sums.WriteLine($"{Convert.ToHexStringLower(SHA256.HashData(content))} {name}");
        }

        File.WriteAllText(Path.Combine(Served, "SHA256SUMS.txt"), sums.ToString());
        return Directory.EnumerateFiles(Served, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
    }
}
