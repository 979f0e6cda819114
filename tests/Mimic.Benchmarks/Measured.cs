using System.Diagnostics;
using System.Globalization;

namespace Mimic.Benchmarks;

/// <summary>What one run of a program took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">User and system time of all threads.</param>
/// <param name="PeakBytes">Most memory at a time (maximum resident set).</param>
/// <param name="OutputBytes">Size of what it wrote.</param>
/// <param name="Said">The last line it printed.</param>
internal sealed record Measured(double Seconds, double CpuSeconds, long PeakBytes, long OutputBytes, string Said)
{
    private const string Time = "/usr/bin/time";

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program and its arguments.</param>
    /// <param name="output">The file or folder that it writes; empty if none.</param>
    /// <exception cref="MimicException">It failed, or <c>time</c> is missing, which counts processor time and memory.</exception>
    public static Measured Run(IReadOnlyList<string> program, string output)
    {
        if (!File.Exists(Time))
        {
            throw new MimicException(
                $"{Time}, which counts processor time and memory, is missing.", "apt-get install time; the benchmarks need Linux.");
        }

        var counted = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Time, ["-o", counted, "-f", "%U %S %M", .. program])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var seconds = clock.Elapsed.TotalSeconds;
            if (process.ExitCode != 0)
            {
                throw new MimicException(
                    $"{string.Join(' ', program)} ended with {process.ExitCode}:\n{errors.Result.Trim()}", "Run it alone to see why.");
            }

            var parts = File.ReadLines(counted).Last().Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            return new(seconds, parts[0] + parts[1], (long)parts[2] * 1024, SizeOf(output), said.Trim().Split('\n')[^1].Trim());
        }
        finally
        {
            File.Delete(counted);
        }
    }

    /// <summary>The medians of several runs, each figure by itself.</summary>
    public static Measured Median(IReadOnlyCollection<Measured> runs) => new(
        Middle(runs.Select(r => r.Seconds)),
        Middle(runs.Select(r => r.CpuSeconds)),
        (long)Middle(runs.Select(r => (double)r.PeakBytes)),
        runs.Last().OutputBytes,
        runs.Last().Said);

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static long SizeOf(string output) => output.Length == 0 ? 0
        : File.Exists(output) ? new FileInfo(output).Length
        : new DirectoryInfo(output).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
