namespace Mimic.Display;

/// <summary>
/// The source of the data as figures, tables and pages carry it: the attribute <c>data-mimic-source</c>, by which our pages, the scan of
/// <c>mimic data scan</c> and any other program know it again. Nothing stated counts as credentialed.
/// </summary>
internal static class SourceMark
{
    /// <summary>The name of the attribute.</summary>
    public const string Attribute = "data-mimic-source";

    /// <summary>What stands where nobody stated a source.</summary>
    public const string Unknown = "Unknown";

    private const string Strict = "Credentialed";

    // From free to strict; a name that is not among them is as strict as the last.
    private static readonly string[] Names = ["Synthetic", "OpenDemo", Unknown, Strict];

    /// <summary>What the notebook of this process stated, the strictest of several; null if it stated nothing.</summary>
    public static string? Declared { get; private set; }

    /// <summary>States the source of what this process shows from here on. It never becomes less strict.</summary>
    public static void Declare(string name) => Declared = Strictest([name, .. Declared is null ? [] : new[] { Declared }]);

    /// <summary>The strictest of several names; null if there are none.</summary>
    public static string? Strictest(IEnumerable<string> names)
    {
        var ranks = names.Select(n => Array.IndexOf(Names, n) is >= 0 and var rank ? rank : Names.Length - 1).ToList();
        return ranks.Count == 0 ? null : Names[ranks.Max()];
    }

    /// <summary>The attribute for what is shown within a notebook or page, which states its source itself; empty if nothing is known.</summary>
    /// <param name="own">What the thing itself was made from; null if it does not know.</param>
    public static string Shown(string? own) => (own ?? Declared) is { } name ? $" {Attribute}=\"{name}\"" : string.Empty;

    /// <summary>The name for what leaves the notebook as a file of its own.</summary>
    /// <param name="own">What the thing itself was made from; null if it does not know.</param>
    public static string Exported(string? own) => own ?? Declared ?? Unknown;
}
