namespace Mimic.Access.Download;

/// <summary>Knows a web page that comes instead of a file.</summary>
internal static class PageInstead
{
    /// <summary>What came, judged by the type that the server tells; null if it may be the file.</summary>
    public static string? ByType(string? type, string path) =>
        type == "text/html" && !IsPage(path) ? Damage.Page : null;

    /// <summary>What came, judged by the first bytes; null if it may be the file.</summary>
    public static string? ByContent(ReadOnlySpan<byte> head, string path)
    {
        var isPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var isTable = isPacked || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(path) == "SHA256SUMS.txt";
        return !isTable || (isPacked && head[0] == 0x1F) || (!isPacked && head[0] == '{') ? null : Damage.Content(head);
    }

    public static AttemptFailure Failure(string host, string page) => new($"{host} sent {page}, instead of the file")
    {
        MostRetries = 2,
        Remedy = "Look at the project's page in a browser while logged in; in a hotel or a hospital, the page may be that of the network. Then run the same command again.",
    };

    private static bool IsPage(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";
}
