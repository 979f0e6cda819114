using Mimic.Native;

namespace Mimic.Features;

/// <summary>
/// A picture as <see cref="ImageDescriptor"/> computes on it: 128 x 128 pixels, their brightness, and their brightness relative to the
/// picture. Only additions, multiplications, divisions and square roots in a fixed order, so that machines agree to the last bit.
/// </summary>
internal sealed class DescribedImage
{
    /// <summary>Width and height in pixels.</summary>
    public const int Size = 128;

    /// <summary>Rows and columns of the grid of fields.</summary>
    public const int Grid = 4;

    /// <summary>Width and height of a field in pixels: about the upper, middle or lower zone of one lung's inner or outer half.</summary>
    public const int Field = Size / Grid;

    // Steps finer than any film has, and coarser than the rounding of the averages: equal areas become exactly equal numbers.
    private const double Steps = 64;

    // Below a thousandth of the brightness range a deviation is rounding, not a picture.
    private const double LeastDeviation = 1e-3;

    public DescribedImage(GreyImage image)
    {
        V = ImageResize.ToSquare(image, Size);
        for (var i = 0; i < V.Length; i++)
        {
            V[i] = Math.Round(V[i] * Steps) / (Steps * 255);
        }

        (Mean, Deviation) = MeanAndDeviation(V);
        IsFlat = Deviation < LeastDeviation;
        Z = Array.ConvertAll(V, x => IsFlat ? 0 : (x - Mean) / Deviation);
    }

    /// <summary>Brightness from 0 (black) to 1 (white), rows from the top.</summary>
    public double[] V { get; }

    /// <summary>Brightness less the mean, in standard deviations of the picture; 0 throughout a flat picture.</summary>
    public double[] Z { get; }

    /// <summary>Mean brightness.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the brightness (population).</summary>
    public double Deviation { get; }

    /// <summary>Whether the picture has one brightness.</summary>
    public bool IsFlat { get; }

    /// <summary>Position of the field of a pixel: 4 times its row plus its column, both from 0.</summary>
    public static int FieldOf(int x, int y) => (y / Field * Grid) + (x / Field);

    /// <summary>Mean and deviation of <see cref="Z"/> in each field, rows from the top, columns from the left.</summary>
    public (double Mean, double Deviation)[] Fields()
    {
        var fields = new (double, double)[Grid * Grid];
        var own = new double[Field * Field];
        for (var f = 0; f < fields.Length; f++)
        {
            for (var y = 0; y < Field; y++)
            {
                Z.AsSpan((((f / Grid * Field) + y) * Size) + (f % Grid * Field), Field).CopyTo(own.AsSpan(y * Field));
            }

            fields[f] = MeanAndDeviation(own);
        }

        return fields;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        double sum = 0, squares = 0;
        foreach (var v in values)
        {
            sum += v;
        }

        var mean = sum / values.Length;
        foreach (var v in values)
        {
            squares += (v - mean) * (v - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }
}
