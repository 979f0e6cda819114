using System.Buffers.Binary;

namespace Mimic.Native;

/// <summary>What a JPEG says of itself before its first scan; read by our own code, so that what cannot be decoded is refused by name.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Precision">Bits of a sample.</param>
/// <param name="Components">1 grey, 3 colour, 4 ink colours.</param>
/// <param name="Process">The low four bits of the frame's marker: 0 to 2 Huffman-coded, 3 lossless, 9 to 11 arithmetic-coded.</param>
/// <param name="IsAdobe">Whether the file carries Adobe's marker; such files store ink colours inverted.</param>
internal readonly record struct JpegHeader(int Width, int Height, int Precision, int Components, int Process, bool IsAdobe)
{
    private const int StartOfImage = 0xD8;
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;
    private const int AdobeMarker = 0xEE;
    private const int FirstFrame = 0xC0;
    private const int LastFrame = 0xCF;

    // No scan says anything of a block in less than a bit, and a block has 64 pixels.
    private const long PixelsPerByte = 512;

    /// <summary>Reads the segments up to the first scan.</summary>
    /// <param name="jpeg">The file.</param>
    /// <returns>Null where no frame is found: the file is cut, damaged or no JPEG.</returns>
    public static JpegHeader? Read(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 2 || jpeg[0] != 0xFF || jpeg[1] != StartOfImage)
        {
            return null;
        }

        JpegHeader? frame = null;
        var adobe = false;
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF;)
        {
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++; // a filling byte
                continue;
            }

            if (marker is StartOfScan or EndOfImage)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                break;
            }

            var content = jpeg.Slice(at + 4, length - 2);
            if (IsFrame(marker) && content.Length >= 6)
            {
                frame ??= new(
                    BinaryPrimitives.ReadUInt16BigEndian(content[3..]),
                    BinaryPrimitives.ReadUInt16BigEndian(content[1..]),
                    content[0], content[5], marker & 0xF, false);
            }

            adobe |= marker == AdobeMarker && content.StartsWith("Adobe"u8);
            at += 2 + length;
        }

        return frame is { } found ? found with { IsAdobe = adobe } : null;
    }

    /// <summary>Throws where the picture is of a kind that is not decoded, or larger than its file can be.</summary>
    /// <param name="name">The file's name for the message.</param>
    /// <param name="bytes">The length of the file.</param>
    public void Check(string name, int bytes)
    {
        if (Precision != 8)
        {
            throw Refused(name, Invariant($"has samples of {Precision} bits"));
        }

        if (Process > 2)
        {
            throw Refused(name, Process is 9 or 10 or 11 ? "is coded arithmetically" : "is coded without loss or in several frames");
        }

        var pixels = (long)Width * Height;
        if (pixels > TurboJpeg.MaximumPixels)
        {
            throw new MimicException(
                $"{name} claims {Width} x {Height} pixels.",
                Invariant($"Pictures above {TurboJpeg.MaximumPixels:#,0} pixels are refused; check the file."));
        }

        if (pixels > PixelsPerByte * bytes)
        {
            throw new MimicException(
                Invariant($"{name} claims {Width} x {Height} pixels, which cannot be in {bytes:#,0} bytes."),
                "The file is damaged: compare its checksum with the project's list and fetch it again.");
        }
    }

    // 0xC4, 0xC8 and 0xCC lie among the frames but define tables.
    private static bool IsFrame(int marker) => marker is >= FirstFrame and <= LastFrame and not (0xC4 or 0xC8 or 0xCC);

    private static MimicException Refused(string name, string what) => new(
        $"{name} {what}; only JPEG of 8 bits with Huffman coding, baseline or progressive, is read.",
        "Convert the picture to such a JPEG; those of MIMIC-CXR-JPG are.");
}
