using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>A matrix in XGBoost's own memory: rows by columns of 32-bit numbers, NaN where a value is missing.</summary>
internal sealed class XgBoostMatrix : SafeHandle
{
    /// <summary>An empty handle; <see cref="Create"/> makes a matrix.</summary>
    public XgBoostMatrix()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; private set; }

    /// <summary>Copies numbers into a matrix.</summary>
    /// <param name="values">Row by row; NaN where missing, never infinite.</param>
    /// <param name="rows">Above 0.</param>
    /// <param name="columns">Above 0.</param>
    /// <param name="labels">0 or 1 per row; empty for a matrix to predict.</param>
    /// <param name="threads">How many threads may copy.</param>
    /// <exception cref="MimicException">XGBoost is missing or refuses the numbers.</exception>
    public static unsafe XgBoostMatrix Create(ReadOnlySpan<float> values, int rows, int columns, ReadOnlySpan<float> labels, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, rows * columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!labels.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, rows);
        }

        XgBoost.Attach();
        XgBoostMatrix matrix;
        fixed (float* pointer = values)
        {
            var config = $$"""{"missing": NaN, "nthread": {{threads}}}""";
            XgBoost.Check(XgBoost.MatrixCreateFromDense(Describe(pointer, $"{rows}, {columns}"), config, out matrix), "a matrix");
        }

        (matrix.Rows, matrix.Columns) = (rows, columns);
        if (!labels.IsEmpty)
        {
            fixed (float* pointer = labels)
            {
                XgBoost.Check(XgBoost.MatrixSetInfo(matrix, "label", Describe(pointer, $"{rows}")), "the labels");
            }
        }

        return matrix;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => XgBoost.MatrixFree(handle) == 0;

    // The array interface of NumPy: address, shape, little-endian 32-bit floats.
    private static unsafe string Describe(float* pointer, string shape) =>
        $$"""{"data": [{{(nuint)pointer}}, true], "shape": [{{shape}}], "typestr": "<f4", "version": 3}""";
}
