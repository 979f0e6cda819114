namespace Mimic.Tables;

/// <summary>Files that downloads leave behind.</summary>
internal static class Leftovers
{
    private const string Ledger = "mimic-download.jsonl";

    /// <summary>Whether it is the ledger of <c>mimic data get</c>, which belongs there.</summary>
    public static bool IsLedger(string path) => path == Ledger || path.EndsWith($"/{Ledger}", StringComparison.Ordinal);

    /// <summary>What it is and what to do with it; null if it is nothing that a download leaves.</summary>
    public static string? Explain(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith("index.html", StringComparison.OrdinalIgnoreCase) ? "pages that wget saved; delete them"
            : name.EndsWith(".partial", StringComparison.Ordinal) || name.EndsWith(".partial.map", StringComparison.Ordinal)
                ? "halves of downloads; 'mimic data get' goes on with them"
            : name.EndsWith(".tmp", StringComparison.Ordinal) || name.EndsWith("_.gstmp", StringComparison.Ordinal) ? "halves of files; delete them"
            : null;
    }
}
