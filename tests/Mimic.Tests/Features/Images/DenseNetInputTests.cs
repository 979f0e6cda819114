using Mimic.Features;
using Mimic.Native;

namespace Mimic.Tests.Features;

public class DenseNetInputTests
{
    private const int Size = DenseNetInput.Size;

    [Theory]
    [InlineData(0, -1024)]
    [InlineData(255, 1024)]
    [InlineData(51, -614.4)]
    public void Brightness_is_scaled_to_1024_either_way(byte v, double scaled) => Assert.Equal(scaled, DenseNetInput.Scaled(v), 1e-4);

    [Theory]
    [InlineData(DenseNetResize.Bilinear)]
    [InlineData(DenseNetResize.Area)]
    public void A_film_of_224_pixels_keeps_its_pixels(DenseNetResize resize)
    {
        var film = Film(Size, Size, (x, y) => (7 * x) + (3 * y));
        Assert.Equal(Array.ConvertAll(film.Pixels, DenseNetInput.Scaled), DenseNetInput.Of(film, resize));
    }

    [Fact]
    public void Bilinear_halving_is_the_mean_of_the_four_pixels_around_a_centre()
    {
        // With 448 pixels a new centre lies exactly between two old ones: all weights are 1/2.
        var small = DenseNetInput.Bilinear(Film(2 * Size, 2 * Size, (x, y) => x % 2 == 0 ? (y % 2 == 0 ? 10 : 20) : (y % 2 == 0 ? 60 : 90)));
        Assert.All(small, v => Assert.Equal(45, v));
    }

    [Fact]
    public void Bilinear_reduction_samples_and_does_not_average()
    {
        // With 672 pixels a new centre lies on every third old one, as in the original.
        var small = DenseNetInput.Bilinear(Film(3 * Size, 3 * Size, (x, y) => x % 3 == 1 && y % 3 == 1 ? 200 : 0));
        Assert.All(small, v => Assert.Equal(200, v));
    }

    [Fact]
    public void Bilinear_enlarging_weighs_by_quarters_and_repeats_the_border()
    {
        // 112 pixels: new centres lie a quarter and three quarters between old ones; the first lies before the first old one.
        var large = DenseNetInput.Bilinear(Film(Size / 2, Size / 2, (x, _) => x == 0 ? 100 : x == 1 ? 200 : 0));
        Assert.Equal([100, 125, 175, 150, 50, 0], large[..6]);
        Assert.Equal(large[..Size], large[^Size..]);
    }

    [Fact]
    public void Area_reduction_averages_whole_pixels_after_scaling()
    {
        // 336 = 1.5 * 224: areas of two pixels that share every second one: pixels 0 and 1, 1 and 2, 3 and 4, 4 and 5.
        var film = Film(336, 336, (x, _) => x switch { 0 => 0, 1 => 255, 2 => 51, 3 => 102, _ => 255 });
        var area = DenseNetInput.Of(film, DenseNetResize.Area);
        Assert.Equal(0, area[0], 1e-3);
        Assert.Equal((1024 - 614.4) / 2, area[1], 1e-3);
        Assert.Equal((1024 - 204.8) / 2, area[2], 1e-3);
        Assert.Equal(1024, area[3], 1e-3);
    }

    [Fact]
    public void The_aspect_ratio_is_not_kept()
    {
        var small = DenseNetInput.Bilinear(Film(3 * Size, Size, (x, _) => x < 3 * Size / 2 ? 0 : 255));
        Assert.Equal(0, small[(Size / 2) - 1]);
        Assert.Equal(255, small[Size / 2]);
    }

    private static GreyImage Film(int width, int height, Func<int, int, int> brightness) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)brightness(i % width, i / width))]);
}
