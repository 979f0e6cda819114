using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mimic.Benchmarks;

/// <summary>What was measured on, and with which versions.</summary>
internal static class Machine
{
    /// <summary>One line: processor, memory, system, versions, day.</summary>
    public static string Describe(Tools tools)
    {
        var model = Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        var duckdb = tools.DuckDb is { } folder ? $", DuckDB {DuckDbVersion(folder)}" : string.Empty;
        var pandas = tools.Python is { } python ? $", pandas {FirstLine(python, "-c", "import pandas; print(pandas.__version__)")}" : string.Empty;
        return Invariant($"{model}, {Environment.ProcessorCount} processors, {memory:0} GB; {RuntimeInformation.OSDescription}; ")
            + Invariant($"{RuntimeInformation.FrameworkDescription}{duckdb}{pandas}; {DateTime.UtcNow:yyyy-MM-dd}");
    }

    /// <summary>The first line that a program prints; null if it cannot be run.</summary>
    public static string? FirstLine(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return process.ExitCode == 0 ? line?.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string DuckDbVersion(string folder)
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "node_modules", "@duckdb", "node-api", "package.json")));
        return package.RootElement.GetProperty("version").GetString()!;
    }

    private static string? Line(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
