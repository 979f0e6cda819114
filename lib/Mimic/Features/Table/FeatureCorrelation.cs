using Mimic.Charts;
using Mimic.Display;

namespace Mimic.Features;

/// <summary>The rank correlations of columns with each other, over the rows where neither of two is missing.</summary>
[TypeFormatterSource]
public sealed class FeatureCorrelation
{
    private readonly double[][] _values;

    private FeatureCorrelation(IReadOnlyList<string> columns, double[][] values) => (Columns, _values) = (columns, values);

    /// <summary>The columns of numbers.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The correlation of two columns, from -1 to 1; NaN where it is undefined.</summary>
    /// <param name="row">Position of the one.</param>
    /// <param name="column">Position of the other.</param>
    public double this[int row, int column] => _values[row][column];

    /// <summary>Computes the correlations of all columns of numbers; of many columns, choose some first.</summary>
    /// <param name="table">Any rows.</param>
    public static FeatureCorrelation Of(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Columns.Where(c => c.Kind == ColumnKind.Number).ToArray();
        var values = columns.Select(_ => new double[columns.Length]).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                values[i][j] = values[j][i] = RankCorrelation.Of(columns[i].Numbers, columns[j].Numbers).Correlation;
            }
        }

        return new([.. columns.Select(c => c.Name)], values);
    }

    /// <summary>The columns to drop so that no two of the rest go together more than a limit; of two, the later one is dropped.</summary>
    /// <param name="limit">The largest absolute correlation that is left, from 0 to 1.</param>
    public IReadOnlyList<string> Redundant(double limit)
    {
        var kept = new List<int>();
        var dropped = new List<string>();
        for (var i = 0; i < Columns.Count; i++)
        {
            if (kept.Exists(k => Math.Abs(_values[i][k]) > limit))
            {
                dropped.Add(Columns[i]);
            }
            else
            {
                kept.Add(i);
            }
        }

        return dropped;
    }

    /// <summary>
    /// The correlations as a heat map, without the columns that have none, not even with themselves: too few values, or all the same. The
    /// note says how many these are.
    /// </summary>
    public Chart ToChart()
    {
        int[] shown = [.. Enumerable.Range(0, Columns.Count).Where(i => Array.Exists(_values[i], double.IsFinite))];
        string[] names = [.. shown.Select(i => Columns[i])];
        var left = Columns.Count - shown.Length;
        return new Chart("Rank correlation of features")
        {
            Note = left == 0 ? string.Empty
                : Invariant($"{left:#,0} {(left == 1 ? "column" : "columns")} without a correlation left out: too few values, or all the same."),
        }
            .AddHeatMap("Spearman's rho", names, names, [.. shown.Select(i => (IReadOnlyList<double>)[.. shown.Select(j => _values[i][j])])]);
    }

    /// <summary>The heat map as HTML.</summary>
    public string ToHtml() => ToChart().ToHtml();

    /// <summary>How many columns there are.</summary>
    public override string ToString() => Invariant($"rank correlations of {Columns.Count:#,0} columns");
}
