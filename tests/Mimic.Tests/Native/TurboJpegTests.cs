using Mimic.Display;
using Mimic.Native;

namespace Mimic.Tests.Native;

public class TurboJpegTests
{
    private static GreyImage Gradient(int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)(255 * (i % width) / (width - 1)))]);

    [Fact]
    public void A_picture_survives_encoding_within_a_few_levels()
    {
        var image = Gradient(64, 48);
        var decoded = TurboJpeg.Decode(TurboJpeg.Encode(image, 95), "picture.jpg");
        Assert.Equal((64, 48), (decoded.Width, decoded.Height));
        Assert.All(image.Pixels.Zip(decoded.Pixels), p => Assert.InRange(Math.Abs(p.First - p.Second), 0, 6));
    }

    [Fact]
    public void Same_picture_same_bytes() => Assert.Equal(TurboJpeg.Encode(Gradient(40, 40), 60), TurboJpeg.Encode(Gradient(40, 40), 60));

    [Theory]
    [InlineData(1, 61, 45)]
    [InlineData(2, 31, 23)]
    [InlineData(8, 8, 6)]
    public void Scaled_decoding_rounds_the_size_up(int denominator, int width, int height)
    {
        var decoded = TurboJpeg.Decode(TurboJpeg.Encode(Gradient(61, 45), 80), "picture.jpg", denominator);
        Assert.Equal((width, height), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Every_cut_of_a_file_is_an_error_that_names_it()
    {
        var jpeg = TurboJpeg.Encode(Gradient(64, 64), 80);
        for (var length = 0; length < jpeg.Length - 2; length += 7)
        {
            var error = Assert.Throws<MimicException>(() => TurboJpeg.Decode(jpeg.AsSpan(0, length), "picture.jpg"));
            Assert.Contains("picture.jpg", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_header_that_claims_a_gigantic_picture_is_refused_before_memory_is_taken()
    {
        var jpeg = TurboJpeg.Encode(Gradient(64, 64), 80);
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (jpeg[frame + 5], jpeg[frame + 6], jpeg[frame + 7], jpeg[frame + 8]) = (0xFF, 0x00, 0xFF, 0x00);
        var error = Assert.Throws<MimicException>(() => TurboJpeg.Decode(jpeg, "picture.jpg"));
        Assert.Contains("pixels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_jpeg_is_an_error()
    {
        var error = Assert.Throws<MimicException>(() => TurboJpeg.Decode("<html>log in</html>"u8, "picture.jpg"));
        Assert.Contains("not a sound JPEG", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_shows_itself_in_a_notebook()
    {
        var image = Gradient(16, 8);
        Assert.Contains("data:image/jpeg;base64,/9j/", Notebook.HtmlOf(image), StringComparison.Ordinal);
        Assert.Equal("grey-scale picture of 16 x 8 pixels", image.ToString());
    }
}
