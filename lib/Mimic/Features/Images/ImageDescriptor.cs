using Mimic.Native;

namespace Mimic.Features;

/// <summary>
/// Describes a radiograph by formulas alone, without trained weights: a stand-in, labelled as such, for the neural encoders of
/// the literature, and a fair baseline for them.
/// </summary>
/// <remarks>
/// The picture is brought to 128 x 128 pixels by area averaging. From its brightness v, 0 to 1: mean, standard deviation and the
/// 5th, 25th, 50th, 75th and 95th percentile. All else is computed on z = (v - mean) / standard deviation, and so does not change
/// with brightness or contrast of the film: on a grid of 4 x 4 fields the mean of z and its standard deviation (texture); on 2 x 2
/// quarters the share of the gradient in each of 6 directions (central differences, undirected, from 0 degrees upward); for each of the
/// 4 rows of fields the left-right asymmetry, mean z of the left half of the picture minus mean z of the right half (the left
/// half shows the patient's right lung), and the share of pixels brighter than the mean; and the mean absolute difference between the
/// picture and its mirror image. A picture of one brightness has z = 0.
/// </remarks>
public static class ImageDescriptor
{
    private const int Size = 128;
    private const int Grid = 4;
    private const int Directions = 6;
    private const int Field = Size / Grid;
    private const int Quarter = Size / 2;

    private static readonly double[] Percentiles = [0.05, 0.25, 0.50, 0.75, 0.95];

    /// <summary>The names of the values, in order; rows from the top, columns from the left of the picture, both from 1.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "brightness_mean", "brightness_sd", .. Percentiles.Select(p => Invariant($"brightness_p{p * 100:00}")),
        .. Fields().Select(f => $"grid_{f}_mean"),
        .. Fields().Select(f => $"grid_{f}_texture"),
        .. from row in new[] { 1, 2 } from column in new[] { 1, 2 } from d in Enumerable.Range(0, Directions)
           select Invariant($"gradient_r{row}c{column}_{d * 180 / Directions:000}"),
        .. Enumerable.Range(1, Grid).Select(r => $"asymmetry_r{r}"),
        .. Enumerable.Range(1, Grid).Select(r => $"bright_r{r}"),
        "mirror_difference",
    ];

    /// <summary>What the values are, in words.</summary>
    public static string Origin => "weight-free descriptor of the decoded JPG at 128 x 128 pixels";

    /// <summary>Describes a picture.</summary>
    /// <param name="image">Any size of at least one pixel.</param>
    /// <returns>One number for each of <see cref="Names"/>, never NaN.</returns>
    /// <exception cref="ArgumentException">The picture is empty, or its pixels do not fit its size.</exception>
    public static double[] Describe(GreyImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width < 1 || image.Height < 1 || image.Pixels.Length != (long)image.Width * image.Height)
        {
            throw new ArgumentException(
                $"A picture of {image.Width} x {image.Height} cannot have {image.Pixels.Length} pixels.", nameof(image));
        }

        var v = ImageResize.ToSquare(image, Size);
        for (var i = 0; i < v.Length; i++)
        {
            v[i] /= 255;
        }

        var (mean, sd) = MeanAndDeviation(v);

        // Below a thousandth of the brightness range a deviation is rounding, not a picture.
        var z = Array.ConvertAll(v, x => sd < 1e-3 ? 0 : (x - mean) / sd);
        var sorted = v.Order().ToArray();
        return
        [
            mean, sd, .. Percentiles.Select(p => sorted[(int)(p * (sorted.Length - 1))]),
            .. Grids(z, f => f.Mean), .. Grids(z, f => f.Deviation), .. Gradients(z),
            .. Asymmetry(z), .. BrightShares(z), MirrorDifference(z),
        ];
    }

    private static IEnumerable<string> Fields() =>
        from row in Enumerable.Range(1, Grid) from column in Enumerable.Range(1, Grid) select $"r{row}c{column}";

    private static (double Mean, double Deviation) MeanAndDeviation(IReadOnlyCollection<double> values)
    {
        var mean = values.Sum() / values.Count;
        return (mean, Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / values.Count));
    }

    private static IEnumerable<double> Grids(double[] z, Func<(double Mean, double Deviation), double> part) =>
        from row in Enumerable.Range(0, Grid)
        from column in Enumerable.Range(0, Grid)
        select part(MeanAndDeviation(
            [.. Enumerable.Range(row * Field, Field).SelectMany(y => z.AsSpan((y * Size) + (column * Field), Field).ToArray())]));

    private static double[] Gradients(double[] z)
    {
        var shares = new double[4 * Directions];
        for (var y = 1; y < Size - 1; y++)
        {
            for (var x = 1; x < Size - 1; x++)
            {
                var dx = z[(y * Size) + x + 1] - z[(y * Size) + x - 1];
                var dy = z[((y + 1) * Size) + x] - z[((y - 1) * Size) + x];
                var turn = Math.Atan2(dy, dx) / Math.PI; // -1 to 1; directions that differ by half a turn are the same
                var direction = (int)Math.Floor((turn < 0 ? turn + 1 : turn) * Directions) % Directions;
                shares[(((y / Quarter * 2) + (x / Quarter)) * Directions) + direction] += Math.Sqrt((dx * dx) + (dy * dy));
            }
        }

        for (var quarter = 0; quarter < 4; quarter++)
        {
            var own = shares.AsSpan(quarter * Directions, Directions);
            double sum = 0;
            foreach (var s in own)
            {
                sum += s;
            }

            for (var d = 0; sum > 0 && d < Directions; d++)
            {
                own[d] /= sum;
            }
        }

        return shares;
    }

    private static IEnumerable<double> Asymmetry(double[] z)
    {
        for (var row = 0; row < Grid; row++)
        {
            double difference = 0;
            for (var y = row * Field; y < (row + 1) * Field; y++)
            {
                for (var x = 0; x < Size / 2; x++)
                {
                    difference += z[(y * Size) + x] - z[(y * Size) + Size - 1 - x];
                }
            }

            yield return difference / (Field * Size / 2);
        }
    }

    private static IEnumerable<double> BrightShares(double[] z) =>
        z.Chunk(Field * Size).Select(row => row.Count(x => x > 0) / (double)row.Length);

    private static double MirrorDifference(double[] z)
    {
        double sum = 0;
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                sum += Math.Abs(z[(y * Size) + x] - z[(y * Size) + Size - 1 - x]);
            }
        }

        return sum / (Size * Size);
    }
}
