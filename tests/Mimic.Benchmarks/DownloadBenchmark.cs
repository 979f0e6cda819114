using System.Diagnostics;
using System.Security.Cryptography;

namespace Mimic.Benchmarks;

/// <summary>
/// How fast <c>mimic data get</c> is: beside curl where the server sends as fast as it can, and beside what the server allows where it gives
/// each connection 50 kB a second, as PhysioNet does. The server is a process of its own.
/// </summary>
/// <param name="settings">The command and the rounds.</param>
/// <param name="megabytes">How much is fetched from the fast server.</param>
/// <param name="limitedSeconds">How long the slow server lets a run take at least.</param>
internal sealed class DownloadBenchmark(Settings settings, int megabytes, int limitedSeconds)
{
    private const int Rate = 50_000;

    private readonly string _work = Path.Combine(settings.Work, "download");

    /// <summary>The tables as Markdown.</summary>
    public string Run()
    {
        var limited = new MarkdownTable("50 kB/s a connection", "connections", "s", "kB/s", "of what the server allows");
        var fast = new MarkdownTable("as fast as it goes", "connections", "ours s", "ours MB/s", "curl s", "curl MB/s", "ours / curl", "CPU s ours", "CPU s curl", "curl + sync s");
        foreach (var encrypted in new[] { false, true })
        {
            var name = encrypted ? "TLS" : "plain";
            foreach (var connections in new[] { 4, 8 })
            {
                AddLimited(limited, name, connections, encrypted);
                AddFast(fast, name, connections, encrypted);
            }
        }

        return Invariant($"Medians of {settings.Rounds} rounds, programs in turn; seconds of whole processes. {megabytes} MB in 8 files from the fast server; ")
            + Invariant($"ours also makes every SHA-256 and sees each file onto the disk. From the slow server each connection fetches {limitedSeconds} s.\n\n")
            + Machine.Describe(new(null, null)) + $", {Machine.FirstLine("curl", "--version")?.Split(" (")[0]}\n\n{limited}\n{fast}";
    }

    private void AddLimited(MarkdownTable table, string name, int connections, bool encrypted)
    {
        var bytes = (long)Rate * limitedSeconds * connections;
        var served = MakeFiles(Invariant($"limited-{connections}-{limitedSeconds}"), bytes, connections);
        var seconds = Middle(Enumerable.Range(0, Math.Min(settings.Rounds, 3)).Select(_ =>
        {
            using var server = new Server(served, Rate, encrypted);
            return Ours(server, connections).Seconds;
        }));
        table.Add(name, Invariant($"{connections}"), Invariant($"{seconds:0.00}"), Invariant($"{bytes / seconds / 1000:0.0}"), Invariant($"{100 * bytes / seconds / (Rate * connections):0.0} %"));
    }

    private void AddFast(MarkdownTable table, string name, int connections, bool encrypted)
    {
        var bytes = megabytes * 1_000_000L;
        var served = MakeFiles("fast", bytes, 8);
        var (ours, curl, synced) = (new List<Measured>(), new List<Measured>(), new List<double>());
        using var server = new Server(served, null, encrypted);

        // The first runs find the server still compiling itself, and memory that the system has to clear for their files.
        Curl(server, connections);
        Ours(server, connections);
        for (var round = 0; round < settings.Rounds; round++)
        {
            if (round % 2 == 0)
            {
                ours.Add(Ours(server, connections));
            }

            var (fetched, sync) = Curl(server, connections);
            curl.Add(fetched);
            synced.Add(fetched.Seconds + sync);
            if (round % 2 == 1)
            {
                ours.Add(Ours(server, connections));
            }

            Console.Error.WriteLine(Invariant($"{name}, {connections}: ours {ours[^1].Seconds:0.00} s, curl {fetched.Seconds:0.00} s, sync {sync:0.00} s"));
        }

        var (mine, theirs) = (Measured.Median(ours), Measured.Median(curl));
        table.Add(
            name, Invariant($"{connections}"), Invariant($"{mine.Seconds:0.00}"), Invariant($"{bytes / mine.Seconds / 1e6:0}"), Invariant($"{theirs.Seconds:0.00}"),
            Invariant($"{bytes / theirs.Seconds / 1e6:0}"), Invariant($"{100 * theirs.Seconds / mine.Seconds:0} %"), Invariant($"{mine.CpuSeconds:0.00}"),
            Invariant($"{theirs.CpuSeconds:0.00}"), Invariant($"{Middle(synced):0.00}"));
    }

    private Measured Ours(Server server, int connections)
    {
        var into = Empty("ours");
        return Measured.Run(
            ["env", $"SSL_CERT_FILE={server.Certificate}", settings.Command, "data", "get", "bench/1.0", "--from", server.Address, "--into", into, "--connections", Invariant($"{connections}"), "--yes"],
            into);
    }

    private (Measured Fetched, double Sync) Curl(Server server, int connections)
    {
        var into = Empty("curl");
        var files = Enumerable.Range(0, 8).SelectMany(i => new[] { "-o", Path.Combine(into, Name(i)), server.Address + Name(i) });
        var fetched = Measured.Run(["curl", "-sS", "--http1.1", "--fail", "-Z", "--parallel-max", Invariant($"{connections}"), "--cacert", server.Certificate, .. files], into);
        var clock = Stopwatch.StartNew();
        Machine.FirstLine("sync");
        return (fetched, clock.Elapsed.TotalSeconds);
    }

    private string Empty(string name)
    {
        var folder = Path.Combine(_work, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        Machine.FirstLine("sync");
        return folder;
    }

    private string MakeFiles(string name, long bytes, int files)
    {
        var folder = Path.Combine(_work, name, "served");
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder).Sum(f => new FileInfo(f).Length) is var there && there > bytes && there < bytes + 2_000)
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        var block = new byte[1 << 20];
        new Random(1).NextBytes(block);
        var list = new StringWriter { NewLine = "\n" };
        for (var i = 0; i < files; i++)
        {
            using (var file = File.Create(Path.Combine(folder, Name(i))))
            {
                (block[0], block[1]) = (0x1F, 0x8B);
                for (var left = bytes / files; left > 0; left -= Math.Min(left, block.Length))
                {
                    file.Write(block, 0, (int)Math.Min(left, block.Length));
                }
            }

            using var content = File.OpenRead(Path.Combine(folder, Name(i)));
            list.WriteLine($"{Convert.ToHexStringLower(SHA256.HashData(content))} {Name(i)}");
        }

        File.WriteAllText(Path.Combine(folder, "SHA256SUMS.txt"), list.ToString());
        return folder;
    }

    private static string Name(int file) => Invariant($"table{file}.csv.gz");

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    private sealed class Server : IDisposable
    {
        private readonly Process _process;

        public Server(string folder, double? rate, bool encrypted)
        {
            Certificate = DownloadServer.CertificateOf(folder);
            File.WriteAllText(Certificate, string.Empty);
            string[] arguments = ["serve", "--data", folder, .. rate is { } limit ? new[] { "--rate", Invariant($"{limit}") } : [], .. encrypted ? new[] { "--tls" } : []];
            _process = Process.Start(new ProcessStartInfo(Tools.Self, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            Address = _process.StandardOutput.ReadLine() ?? throw new MimicException("The server of the benchmark did not start.", "Run 'bench serve' alone to see why.");
        }

        public string Address { get; }

        public string Certificate { get; }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
