using Mimic.Display;

namespace Mimic.Native;

/// <summary>A grey-scale picture: one byte per pixel, rows from top to bottom.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">0 (black) to 255 (white), <paramref name="Width"/> times <paramref name="Height"/> of them.</param>
[TypeFormatterSource]
public sealed record GreyImage(int Width, int Height, byte[] Pixels)
{
    // Good enough to look at, small enough for a page.
    private const int ShownQuality = 85;

    /// <summary>The picture itself, inside the HTML.</summary>
    public string ToHtml() =>
        $"<img alt=\"{this}\" width=\"{Width}\" height=\"{Height}\" src=\"data:image/jpeg;base64,"
        + $"{Convert.ToBase64String(TurboJpeg.Encode(this, ShownQuality))}\">";

    /// <summary>The size, without the pixels.</summary>
    public override string ToString() => $"grey-scale picture of {Width} x {Height} pixels";
}
