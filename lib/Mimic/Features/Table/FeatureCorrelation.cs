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
    /// note says how many these are. What all names have in common at their ends is left out and said below the map, too.
    /// </summary>
    public Chart ToChart()
    {
        int[] shown = [.. Enumerable.Range(0, Columns.Count).Where(i => Array.Exists(_values[i], double.IsFinite))];
        var (names, shared) = Shortened([.. shown.Select(i => Columns[i])]);
        var left = Columns.Count - shown.Length;
        var without = left == 0 ? string.Empty
            : Invariant($"{left:#,0} {(left == 1 ? "column" : "columns")} without a correlation left out: too few values, or all the same.");
        return new Chart("Rank correlation of features") { Note = $"{shared} {without}".Trim() }
            .AddHeatMap("Spearman's rho", names, names, [.. shown.Select(i => (IReadOnlyList<double>)[.. shown.Select(j => _values[i][j])])]);
    }

    /// <summary>Names without the beginning and the end that all share, up to an underscore.</summary>
    private static (string[] Names, string Note) Shortened(string[] names)
    {
        if (names.Length < 2)
        {
            return (names, string.Empty);
        }

        var shortest = names.Min(n => n.Length);
        var head = Enumerable.Range(1, shortest).TakeWhile(k => Array.TrueForAll(names, n => n[k - 1] == names[0][k - 1])).LastOrDefault();
        head = head == 0 ? 0 : names[0].LastIndexOf('_', head - 1) + 1;
        var most = shortest - head - 1;
        var tail = Enumerable.Range(1, Math.Max(0, most)).TakeWhile(k => Array.TrueForAll(names, n => n[^k] == names[0][^k])).LastOrDefault();
        tail = tail == 0 ? 0 : names[0].IndexOf('_', names[0].Length - tail) is >= 0 and var at ? names[0].Length - at : 0;
        var (first, last) = (names[0][..head], names[0][(names[0].Length - tail)..]);
        var note = (head, tail) switch
        {
            (0, 0) => string.Empty,
            (_, 0) => $"All names begin with {first}.",
            (0, _) => $"All names end with {last}.",
            _ => $"All names begin with {first} and end with {last}.",
        };
        return ([.. names.Select(n => n[head..^tail])], note);
    }

    /// <summary>The heat map as HTML.</summary>
    public string ToHtml() => ToChart().ToHtml();

    /// <summary>How many columns there are.</summary>
    public override string ToString() => Invariant($"rank correlations of {Columns.Count:#,0} columns");
}
