namespace Mimic.Features;

/// <summary>The fine structure of a picture: which grey levels lie side by side, and which patterns surround a pixel.</summary>
internal static class ImageTexture
{
    /// <summary>Grey levels of the co-occurrence matrix: z to the nearest quarter from -2 to 2; the outermost take what lies beyond.</summary>
    public const int Levels = 17;

    private const int Size = DescribedImage.Size;

    private const double Log2 = 0.6931471805599453;

    /// <summary>
    /// Contrast, homogeneity, energy, entropy (bits) and correlation of the grey-level co-occurrence matrix (Haralick 1973): pairs of
    /// pixels at a distance to the right, downward and on both diagonals, counted together and both ways round.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="distance">In pixels; along a diagonal in both directions.</param>
    public static double[] CoOccurrence(DescribedImage image, int distance)
    {
        if (image.IsFlat)
        {
            return new double[5];
        }

        var levels = Array.ConvertAll(image.Z, z => Math.Clamp((int)Math.Floor((z * 4) + 0.5) + 8, 0, Levels - 1));
        var pairs = new int[Levels * Levels];
        var count = 0;
        foreach (var (dx, dy) in new[] { (distance, 0), (0, distance), (distance, distance), (-distance, distance) })
        {
            for (var y = 0; y < Size - dy; y++)
            {
                for (var x = Math.Max(0, -dx); x < Math.Min(Size, Size - dx); x++)
                {
                    var (one, other) = (levels[(y * Size) + x], levels[((y + dy) * Size) + x + dx]);
                    pairs[(one * Levels) + other]++;
                    pairs[(other * Levels) + one]++;
                    count += 2;
                }
            }
        }

        double mean = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            mean += i / Levels * (double)pairs[i] / count;
        }

        double contrast = 0, homogeneity = 0, energy = 0, entropy = 0, variance = 0, covariance = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var (row, column, p) = (i / Levels, i % Levels, (double)pairs[i] / count);
            var apart = (row - column) * (row - column);
            contrast += apart * p;
            homogeneity += p / (1 + apart);
            energy += p * p;
            entropy -= p > 0 ? p * PortableMath.Log(p) / Log2 : 0;
            variance += (row - mean) * (row - mean) * p;
            covariance += (row - mean) * (column - mean) * p;
        }

        return [contrast, homogeneity, energy, entropy, variance > 0 ? covariance / variance : 0];
    }

    /// <summary>
    /// Local binary patterns (Ojala 2002), the same however the picture is turned: the share of pixels of which 0, 1, ... 8 of the 8
    /// neighbours, all in one run, are at least as bright; last the share of those whose brighter neighbours are in several runs.
    /// </summary>
    /// <param name="image">The picture; its outermost pixels are no centres.</param>
    public static double[] Patterns(DescribedImage image)
    {
        var shares = new double[10];
        if (image.IsFlat)
        {
            return shares;
        }

        ReadOnlySpan<int> around = [-Size - 1, -Size, -Size + 1, 1, Size + 1, Size, Size - 1, -1];
        var v = image.V;
        for (var y = 1; y < Size - 1; y++)
        {
            for (var x = 1; x < Size - 1; x++)
            {
                var at = (y * Size) + x;
                int brighter = 0, changes = 0;
                var last = v[at + around[^1]] >= v[at];
                foreach (var step in around)
                {
                    var here = v[at + step] >= v[at];
                    brighter += here ? 1 : 0;
                    changes += here != last ? 1 : 0;
                    last = here;
                }

                shares[changes <= 2 ? brighter : 9]++;
            }
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= (Size - 2) * (Size - 2);
        }

        return shares;
    }

    /// <summary>The entropy of the brightness in bits: 32 levels of equal width, so at most 5.</summary>
    public static double BrightnessEntropy(DescribedImage image)
    {
        const int bins = 32;
        var counts = new int[bins];
        foreach (var v in image.V)
        {
            counts[Math.Min(bins - 1, (int)(v * bins))]++;
        }

        double entropy = 0;
        foreach (var count in counts)
        {
            var p = (double)count / image.V.Length;
            entropy -= count > 0 ? p * PortableMath.Log(p) / Log2 : 0;
        }

        return entropy;
    }
}
