namespace Mimic.Features;

/// <summary>Where the brightness of a picture changes, how much and in which direction: histograms of oriented gradients.</summary>
internal sealed class ImageGradients
{
    /// <summary>Directions of half a turn, each 30 degrees wide and centred at 0, 30, ... 150.</summary>
    public const int Directions = 6;

    // Cosine and sine of the centres. Comparing products with them, not angles, keeps a platform's arc tangent out of it.
    private static readonly double[] Cosines = [1, 0.8660254037844386, 0.5, 0, -0.5, -0.8660254037844386];
    private static readonly double[] Sines = [0, 0.5, 0.8660254037844386, 1, 0.8660254037844386, 0.5];

    public ImageGradients(DescribedImage image)
    {
        const int size = DescribedImage.Size, fields = DescribedImage.Grid * DescribedImage.Grid;
        (Shares, Strength) = (new double[fields * Directions], new double[fields]);
        var pixels = new int[fields];
        var z = image.Z;
        for (var y = 1; y < size - 1; y++)
        {
            for (var x = 1; x < size - 1; x++)
            {
                var at = (y * size) + x;
                var across = z[at + 1] - z[at - 1];
                var upward = z[at - size] - z[at + size];
                var length = Math.Sqrt((across * across) + (upward * upward));
                var field = DescribedImage.FieldOf(x, y);
                Shares[(field * Directions) + Direction(across, upward)] += length;
                Strength[field] += length;
                pixels[field]++;
            }
        }

        double total = 0, count = 0;
        for (var f = 0; f < fields; f++)
        {
            for (var d = 0; d < Directions && Strength[f] > 0; d++)
            {
                Shares[(f * Directions) + d] /= Strength[f];
            }

            total += Strength[f];
            count += pixels[f];
            Strength[f] /= pixels[f];
        }

        for (var f = 0; f < fields && total > 0; f++)
        {
            Strength[f] /= total / count;
        }
    }

    /// <summary>For each field and direction the share of the field's gradient; a field's shares add up to 1, or are 0 where nothing changes.</summary>
    public double[] Shares { get; }

    /// <summary>For each field the mean gradient over that of the whole picture: 1 is average.</summary>
    public double[] Strength { get; }

    private static int Direction(double across, double upward)
    {
        var (best, most) = (0, Math.Abs(across));
        for (var d = 1; d < Directions; d++)
        {
            var along = Math.Abs((across * Cosines[d]) + (upward * Sines[d]));
            if (along > most)
            {
                (best, most) = (d, along);
            }
        }

        return best;
    }
}
