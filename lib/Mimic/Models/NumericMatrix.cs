using Mimic.Features;

namespace Mimic.Models;

/// <summary>Columns of numbers in one block, row by row, as the learners read them; NaN is a missing value.</summary>
internal sealed class NumericMatrix
{
    private readonly double[] _values;

    private NumericMatrix(string[] names, Modality[] modalities, int rows, double[] values) =>
        (Names, Modalities, Rows, _values) = (names, modalities, rows, values);

    /// <summary>The columns' names.</summary>
    public string[] Names { get; }

    /// <summary>The modality of each column.</summary>
    public Modality[] Modalities { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns => Names.Length;

    /// <summary>The numbers of a table.</summary>
    /// <param name="table">Columns of numbers only.</param>
    /// <exception cref="MimicException">A column holds texts or an infinite number.</exception>
    public static NumericMatrix From(FeatureTable table)
    {
        var width = table.Columns.Count;
        var values = new double[table.RowCount * width];
        for (var c = 0; c < width; c++)
        {
            var column = table.Columns[c];
            if (column.Kind != ColumnKind.Number)
            {
                throw new MimicException(
                    $"Column {column.Name} holds {column.Kind} values.",
                    "Fit a FeaturePipeline to make numbers of them.");
            }

            var numbers = column.Numbers;
            for (var r = 0; r < numbers.Length; r++)
            {
                // Above the range of a 32-bit number XGBoost would see infinity.
                values[(r * width) + c] = Math.Abs(numbers[r]) > float.MaxValue
                    ? throw new MimicException(
                        $"Column {column.Name} holds an infinite number.",
                        "Make it missing (NaN) or correct its formula.")
                    : numbers[r];
            }
        }

        return new([.. table.Columns.Select(c => c.Name)], [.. table.Columns.Select(c => c.Modality)], table.RowCount, values);
    }

    /// <summary>The numbers of a row.</summary>
    /// <param name="row">From 0.</param>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>One number.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    public double this[int row, int column] => _values[(row * Columns) + column];

    /// <summary>The numbers of a column.</summary>
    /// <param name="column">From 0.</param>
    public double[] Column(int column)
    {
        var numbers = new double[Rows];
        for (var r = 0; r < Rows; r++)
        {
            numbers[r] = _values[(r * Columns) + column];
        }

        return numbers;
    }

    /// <summary>The same rows with some of the columns.</summary>
    /// <param name="columns">Positions, in the order wanted.</param>
    public NumericMatrix Take(int[] columns)
    {
        var values = new double[Rows * columns.Length];
        for (var r = 0; r < Rows; r++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                values[(r * columns.Length) + i] = _values[(r * Columns) + columns[i]];
            }
        }

        return new([.. columns.Select(c => Names[c])], [.. columns.Select(c => Modalities[c])], Rows, values);
    }

    /// <summary>The same matrix with the rows of some columns exchanged, all of those columns alike.</summary>
    /// <param name="columns">Positions of the columns.</param>
    /// <param name="order">For each row the row whose values it gets.</param>
    public NumericMatrix Permute(int[] columns, int[] order)
    {
        var values = (double[])_values.Clone();
        for (var r = 0; r < Rows; r++)
        {
            foreach (var c in columns)
            {
                values[(r * Columns) + c] = _values[(order[r] * Columns) + c];
            }
        }

        return new(Names, Modalities, Rows, values);
    }

    /// <summary>All numbers as XGBoost takes them.</summary>
    public float[] ToSingle() => Array.ConvertAll(_values, v => (float)v);
}
