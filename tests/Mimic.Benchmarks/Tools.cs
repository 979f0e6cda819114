namespace Mimic.Benchmarks;

/// <summary>The other programs, where they are installed.</summary>
/// <param name="DuckDb">The folder with the scripts of DuckDB and their packages; null without npm.</param>
/// <param name="Python">A python3 that has pandas; null without one.</param>
internal sealed record Tools(string? DuckDb, string? Python)
{
    /// <summary>The command <c>mimic</c>, built beside this program.</summary>
    public static string Mimic { get; } = Path.Combine(AppContext.BaseDirectory, "mimic-cli");

    /// <summary>This program.</summary>
    public static string Self { get; } = Environment.ProcessPath!;

    /// <summary>Looks for those that are to run; the package of DuckDB is installed into the folder of work the first time.</summary>
    public static Tools Find(Settings settings) => new(
        settings.Takes("DuckDB") ? FindDuckDb(Path.Combine(settings.Work, "duckdb")) : null,
        settings.Takes("pandas") ? FindPython() : null);

    private static string? FindDuckDb(string folder)
    {
        if (Machine.FirstLine("npm", "--version") is null)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "duckdb")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@duckdb")))
        {
            Measured.Run(["npm", "--prefix", folder, "install", "--no-audit", "--no-fund", "--loglevel=error"], string.Empty);
        }

        return folder;
    }

    private static string? FindPython() =>
        new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(p => Machine.FirstLine(p, "-c", "import pandas; print(1)") is not null);
}
