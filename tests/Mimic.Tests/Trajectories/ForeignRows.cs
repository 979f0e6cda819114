namespace Mimic.Tests.Trajectories;

/// <summary>MEDS files of invented rows that DuckDB wrote (tests/duckdb/write-foreign.mjs), and the rows that are in them.</summary>
internal static class ForeignRows
{
    /// <summary>A file's bytes.</summary>
    public static byte[] Bytes(string name) => Convert.FromBase64String(File.ReadAllText(
        Path.Combine(Repository.Folder, "tests", "Mimic.Tests", "Trajectories", "Foreign", name + ".txt")));

    public static long Subject(int i) => 1001 + (3 * (i / 20));

    public static DateTime? Time(int i) =>
        i % 20 == 0 ? null : new DateTime(2150, 1, 1).AddSeconds((i / 20 * 86400) + (i % 20 * 3607));

    public static string Code(int i) => (i % 3) switch { 0 => $"LAB//{i % 7}//mg/dL", 1 => "VITAL//PULSE", _ => $"NOTE//{i}" };

    public static float? Number(int i) => (i % 3) switch { 0 => i / 8f, 1 => 60 + (i % 40), _ => null };

    public static string? Text(int i) => i % 3 == 2 ? $"invented text {i} °" : i % 20 == 1 ? string.Empty : null;
}
