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
        var (columns, rows) = (new Shares(image.Width, size), new Shares(image.Height, size));
        var result = new double[size * size];
        var line = new double[image.Width];
        for (var y = 0; y < size; y++)
        {
            Array.Clear(line);
            for (var i = rows.First[y]; i < rows.First[y + 1]; i++)
            {
                var weight = rows.Weights[i];
                var pixels = image.Pixels.AsSpan(rows.Pixels[i] * image.Width, image.Width);
                for (var x = 0; x < pixels.Length; x++)
                {
                    line[x] += weight * pixels[x];
                }
            }

            for (var x = 0; x < size; x++)
            {
                double sum = 0;
                for (var i = columns.First[x]; i < columns.First[x + 1]; i++)
                {
                    sum += columns.Weights[i] * line[columns.Pixels[i]];
                }

                result[(y * size) + x] = sum;
            }
        }

        return result;
    }

    // For new pixel i along one side: entries First[i] to First[i + 1] name the old pixels under it and their shares, which add up to 1.
    private sealed class Shares
    {
        public Shares(int length, int size)
        {
            var (pixels, weights) = (new List<int>(), new List<double>());
            First = new int[size + 1];
            var scale = (double)length / size;
            for (var i = 0; i < size; i++)
            {
                double from = i * scale, to = (i + 1) * scale;
                var last = Math.Max((int)from, Math.Min(length - 1, (int)Math.Ceiling(to) - 1));
                for (var p = (int)from; p <= last; p++)
                {
                    pixels.Add(p);
                    weights.Add((Math.Min(to, p + 1) - Math.Max(from, p)) / scale);
                }

                First[i + 1] = pixels.Count;
            }

            (Pixels, Weights) = ([.. pixels], [.. weights]);
        }

        public int[] First { get; }

        public int[] Pixels { get; }

        public double[] Weights { get; }
    }
}
