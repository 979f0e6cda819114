namespace Mimic.Tests.Synthetic;

/// <summary>The committed synthetic hospital.</summary>
internal static class DataDemo
{
    /// <summary>Its folder, beside the solution.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MimicNotebooks.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "data-demo");
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
