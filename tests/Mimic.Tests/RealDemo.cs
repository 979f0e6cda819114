namespace Mimic.Tests;

/// <summary>Where the open demo of MIMIC-IV (100 real patients) lies on this machine, if it does.</summary>
internal static class RealDemo
{
    /// <summary>The folder named by MIMIC_IV_DEMO, else <c>shared/mimic-iv-demo</c> beside the repository; null if neither is there.</summary>
    public static string? Path { get; } = Find();

    /// <summary>The folder; skips the running test where it is absent.</summary>
    public static string PathOrSkip()
    {
        Assert.SkipWhen(Path is null, "The open demo of MIMIC-IV is not on this machine; set MIMIC_IV_DEMO to its folder to run this test.");
        return Path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MIMIC_IV_DEMO") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Repository.Folder)!, "shared", "mimic-iv-demo");
        return Directory.Exists(beside) ? beside : null;
    }
}
