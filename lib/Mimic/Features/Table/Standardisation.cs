namespace Mimic.Features;

/// <summary>
/// Brings columns of numbers to mean 0 and standard deviation 1 (divisor n - 1, as MEDomicsLab), with the means and deviations of training
/// rows. Missing values take no part and stay missing; a column of one value becomes 0.
/// </summary>
public sealed class Standardisation
{
    private Standardisation(IReadOnlyList<string> columns, double[] means, double[] deviations, IReadOnlyList<string> leftOut) =>
        (Columns, Means, Deviations, LeftOut) = (columns, means, deviations, leftOut);

    /// <summary>The columns of numbers that had a value in training.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Their means in training, in the unit of the column.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Their standard deviations in training; 0 where training had one value only, whether once or always.</summary>
    public IReadOnlyList<double> Deviations { get; }

    /// <summary>Columns of numbers without any value in training; they are not in the result.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Learns means and deviations.</summary>
    /// <param name="training">The training rows, and nothing else: <c>table.Split(0.2, seed).Training</c>.</param>
    /// <exception cref="MimicException">There is no row.</exception>
    public static Standardisation Fit(FeatureTable training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.RowCount == 0)
        {
            throw new MimicException("The feature table has no row to learn from.", "Check that the training part is not empty.");
        }

        var numbers = training.Columns.Where(c => c.Kind == ColumnKind.Number).ToLookup(c => c.MissingCount < c.Count);
        var moments = numbers[true].Select(c => Moments(c.Numbers)).ToArray();
        return new(
            [.. numbers[true].Select(c => c.Name)], [.. moments.Select(m => m.Mean)], [.. moments.Select(m => m.Deviation)],
            [.. numbers[false].Select(c => c.Name)]);
    }

    /// <summary>The table with its numbers standardised.</summary>
    /// <param name="table">Has the columns of the training; columns of categories and documents stay as they are.</param>
    /// <exception cref="MimicException">A column of the training is not there.</exception>
    public FeatureTable Transform(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Keep(Columns);
        var place = Columns.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        return new(table.Source, table.Samples, [.. table.Columns
            .Where(c => c.Kind != ColumnKind.Number || place.ContainsKey(c.Name))
            .Select(c => c.Kind == ColumnKind.Number ? Standardised(c, place[c.Name]) : c)])
        {
            Warnings = table.Warnings,
        };
    }

    /// <summary>Mean and standard deviation (divisor n - 1) of what is not missing.</summary>
    internal static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        foreach (var x in values)
        {
            (count, sum) = double.IsNaN(x) ? (count, sum) : (count + 1, sum + x);
        }

        var mean = sum / count;
        var same = true;
        var first = double.NaN;
        foreach (var x in values)
        {
            if (!double.IsNaN(x))
            {
                first = double.IsNaN(first) ? x : first;
                same &= x == first;
                squares += (x - mean) * (x - mean);
            }
        }

        // The mean of equal numbers may differ from them in the last bit: without this, noise would be blown up to 1.
        return same ? (first, 0) : (mean, Math.Sqrt(squares / (count - 1)));
    }

    private FeatureColumn Standardised(FeatureColumn column, int i) => new(
        column.Name, column.Modality,
        column.Origin with
        {
            Statistic = $"{column.Origin.Statistic}; minus the mean, over the standard deviation, of the training rows",
            Unit = null,
        },
        Array.ConvertAll(column.Numbers.ToArray(), x => (x - Means[i]) / (Deviations[i] > 0 ? Deviations[i] : 1)));
}
