using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>Reads and writes grey-scale JPEG through libjpeg-turbo's TurboJPEG API (2.x and later).</summary>
public static partial class TurboJpeg
{
    /// <summary>The largest picture that is decoded, in pixels. A damaged header may ask for gigabytes; the largest film of MIMIC-CXR has about 13 million.</summary>
    public const long MaximumPixels = 64_000_000;

    private const string Library = NativeLibraries.TurboJpeg;
    private const int SubsampleGrey = 3; // TJSAMP_GRAY
    private const int Progressive = 16384;
    private const int AccurateDct = 4096; // the integer transform that gives the same bits everywhere
    private const int StopOnWarning = 8192; // a damaged scan is an error, not a half-grey picture
    private const int LimitScans = 32768;

    /// <summary>How pixels lie in memory, by TurboJPEG's numbers.</summary>
    internal enum PixelFormat
    {
        Rgb = 0,
        Grey = 6,
        Cmyk = 11,
    }

    /// <summary>Decodes a JPEG to grey scale.</summary>
    /// <remarks>
    /// Colour becomes grey as 0.299 red + 0.587 green + 0.114 blue, which is the luminance that most colour JPEGs hold as it is; ink
    /// colours (CMYK) become red = cyan * black / 255 and so on first, all four counted as light let through. Baseline and
    /// progressive files of 8 bits are read; others are refused by name. A file with any damage that the decoder
    /// notices is an error, never a partly filled picture. Orientation tags are not applied.
    /// </remarks>
    /// <param name="jpeg">The whole file.</param>
    /// <param name="name">The file's name for error messages.</param>
    /// <param name="scaleDenominator">1, 2, 4 or 8: the picture is decoded at 1/n of its size, rounded up.</param>
    /// <exception cref="MimicException">The file is not a sound JPEG, or of a kind or size that is not read, or libjpeg-turbo is missing.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> jpeg, string name, int scaleDenominator = 1)
    {
        if (scaleDenominator is not (1 or 2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(scaleDenominator), "1, 2, 4 or 8");
        }

        return Decode(jpeg, name, (_, _) => scaleDenominator);
    }

    /// <summary>Decodes a JPEG to grey scale no larger than needed: less memory for large films, and somewhat less time.</summary>
    /// <remarks>
    /// Of 1/8, 1/4, 1/2 and 1/1 the smallest scale is taken at which both sides still have <paramref name="side"/> pixels; a picture
    /// with a smaller side is decoded at its full size. Scaling takes place in the transform and is close to, but not the same as,
    /// averaging the pixels of the full size: where exactness to the full size counts, use <see cref="Decode(ReadOnlySpan{byte}, string, int)"/>.
    /// </remarks>
    /// <param name="jpeg">The whole file.</param>
    /// <param name="name">The file's name for error messages.</param>
    /// <param name="side">The least width and height that is needed, in pixels.</param>
    /// <exception cref="MimicException">As for full decoding.</exception>
    public static GreyImage DecodeAtLeast(ReadOnlySpan<byte> jpeg, string name, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        return Decode(jpeg, name, (width, height) => ScaleFor(width, height, side));
    }

    /// <summary>Encodes a grey-scale picture; the same picture and quality give the same bytes.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    /// <returns>The JPEG file.</returns>
    /// <exception cref="MimicException">libjpeg-turbo is missing or refuses the picture.</exception>
    public static byte[] Encode(GreyImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Encode(image.Pixels, image.Width, image.Height, PixelFormat.Grey, quality);
    }

    /// <summary>The scale at which a picture is decoded when both sides must keep a number of pixels: see <see cref="DecodeAtLeast"/>.</summary>
    internal static int ScaleFor(int width, int height, int side)
    {
        var denominator = 8;
        while (denominator > 1 && Math.Min(Scaled(width, denominator), Scaled(height, denominator)) < side)
        {
            denominator /= 2;
        }

        return denominator;
    }

    /// <summary>Encodes pixels of any format; the files that tests read come from here.</summary>
    internal static byte[] Encode(byte[] pixels, int width, int height, PixelFormat format, int quality, bool progressive = false)
    {
        NativeLibraries.Require(Library);
        var handle = InitCompress();
        nint buffer = 0;
        nuint size = 0;
        try
        {
            var subsample = format == PixelFormat.Grey ? SubsampleGrey : 0;
            var flags = AccurateDct | (progressive ? Progressive : 0);
            Check(Compress(handle, pixels, width, 0, height, (int)format, ref buffer, ref size, subsample, quality, flags), handle, "the picture");
            var jpeg = new byte[(int)size];
            Marshal.Copy(buffer, jpeg, 0, jpeg.Length);
            return jpeg;
        }
        finally
        {
            Free(buffer);
            _ = Destroy(handle);
        }
    }

    private static GreyImage Decode(ReadOnlySpan<byte> jpeg, string name, Func<int, int, int> scale)
    {
        NativeLibraries.Require(Library);
        var frame = JpegHeader.Read(jpeg);
        frame?.Check(name, jpeg.Length);
        var handle = InitDecompress();
        try
        {
            Check(DecompressHeader(handle, jpeg, (uint)jpeg.Length, out var width, out var height, out _, out _), handle, name);
            if (frame is not { } header || (header.Width, header.Height) != (width, height))
            {
                throw Unsound(name, "its header contradicts itself");
            }

            var denominator = scale(width, height);
            (width, height) = (Scaled(width, denominator), Scaled(height, denominator));
            if (header.Components != 4)
            {
                return new(width, height, Pixels(handle, jpeg, name, width, height, PixelFormat.Grey));
            }

            var ink = Pixels(handle, jpeg, name, width, height, PixelFormat.Cmyk);
            return new(width, height, GreyOfInk(ink, isLight: header.IsAdobe));
        }
        finally
        {
            _ = Destroy(handle);
        }
    }

    private static byte[] Pixels(nint handle, ReadOnlySpan<byte> jpeg, string name, int width, int height, PixelFormat format)
    {
        var pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * (format == PixelFormat.Cmyk ? 4 : 1)));
        Check(Decompress(handle, jpeg, (uint)jpeg.Length, pixels, width, 0, height, (int)format, AccurateDct | StopOnWarning | LimitScans), handle, name);
        return pixels;
    }

    // Adobe's programs store how much light is let through, others how much ink is printed.
    private static byte[] GreyOfInk(byte[] ink, bool isLight)
    {
        var grey = new byte[ink.Length / 4];
        for (var i = 0; i < grey.Length; i++)
        {
            int Light(int channel) => isLight ? ink[(4 * i) + channel] : 255 - ink[(4 * i) + channel];
            var colour = (299 * Light(0)) + (587 * Light(1)) + (114 * Light(2));
            grey[i] = (byte)(((colour * Light(3)) + 127_500) / 255_000);
        }

        return grey;
    }

    private static int Scaled(int length, int denominator) => (length + denominator - 1) / denominator;

    private static void Check(int result, nint handle, string name)
    {
        if (result != 0)
        {
            throw Unsound(name, Marshal.PtrToStringUTF8(ErrorText(handle)));
        }
    }

    private static MimicException Unsound(string name, string? why) =>
        new($"{name} is not a sound JPEG ({why}).", "Compare its checksum with the project's list and fetch it again.");

    // The C type of the lengths is unsigned long: 32 bits on Windows, 64 elsewhere. A nuint fits the registers of both.
    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjFree")]
    private static partial void Free(nint buffer);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(nint handle, ReadOnlySpan<byte> jpeg, nuint size, out int width, out int height, out int subsample, out int colorspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(nint handle, ReadOnlySpan<byte> jpeg, nuint size, byte[] pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    private static partial int Compress(nint handle, byte[] pixels, int width, int pitch, int height, int format, ref nint buffer, ref nuint size, int subsample, int quality, int flags);
}
