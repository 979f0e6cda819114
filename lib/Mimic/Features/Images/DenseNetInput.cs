using Mimic.Native;

namespace Mimic.Features;

/// <summary>How a film becomes the 224 x 224 numbers that the network takes. The aspect ratio is not kept, and nothing is cropped.</summary>
public enum DenseNetResize
{
    /// <summary>As HAIM: bilinear on the 8-bit film, then scaled to -1024 ... 1024.</summary>
    Bilinear,

    /// <summary>As MEDomicsLab: the full-size film is scaled to -1024 ... 1024, then averaged over areas.</summary>
    Area,
}

/// <summary>Prepares films for the DenseNet of torchxrayvision.</summary>
internal static class DenseNetInput
{
    /// <summary>Width and height that the network takes, in pixels.</summary>
    public const int Size = 224;

    private const float Range = 1024;

    // Weights of neighbouring pixels are whole multiples of 1/2048, as in OpenCV's resize of 8-bit pictures, which HAIM calls.
    private const int WeightBits = 11;

    /// <summary>The numbers of a film, rows from the top.</summary>
    /// <param name="image">The film, at full size.</param>
    /// <param name="resize">Which of the two originals is followed.</param>
    public static float[] Of(GreyImage image, DenseNetResize resize) => resize == DenseNetResize.Bilinear
        ? Array.ConvertAll(Bilinear(image), v => Scaled(v))
        : Area(image);

    /// <summary>(2 v / 255 - 1) * 1024 in 32 bits.</summary>
    public static float Scaled(byte v) => ((2 * (v / 255f)) - 1) * Range;

    /// <summary>
    /// Each new pixel lies between four old ones, centres on centres; at the borders the outermost count alone. Made smaller, a film is sampled
    /// and not averaged, as in the original.
    /// </summary>
    public static byte[] Bilinear(GreyImage image)
    {
        if (image.Width == Size && image.Height == Size)
        {
            return image.Pixels;
        }

        var result = new byte[Size * Size];
        var (columns, rows) = (Positions(image.Width), Positions(image.Height));
        for (var y = 0; y < Size; y++)
        {
            var (upper, lower, up, low) = rows[y];
            for (var x = 0; x < Size; x++)
            {
                var (left, right, before, after) = columns[x];
                int Across(int row) =>
                    (image.Pixels[(row * image.Width) + left] * before) + (image.Pixels[(row * image.Width) + right] * after);

                // The roundings of OpenCV: 4 bits are dropped before the second product, 16 after it, 2 at the end.
                var sum = ((up * (Across(upper) >> 4)) >> 16) + ((low * (Across(lower) >> 4)) >> 16);
                result[(y * Size) + x] = (byte)Math.Clamp((sum + 2) >> 2, 0, 255);
            }
        }

        return result;
    }

    private static (int One, int Other, int WeightOfOne, int WeightOfOther)[] Positions(int length)
    {
        var scale = (double)length / Size;
        var positions = new (int, int, int, int)[Size];
        for (var i = 0; i < Size; i++)
        {
            var at = (float)(((i + 0.5) * scale) - 0.5);
            var first = (int)MathF.Floor(at);
            var share = at - first;
            if (first < 0 || first >= length - 1)
            {
                (first, share) = (Math.Clamp(first, 0, length - 1), 0);
            }

            const int one = 1 << WeightBits;
            positions[i] = (
                first, Math.Min(first + 1, length - 1),
                (int)MathF.Round((1 - share) * one, MidpointRounding.ToEven), (int)MathF.Round(share * one, MidpointRounding.ToEven));
        }

        return positions;
    }

    // Whole pixels count, also those that lie in two areas: the mean of pixels floor(i n / 224) to ceil((i + 1) n / 224) - 1.
    private static float[] Area(GreyImage image)
    {
        var scaled = new float[256];
        for (var v = 0; v < scaled.Length; v++)
        {
            scaled[v] = Scaled((byte)v);
        }

        var result = new float[Size * Size];
        for (var y = 0; y < Size; y++)
        {
            var (top, bottom) = Span(y, image.Height);
            for (var x = 0; x < Size; x++)
            {
                var (left, right) = Span(x, image.Width);
                double sum = 0;
                for (var row = top; row < bottom; row++)
                {
                    foreach (var v in image.Pixels.AsSpan((row * image.Width) + left, right - left))
                    {
                        sum += scaled[v];
                    }
                }

                result[(y * Size) + x] = (float)(sum / ((bottom - top) * (right - left)));
            }
        }

        return result;
    }

    private static (int From, int To) Span(int i, int length) => (i * length / Size, (((i + 1) * length) + Size - 1) / Size);
}
