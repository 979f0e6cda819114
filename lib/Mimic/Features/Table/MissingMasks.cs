namespace Mimic.Features;

/// <summary>
/// Columns that say where values are missing: 1 missing, 0 there. In a hospital a test that was not ordered tells something too. Which
/// columns get a mask is decided on training rows, so that every table has the same ones.
/// </summary>
public sealed class MissingMasks
{
    /// <summary>What stands behind the name of a column in the name of its mask.</summary>
    public const string Suffix = "__missing";

    private MissingMasks(IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>The columns that have a mask.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Chooses the columns that get a mask.</summary>
    /// <param name="training">The training rows, and nothing else.</param>
    /// <param name="minimumShare">
    /// The least share of rows with a missing value, and with a value; a mask that is nearly the same everywhere teaches nothing.
    /// </param>
    /// <remarks>
    /// Of columns that are missing in the same rows (the statistics of one item) only the first has a mask: the others would repeat it.
    /// </remarks>
    public static MissingMasks Fit(FeatureTable training, double minimumShare = 0.01)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumShare);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var least = Math.Max(1, minimumShare * training.RowCount);
        return new(
        [
            .. training.Columns.Where(c => c.MissingCount >= least && c.Count - c.MissingCount >= least)
                .Where(c => seen.Add(string.Create(c.Count, c, (text, column) =>
                {
                    for (var i = 0; i < text.Length; i++)
                    {
                        text[i] = column.IsMissing(i) ? '1' : '0';
                    }
                })))
                .Select(c => c.Name),
        ]);
    }

    /// <summary>The masks of a table's rows, and nothing else; put them beside its columns with <see cref="FeatureTable.With"/>.</summary>
    /// <param name="table">Has the columns.</param>
    /// <exception cref="MimicException">The table lacks a column.</exception>
    public FeatureTable Transform(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Keep(Columns).Columns.Select(c => new FeatureColumn(
            c.Name + Suffix, c.Modality,
            c.Origin with { Statistic = $"1 if missing, 0 if not: {c.Origin.Statistic}", Unit = null },
            [.. Enumerable.Range(0, c.Count).Select(i => c.IsMissing(i) ? 1.0 : 0.0)]));
        return new(table.Source, table.Samples, [.. columns]) { Warnings = table.Warnings };
    }

    /// <summary>How many columns have a mask.</summary>
    public override string ToString() => Invariant($"masks of missing values for {Columns.Count:#,0} columns");
}
