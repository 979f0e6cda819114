using Mimic.Display;

namespace Mimic.Synthetic;

/// <summary>What the generator wrote.</summary>
[TypeFormatterSource]
public sealed class SyntheticReport
{
    internal SyntheticReport(SyntheticOptions options, string folder) => (Options, Folder) = (options, folder);

    /// <summary>What was asked for.</summary>
    public SyntheticOptions Options { get; }

    /// <summary>The folder that was written.</summary>
    public string Folder { get; }

    /// <summary>Patients with a date of death.</summary>
    public int Died { get; internal set; }

    /// <summary>Number of radiographs.</summary>
    public int Images { get; internal set; }

    /// <summary>Size of all files in bytes.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Rows per table, by table name.</summary>
    public IReadOnlyDictionary<string, long> Rows => Tables;

    /// <summary>How often each quirk was planted.</summary>
    public IReadOnlyDictionary<PlantedQuirk, long> Quirks => Planted;

    internal SortedDictionary<string, long> Tables { get; } = new(StringComparer.Ordinal);

    internal Dictionary<PlantedQuirk, long> Planted { get; } = [];

    /// <summary>Counts in one sentence.</summary>
    public override string ToString() =>
        $"{Options.Patients:#,0} invented patients ({Died:#,0} died), {Tables.Values.Sum():#,0} rows in {Tables.Count} tables, "
        + $"{Images:#,0} radiographs, {Bytes / 1e6:0.0} MB in {Folder}";

    /// <summary>The sentence, the rows per table and the quirks as HTML.</summary>
    public string ToHtml()
    {
        var rows = new Table("table", "rows") { Caption = ToString() };
        foreach (var (table, count) in Tables)
        {
            rows.Add(table, count);
        }

        var quirks = new Table("quirk", "table", "planted", "how to recognise it") { Caption = "Planted quirks" };
        foreach (var quirk in PlantedQuirks.All)
        {
            quirks.Add(quirk.Name, quirk.Table, Planted[quirk], quirk.Recognise);
        }

        return rows.ToHtml() + quirks.ToHtml();
    }
}
