using Mimic.Features;
using Mimic.Native;

namespace Mimic.Tests.Features;

public class ImageDescriptorTests
{
    [Fact]
    public void Every_value_has_a_name_of_its_own()
    {
        Assert.Equal(ImageDescriptor.Names.Count, ImageDescriptor.Describe(Drawn(200, 240, Lungs)).Length);
        Assert.Equal(ImageDescriptor.Names.Count, ImageDescriptor.Names.Distinct().Count());
    }

    [Fact]
    public void Mirroring_turns_the_sign_of_the_asymmetry()
    {
        var picture = Drawn(300, 260, Lungs);
        var (one, other) = (ImageDescriptor.Describe(picture), ImageDescriptor.Describe(Mirrored(picture)));
        foreach (var i in Indices("asymmetry_"))
        {
            Assert.Equal(-one[i], other[i], 1e-9);
        }

        Assert.True(Math.Abs(one[Index("asymmetry_r4")]) > 0.1);
        Assert.Equal(one[Index("mirror_difference")], other[Index("mirror_difference")], 1e-9);
        Assert.Equal(one[Index("grid_r4c1_mean")], other[Index("grid_r4c4_mean")], 1e-9);
    }

    [Fact]
    public void A_bright_base_of_the_left_lung_makes_the_right_half_of_the_picture_brighter()
    {
        // Fluid lies at the bottom; the patient's left is on the right of the picture.
        var effusion = Drawn(256, 256, (x, y) => x > 0.5 && y > 0.75 ? 220 : 80);
        Assert.True(ImageDescriptor.Describe(effusion)[Index("asymmetry_r4")] < -0.5);
        Assert.Equal(0, ImageDescriptor.Describe(effusion)[Index("asymmetry_r1")], 1e-9);
    }

    [Fact]
    public void Brightness_and_contrast_change_only_the_brightness_values()
    {
        var one = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => 40 + (Math.Round(60 * x * y) * 2)));
        var other = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => 70 + Math.Round(60 * x * y)));
        for (var i = 0; i < one.Length; i++)
        {
            if (!ImageDescriptor.Names[i].StartsWith("brightness_", StringComparison.Ordinal))
            {
                Assert.Equal(one[i], other[i], 1e-9);
            }
        }
    }

    [Fact]
    public void Brightness_is_on_a_scale_from_0_to_1()
    {
        var values = ImageDescriptor.Describe(Drawn(50, 70, (_, _) => 51));
        Assert.Equal(0.2, values[Index("brightness_mean")], 1e-12);
        Assert.Equal(0.2, values[Index("brightness_p50")], 1e-12);
    }

    [Fact]
    public void A_picture_of_one_brightness_has_nothing_else() => Assert.All(
        ImageDescriptor.Describe(Drawn(64, 64, (_, _) => 77)).Skip(Indices("brightness_").Count()), x => Assert.Equal(0, x));

    [Fact]
    public void Upright_stripes_have_their_gradient_across()
    {
        var values = ImageDescriptor.Describe(Drawn(128, 128, (x, _) => (int)(x * 16) % 2 == 0 ? 30 : 200));
        Assert.Equal(1, values[Index("gradient_r1c1_000")], 1e-9);
        Assert.Equal(0, values[Index("gradient_r1c1_090")], 1e-9);
    }

    [Fact]
    public void Reduction_averages_over_the_area_of_a_pixel() =>
        Assert.Equal([3.5, 5.5, 11.5, 13.5], ImageResize.ToSquare(new(4, 4, [.. Enumerable.Range(1, 16).Select(i => (byte)i)]), 2));

    [Fact]
    public void A_share_of_a_pixel_counts_as_a_share()
    {
        // Half of the second pixel belongs to each new one.
        var reduced = ImageResize.ToSquare(new(3, 1, [0, 60, 60]), 2);
        Assert.Equal(20, reduced[0], 1e-12);
        Assert.Equal(60, reduced[1], 1e-12);
    }

    [Fact]
    public void A_small_picture_is_enlarged() => Assert.Equal(0.2, ImageDescriptor.Describe(new(1, 1, [51]))[0], 1e-12);

    [Fact]
    public void Pixels_that_do_not_fit_the_size_are_refused() =>
        Assert.Throws<ArgumentException>(() => ImageDescriptor.Describe(new(4, 4, new byte[15])));

    private static double Lungs(double x, double y)
    {
        var right = Math.Pow((x - 0.3) / 0.17, 2) + Math.Pow((y - 0.45) / 0.35, 2) < 1;
        var left = Math.Pow((x - 0.7) / 0.17, 2) + Math.Pow((y - 0.45) / 0.35, 2) < 1;
        return left && y > 0.6 ? 190 : left || right ? 60 + (20 * y) : 150;
    }

    private static GreyImage Drawn(int width, int height, Func<double, double, double> brightness)
    {
        var pixels = from y in Enumerable.Range(0, height)
                     from x in Enumerable.Range(0, width)
                     select (byte)brightness((x + 0.5) / width, (y + 0.5) / height);
        return new(width, height, [.. pixels]);
    }

    private static GreyImage Mirrored(GreyImage image) =>
        image with { Pixels = [.. image.Pixels.Chunk(image.Width).SelectMany(row => row.Reverse())] };

    private static int Index(string name) => ImageDescriptor.Names.ToList().IndexOf(name);

    private static IEnumerable<int> Indices(string prefix) =>
        Enumerable.Range(0, ImageDescriptor.Names.Count).Where(i => ImageDescriptor.Names[i].StartsWith(prefix, StringComparison.Ordinal));
}
