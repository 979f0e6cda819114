using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>How a column goes with the target.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Modality">Its kind of data.</param>
/// <param name="Correlation">Spearman's rank correlation with the target, from -1 to 1; NaN where it is undefined.</param>
/// <param name="Rows">How many rows have both values.</param>
public sealed record SpearmanRank(string Column, Modality Modality, double Correlation, int Rows);

/// <summary>
/// Columns by their absolute rank correlation with a target, the strongest first. Rows where either is missing are left out, column by
/// column; columns of one value or fewer than 3 such rows stand last, undefined.
/// </summary>
/// <remarks>It looks at the target, so what is chosen by it may only have seen training rows; on the whole data set it leaks.</remarks>
[TypeFormatterSource]
public sealed class SpearmanRanking
{
    private SpearmanRanking(string target, IReadOnlyList<SpearmanRank> ranks) => (Target, Ranks) = (target, ranks);

    /// <summary>What the columns are compared with.</summary>
    public string Target { get; }

    /// <summary>The columns of numbers, the strongest first; equal ones in the order of the table.</summary>
    public IReadOnlyList<SpearmanRank> Ranks { get; }

    /// <summary>Ranks the columns by the outcome (1 or 0); rows without one are left out.</summary>
    /// <param name="training">The training rows, and nothing else.</param>
    public static SpearmanRanking Of(FeatureTable training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Of(training, "outcome", [.. training.Samples.Select(s => s.Outcome switch { true => 1, false => 0, null => double.NaN })]);
    }

    /// <summary>Ranks the other columns by a column.</summary>
    /// <param name="training">The training rows, and nothing else.</param>
    /// <param name="target">The name of a column of numbers.</param>
    /// <exception cref="MimicException">No column of numbers has the name.</exception>
    public static SpearmanRanking Of(FeatureTable training, string target)
    {
        ArgumentNullException.ThrowIfNull(training);
        return training.Find(target) is { Kind: ColumnKind.Number } column
            ? Of(training.Without(target), target, column.Numbers.ToArray())
            : throw new MimicException($"The feature table has no column of numbers {target}.", "Columns lists those that it has.");
    }

    /// <summary>The names of the strongest columns; none that is undefined.</summary>
    /// <param name="count">The most of them.</param>
    /// <param name="least">The least absolute correlation.</param>
    public IReadOnlyList<string> Top(int count, double least = 0) =>
        [.. Ranks.Where(r => Math.Abs(r.Correlation) >= least).Take(count).Select(r => r.Column)];

    /// <summary>The strongest columns.</summary>
    /// <param name="rows">The most rows.</param>
    public Table ToTable(int rows = 20)
    {
        var table = new Table("column", "modality", "rank correlation", "rows")
        {
            Caption = Invariant($"The {Math.Min(rows, Ranks.Count):#,0} of {Ranks.Count:#,0} columns that go best with {Target}"),
        };
        foreach (var rank in Ranks.Take(rows))
        {
            table.Add(rank.Column, rank.Modality, rank.Correlation, rank.Rows);
        }

        return table;
    }

    /// <summary>The strongest columns as bars.</summary>
    /// <param name="bars">The most bars.</param>
    public Chart ToChart(int bars = 15)
    {
        var shown = Ranks.Where(r => !double.IsNaN(r.Correlation)).Take(bars).ToArray();
        return new Chart($"Rank correlation with {Target}") { Horizontal = true, XTitle = "Spearman's rho" }
            .AddBars("rho", [.. shown.Select(r => r.Column)], [.. shown.Select(r => r.Correlation)]);
    }

    /// <summary><see cref="ToTable"/> as HTML.</summary>
    public string ToHtml() => ToTable().ToHtml();

    /// <summary><see cref="ToTable"/> as text.</summary>
    public override string ToString() => ToTable().ToString();

    private static SpearmanRanking Of(FeatureTable table, string name, double[] target) => new(name,
    [
        .. table.Columns.Where(c => c.Kind == ColumnKind.Number).Select(c =>
        {
            var (correlation, rows) = RankCorrelation.Of(c.Numbers, target);
            return new SpearmanRank(c.Name, c.Modality, correlation, rows);
        }).OrderByDescending(r => double.IsNaN(r.Correlation) ? -1 : Math.Abs(r.Correlation)),
    ]);
}
