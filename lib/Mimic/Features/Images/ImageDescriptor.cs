using Mimic.Native;
using static Mimic.Features.DescribedImage;

namespace Mimic.Features;

/// <summary>
/// Describes a radiograph by formulas alone, without trained weights: a stand-in, labelled as such, for the neural encoders of
/// the literature, and a fair baseline for them.
/// </summary>
/// <remarks>
/// The picture is brought to 128 x 128 pixels by area averaging and divided into 4 x 4 fields, each the size of a zone of half a
/// lung. All but the values called brightness is computed on z = (v - mean) / standard deviation, and so does not change with
/// brightness or contrast of the film. <see cref="Values"/> says of each value what it is; README.md of this folder has the formulas.
/// For a picture of one brightness everything but its brightness is 0. Side markers, letters and blacked-out boxes are pixels like any
/// others: README.md has what they do to a model.
/// </remarks>
public static class ImageDescriptor
{
    /// <summary>The least width and height that a film should be decoded to: larger ones give the same picture after averaging.</summary>
    public const int InputSize = Size;

    private static readonly double[] Percentiles = [0.05, 0.25, 0.50, 0.75, 0.95];
    private static readonly string[] CoOccurrences = ["contrast", "homogeneity", "energy", "entropy", "correlation"];
    private static readonly int[] Distances = [1, 4];

    /// <summary>Name and meaning of each value, in order; rows from the top, columns from the left of the picture, both from 1.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Values { get; } =
    [
        ("brightness_mean", "mean brightness, 0 black to 1 white"),
        ("brightness_sd", "standard deviation of the brightness"),
        .. Percentiles.Select(p => (Invariant($"brightness_p{p * 100:00}"), Invariant($"{p * 100:0}th percentile of the brightness"))),
        ("brightness_entropy", "entropy of the brightness in bits, 32 levels"),
        .. Fields("mean", f => $"mean z of {f}"),
        .. Fields("texture", f => $"standard deviation of z in {f}"),
        .. Fields("edges", f => $"mean gradient of z in {f} over that of the picture"),
        .. from row in Enumerable.Range(1, Grid) from column in Enumerable.Range(1, Grid) from d in Enumerable.Range(0, ImageGradients.Directions)
           let angle = d * 180 / ImageGradients.Directions
           select (Invariant($"gradient_r{row}c{column}_{angle:000}"),
               Invariant($"share of the gradient in {Place(row, column)} that points {angle} degrees (15 either way; 0 across, 90 upward)")),
        .. from distance in Distances from what in CoOccurrences
           select ($"cooccurrence_d{distance}_{what}", $"{what} of the grey-level co-occurrence matrix at {distance} pixels of 128"),
        .. Enumerable.Range(0, 9).Select(n =>
            ($"pattern_{n}of8", $"share of pixels of which {n} of 8 neighbours, in one run, are at least as bright")),
        ("pattern_mixed", "share of pixels whose at least as bright neighbours lie in several runs"),
        .. Rows("asymmetry", "mean z of the left half less that of the right half"),
        .. Rows("edge_asymmetry", "mean edges of the left half less those of the right half"),
        .. Rows("bright", "share of pixels brighter than the mean of the picture"),
        ("mirror_difference", "mean absolute difference of z between the picture and its mirror image"),
    ];

    /// <summary>The names of the values, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Values.Select(v => v.Name)];

    /// <summary>What the values are, in words.</summary>
    public static string Origin => "weight-free descriptor of the decoded JPG at 128 x 128 pixels";

    /// <summary>Describes a picture.</summary>
    /// <param name="image">Any size of at least one pixel.</param>
    /// <returns>One number for each of <see cref="Names"/>, never NaN.</returns>
    /// <exception cref="ArgumentException">The picture is empty, or its pixels do not fit its size.</exception>
    public static double[] Describe(GreyImage image)
    {
        var picture = Prepare(image);
        var sorted = (double[])picture.V.Clone();
        Array.Sort(sorted);
        var fields = picture.Fields();
        var gradients = new ImageGradients(picture);
        return
        [
            picture.Mean, picture.Deviation, .. Percentiles.Select(p => sorted[(int)(p * (sorted.Length - 1))]),
            ImageTexture.BrightnessEntropy(picture),
            .. fields.Select(f => f.Mean), .. fields.Select(f => f.Deviation), .. gradients.Strength, .. gradients.Shares,
            .. Distances.SelectMany(d => ImageTexture.CoOccurrence(picture, d)), .. ImageTexture.Patterns(picture),
            .. Asymmetry([.. fields.Select(f => f.Mean)]), .. Asymmetry(gradients.Strength), .. BrightShares(picture.Z), MirrorDifference(picture.Z),
        ];
    }

    /// <summary>Describes a JPEG file, decoded no larger than needed.</summary>
    /// <param name="jpeg">The whole file.</param>
    /// <param name="name">The file's name for error messages.</param>
    /// <returns>One number for each of <see cref="Names"/>.</returns>
    /// <exception cref="MimicException">The file is damaged or of a kind that is not read, or libjpeg-turbo is missing.</exception>
    public static double[] Describe(ReadOnlySpan<byte> jpeg, string name) => Describe(TurboJpeg.DecodeAtLeast(jpeg, name, InputSize));

    /// <summary>What the descriptor sees in a film, as a figure.</summary>
    /// <param name="path">A JPEG file.</param>
    /// <exception cref="MimicException">The file is missing or damaged, or libjpeg-turbo is missing.</exception>
    public static ImageDescriptorView View(string path) => File.Exists(path)
        ? View(TurboJpeg.DecodeAtLeast(File.ReadAllBytes(path), Path.GetFileName(path), InputSize))
        : throw new MimicException($"{path} was not found.", "Give the path of a JPEG file.");

    /// <summary>What the descriptor sees in a picture, as a figure.</summary>
    /// <param name="image">Any size of at least one pixel.</param>
    public static ImageDescriptorView View(GreyImage image) => new(Prepare(image), Describe(image));

    private static DescribedImage Prepare(GreyImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Width >= 1 && image.Height >= 1 && image.Pixels.Length == (long)image.Width * image.Height
            ? new(image)
            : throw new ArgumentException(
                $"A picture of {image.Width} x {image.Height} cannot have {image.Pixels.Length} pixels.", nameof(image));
    }

    private static IEnumerable<(string Name, string Meaning)> Fields(string what, Func<string, string> meaning) =>
        from row in Enumerable.Range(1, Grid)
        from column in Enumerable.Range(1, Grid)
        select ($"grid_r{row}c{column}_{what}", meaning(Place(row, column)));

    private static IEnumerable<(string Name, string Meaning)> Rows(string what, string meaning) =>
        Enumerable.Range(1, Grid).Select(r => ($"{what}_r{r}", $"{meaning}, row {r} of fields"));

    // A frontal film shows the patient from the front: the left of the picture is the right of the patient.
    private static string Place(int row, int column) =>
        $"the field in row {row}, column {column} (patient's {(column <= Grid / 2 ? "right" : "left")})";

    private static IEnumerable<double> Asymmetry(double[] fields) => fields.Chunk(Grid).Select(row =>
        ((row[0] + row[1]) - (row[2] + row[3])) / 2);

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
