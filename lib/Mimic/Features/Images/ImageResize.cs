using Mimic.Native;

namespace Mimic.Features;

/// <summary>Brings pictures to one size by area averaging: each new pixel is the mean of the part of the old picture under it.</summary>
internal static class ImageResize
{
    /// <summary>The picture at another size; its aspect ratio is not kept, as in HAIM.</summary>
    /// <param name="image">Any picture.</param>
    /// <param name="size">The new width and height.</param>
    /// <returns>size times size brightnesses, 0 to 255, rows from top to bottom.</returns>
    public static double[] ToSquare(GreyImage image, int size)
    {
        var columns = Shares(image.Width, size);
        var rows = Shares(image.Height, size);
        var result = new double[size * size];
        var line = new double[size];
        for (var y = 0; y < size; y++)
        {
            foreach (var (source, weight) in rows[y])
            {
                var pixels = image.Pixels.AsSpan(source * image.Width, image.Width);
                for (var x = 0; x < size; x++)
                {
                    double sum = 0;
                    foreach (var (column, share) in columns[x])
                    {
                        sum += share * pixels[column];
                    }

                    line[x] = sum;
                }

                for (var x = 0; x < size; x++)
                {
                    result[(y * size) + x] += weight * line[x];
                }
            }
        }

        return result;
    }

    // For each new pixel along one side: the old pixels under it with their shares, which add up to 1.
    private static (int Pixel, double Share)[][] Shares(int length, int size)
    {
        var shares = new (int, double)[size][];
        var scale = (double)length / size;
        for (var i = 0; i < size; i++)
        {
            double from = i * scale, to = (i + 1) * scale;
            var first = (int)from;
            var last = Math.Min(length - 1, (int)Math.Ceiling(to) - 1);
            shares[i] =
            [
                .. Enumerable.Range(first, Math.Max(1, last - first + 1))
                    .Select(p => (p, (Math.Min(to, p + 1) - Math.Max(from, p)) / scale)),
            ];
        }

        return shares;
    }
}
