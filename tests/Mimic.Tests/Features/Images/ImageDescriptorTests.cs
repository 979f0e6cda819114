using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Xml.Linq;
using Mimic.Display;
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
    public void Shares_of_the_gradient_add_up_to_one_in_every_field()
    {
        var values = ImageDescriptor.Describe(Drawn(200, 240, (x, y) => 128 + (100 * Math.Sin(40 * x * y))));
        Assert.All(Indices("gradient_").Chunk(6), field => Assert.Equal(1, field.Sum(i => values[i]), 1e-12));
    }

    [Fact]
    public void Brightness_that_rises_to_the_upper_right_has_an_angle_below_90()
    {
        // 29 and 61 degrees; rounding to whole grey levels turns some of the pixels.
        var flat = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => Math.Round(128 * ((0.9 * x) - (0.5 * y))) + 80));
        var steep = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => Math.Round(128 * ((0.5 * x) - (0.9 * y))) + 120));
        Assert.True(flat[Index("gradient_r2c2_030")] > 0.65);
        Assert.True(steep[Index("gradient_r2c2_060")] > 0.65);
    }

    [Fact]
    public void Edges_are_relative_to_those_of_the_picture()
    {
        // All change is in one of 16 fields: 30 x 30 of its pixels in the middle, none at the border of the picture.
        var values = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => x is > 0.3 and < 0.45 && y is > 0.3 and < 0.45 ? 200 : 50));
        Assert.Equal(1, values[Index("gradient_r2c2_000")] + values[Index("gradient_r2c2_030")] + values[Index("gradient_r2c2_060")]
            + values[Index("gradient_r2c2_090")] + values[Index("gradient_r2c2_120")] + values[Index("gradient_r2c2_150")], 1e-12);
        Assert.Equal(126 * 126 / 1024.0, values[Index("grid_r2c2_edges")], 1e-9);
        Assert.Equal(0, values[Index("grid_r1c1_edges")]);
        Assert.True(values[Index("edge_asymmetry_r2")] > 0);
    }

    [Fact]
    public void Co_occurrence_of_upright_stripes_is_that_worked_out_by_hand()
    {
        // Stripes of one pixel, half dark (z = -1, level 4) and half bright (z = 1, level 12). At distance 1 all pairs but the vertical ones
        // differ by 8 levels. Pairs: 128 * 127 across, as many down, 127 * 127 on each diagonal.
        var values = ImageDescriptor.Describe(Drawn(128, 128, (x, _) => (int)(x * 128) % 2 == 0 ? 50 : 150));
        double across = 128 * 127, diagonal = 2 * 127 * 127, down = 128 * 127;
        var differing = (across + diagonal) / (across + diagonal + down);
        Assert.Equal(64 * differing, values[Index("cooccurrence_d1_contrast")], 1e-9);
        Assert.Equal((1 - differing) + (differing / 65), values[Index("cooccurrence_d1_homogeneity")], 1e-9);
        Assert.Equal(1 - (2 * differing), values[Index("cooccurrence_d1_correlation")], 1e-9);
        Assert.Equal(2 * ((differing / 2 * (differing / 2)) + ((1 - differing) / 2 * ((1 - differing) / 2))), values[Index("cooccurrence_d1_energy")], 1e-9);

        // Four pixels away the stripes agree again.
        Assert.Equal(0, values[Index("cooccurrence_d4_contrast")], 1e-12);
        Assert.Equal(1, values[Index("cooccurrence_d4_correlation")], 1e-9);
        Assert.Equal(1, values[Index("cooccurrence_d4_entropy")], 1e-9);
    }

    [Fact]
    public void Patterns_tell_spots_from_lines()
    {
        // One bright pixel in 16: itself has no neighbour as bright; its 8 neighbours have runs of all 8; so has the dark ground.
        var spots = ImageDescriptor.Describe(Drawn(128, 128, (x, y) => (int)(x * 128) % 4 == 2 && (int)(y * 128) % 4 == 2 ? 200 : 40));
        Assert.Equal(1 / 16.0, spots[Index("pattern_0of8")], 0.005);
        Assert.Equal(15 / 16.0, spots[Index("pattern_8of8")], 0.005);

        // Bright upright lines: above and below are as bright, the rest is not, and the two lie apart.
        var lines = ImageDescriptor.Describe(Drawn(128, 128, (x, _) => (int)(x * 128) % 4 == 2 ? 200 : 40));
        Assert.Equal(0.25, lines[Index("pattern_mixed")], 0.005);
        Assert.Equal(1, Indices("pattern_").Sum(i => lines[i]), 1e-12);
    }

    [Fact]
    public void Brightness_in_two_equal_halves_has_an_entropy_of_one_bit() => Assert.Equal(
        1, ImageDescriptor.Describe(Drawn(128, 128, (x, _) => x < 0.5 ? 10 : 200))[Index("brightness_entropy")], 1e-12);

    [Fact]
    public void A_scaled_film_is_described_almost_as_the_full_one()
    {
        var jpeg = TurboJpeg.Encode(Drawn(1000, 1000, Lungs), 90);
        var (full, scaled) = (ImageDescriptor.Describe(TurboJpeg.Decode(jpeg, "film.jpg")), ImageDescriptor.Describe(jpeg, "film.jpg"));
        foreach (var i in Indices("brightness_p").Concat(Indices("grid_")).Concat(Indices("asymmetry_")))
        {
            Assert.Equal(full[i], scaled[i], 0.05);
        }
    }

    [Fact]
    public void The_same_picture_has_the_same_values_to_the_last_bit_on_every_machine()
    {
        // Recorded on x64; arithmetic of IEEE 754 in a fixed order has no other result.
        var values = ImageDescriptor.Describe(Drawn(301, 257, (x, y) => 20 + Math.Floor(90 * x) + Math.Floor(90 * y * x)));
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan()));
        Assert.Equal("e0035a93bca7c0ce1f16f248828b252d2420be16b4753bdd4cfbed86e0fcf4aa", Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void The_figure_shows_the_film_its_fields_and_the_asymmetry()
    {
        var view = ImageDescriptor.View(Drawn(200, 240, Lungs));
        var html = Notebook.HtmlOf(view)!;
        Assert.Equal(3, html.Split("<image ").Length - 1);
        Assert.Contains(">r4c4<", html, StringComparison.Ordinal);
        Assert.Contains(view["asymmetry_r4"].ToString("+0.00;-0.00;0", CultureInfo.InvariantCulture), html, StringComparison.Ordinal);
        Assert.Contains("asymmetry by row", view.ToString(), StringComparison.Ordinal);
        XDocument.Parse(html);
    }

    [Fact]
    public void The_figure_of_a_picture_of_one_brightness_has_no_strokes() =>
        Assert.DoesNotContain("#ffd166", ImageDescriptor.View(Drawn(64, 64, (_, _) => 77)).ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_of_a_figure_is_said() =>
        Assert.Contains("nowhere.jpg", Assert.Throws<MimicException>(() => ImageDescriptor.View("nowhere.jpg")).Problem, StringComparison.Ordinal);

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
