using Mimic.Native;

namespace Mimic.Tests.Native;

/// <summary>Pictures that are not plain grey baseline JPEG, and sizes.</summary>
public class JpegKindsTests
{
    private const int Side = 32;

    [Theory]
    [InlineData(255, 0, 0, 76)] // 0.299 * 255
    [InlineData(0, 255, 0, 150)] // 0.587 * 255
    [InlineData(0, 0, 255, 29)] // 0.114 * 255
    [InlineData(90, 90, 90, 90)]
    public void Colour_becomes_its_luminance(byte red, byte green, byte blue, int grey) =>
        AssertAll(grey, 2, TurboJpeg.Encode(Filled(red, green, blue), Side, Side, TurboJpeg.PixelFormat.Rgb, 95));

    [Theory]
    [InlineData(255, 255, 255, 255, 255)]
    [InlineData(255, 255, 255, 100, 100)] // black ink alone
    [InlineData(0, 255, 255, 255, 179)] // no red light: 255 * (0.587 + 0.114)
    [InlineData(100, 100, 100, 128, 50)] // 100 * 128 / 255
    public void Ink_colours_count_as_light_let_through(byte cyan, byte magenta, byte yellow, byte black, int grey)
    {
        var jpeg = TurboJpeg.Encode(Filled(cyan, magenta, yellow, black), Side, Side, TurboJpeg.PixelFormat.Cmyk, 95);
        Assert.True(JpegHeader.Read(jpeg)!.Value.IsAdobe);
        AssertAll(grey, 3, jpeg);
    }

    [Fact]
    public void Ink_colours_without_Adobes_marker_count_as_ink()
    {
        // Without the marker nothing says that the first three channels are luminance and colour: they are read as cyan, magenta, yellow.
        // A grey of 128 has colour channels of 128 in both readings.
        var jpeg = TurboJpeg.Encode(Filled(128, 128, 128, 55), Side, Side, TurboJpeg.PixelFormat.Cmyk, 95);
        var marker = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xEE]);
        jpeg[marker + 4] = (byte)'B';
        AssertAll((int)Math.Round(127 * 200 / 255.0), 3, jpeg);
    }

    [Fact]
    public void A_progressive_file_gives_the_picture_of_the_baseline_one()
    {
        var pixels = Filled(10).Select((_, i) => (byte)((i * 37) % 251)).ToArray();
        var baseline = TurboJpeg.Encode(pixels, Side, Side, TurboJpeg.PixelFormat.Grey, 90);
        var progressive = TurboJpeg.Encode(pixels, Side, Side, TurboJpeg.PixelFormat.Grey, 90, progressive: true);
        Assert.Equal(2, JpegHeader.Read(progressive)!.Value.Process);
        Assert.Equal(TurboJpeg.Decode(baseline, "one").Pixels, TurboJpeg.Decode(progressive, "other").Pixels);
    }

    [Theory]
    [InlineData(0xC1, 12, "samples of 12 bits")]
    [InlineData(0xC9, 8, "coded arithmetically")]
    [InlineData(0xCA, 8, "coded arithmetically")]
    [InlineData(0xC3, 8, "without loss")]
    public void Kinds_that_are_not_read_are_refused_by_name(byte frame, byte precision, string words)
    {
        var jpeg = Grey(Side, Side);
        var at = Frame(jpeg);
        (jpeg[at + 1], jpeg[at + 4]) = (frame, precision);
        var error = Assert.Throws<MimicException>(() => TurboJpeg.Decode(jpeg, "film.jpg"));
        Assert.Contains("film.jpg", error.Problem, StringComparison.Ordinal);
        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
        Assert.Contains("Convert", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_claims_many_pixels_is_refused_before_memory_is_taken()
    {
        var jpeg = Grey(Side, Side);
        var at = Frame(jpeg);
        (jpeg[at + 5], jpeg[at + 6], jpeg[at + 7], jpeg[at + 8]) = (0x1F, 0x40, 0x1F, 0x3F); // 8,000 x 7,999: below the limit
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MimicException>(() => TurboJpeg.Decode(jpeg, "film.jpg"));
        Assert.Contains("cannot be in", error.Problem, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Theory]
    [InlineData(2544, 3056, 128, 8)]
    [InlineData(1000, 1000, 128, 4)] // an eighth has 125 pixels, too few
    [InlineData(1024, 4000, 128, 8)]
    [InlineData(1017, 1017, 128, 8)] // 127.1 rounds up to 128
    [InlineData(300, 5000, 128, 2)]
    [InlineData(200, 200, 128, 1)]
    [InlineData(40, 900, 128, 1)]
    public void The_smallest_sufficient_scale_is_taken(int width, int height, int side, int denominator) =>
        Assert.Equal(denominator, TurboJpeg.ScaleFor(width, height, side));

    [Fact]
    public void Scaled_decoding_is_close_to_averaging_the_full_size()
    {
        var jpeg = Grey(256, 256);
        var (full, scaled) = (TurboJpeg.Decode(jpeg, "film.jpg"), TurboJpeg.DecodeAtLeast(jpeg, "film.jpg", 128));
        Assert.Equal((128, 128), (scaled.Width, scaled.Height));
        for (var i = 0; i < scaled.Pixels.Length; i++)
        {
            var (x, y) = (2 * (i % 128), 2 * (i / 128));
            var mean = (full.Pixels[(y * 256) + x] + full.Pixels[(y * 256) + x + 1]
                + full.Pixels[((y + 1) * 256) + x] + full.Pixels[((y + 1) * 256) + x + 1]) / 4.0;
            Assert.Equal(mean, scaled.Pixels[i], 4.0);
        }
    }

    private static void AssertAll(int expected, int within, byte[] jpeg)
    {
        var decoded = TurboJpeg.Decode(jpeg, "picture.jpg");
        Assert.Equal(Side * Side, decoded.Pixels.Length);
        Assert.All(decoded.Pixels, p => Assert.InRange(p, expected - within, expected + within));
    }

    private static byte[] Filled(params byte[] pixel) => [.. Enumerable.Range(0, Side * Side).SelectMany(_ => pixel)];

    private static byte[] Grey(int width, int height) => TurboJpeg.Encode(
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(128 + (100 * Math.Sin(i % width / 20.0) * Math.Cos(i / width / 30.0))))]), 90);

    private static int Frame(byte[] jpeg) => jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
}
