using System.Runtime.InteropServices;

namespace Mimic.Native;

/// <summary>Reads and writes grey-scale JPEG through libjpeg-turbo's TurboJPEG API (2.x and later).</summary>
public static partial class TurboJpeg
{
    /// <summary>The largest picture that is decoded, in pixels. A damaged header may ask for gigabytes; the largest film of MIMIC-CXR has about 13 million.</summary>
    public const long MaximumPixels = 64_000_000;

    private const string Library = NativeLibraries.TurboJpeg;
    private const int Grey = 6; // TJPF_GRAY
    private const int SubsampleGrey = 3; // TJSAMP_GRAY
    private const int AccurateDct = 4096; // the integer transform that gives the same bits everywhere
    private const int StopOnWarning = 8192; // a damaged scan is an error, not a half-grey picture
    private const int LimitScans = 32768;

    /// <summary>Decodes a JPEG to grey scale.</summary>
    /// <param name="jpeg">The whole file.</param>
    /// <param name="name">The file's name for error messages.</param>
    /// <param name="scaleDenominator">1, 2, 4 or 8: the picture is decoded at 1/n of its size, rounded up.</param>
    /// <exception cref="MimicException">The file is not a sound JPEG, or libjpeg-turbo is missing.</exception>
    public static GreyImage Decode(ReadOnlySpan<byte> jpeg, string name, int scaleDenominator = 1)
    {
        if (scaleDenominator is not (1 or 2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(scaleDenominator), "1, 2, 4 or 8");
        }

        NativeLibraries.Require(Library);
        var handle = InitDecompress();
        try
        {
            Check(DecompressHeader(handle, jpeg, (uint)jpeg.Length, out var width, out var height, out _, out _), handle, name);
            if ((long)width * height > MaximumPixels)
            {
                throw new MimicException(
                    $"{name} claims {width} x {height} pixels.",
                    Invariant($"Pictures above {MaximumPixels:#,0} pixels are refused; check the file."));
            }

            (width, height) = ((width + scaleDenominator - 1) / scaleDenominator, (height + scaleDenominator - 1) / scaleDenominator);
            var pixels = new byte[width * height];
            Check(Decompress(handle, jpeg, (uint)jpeg.Length, pixels, width, 0, height, Grey, AccurateDct | StopOnWarning | LimitScans), handle, name);
            return new(width, height, pixels);
        }
        finally
        {
            _ = Destroy(handle);
        }
    }

    /// <summary>Encodes a grey-scale picture; the same picture and quality give the same bytes.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    /// <returns>The JPEG file.</returns>
    /// <exception cref="MimicException">libjpeg-turbo is missing or refuses the picture.</exception>
    public static byte[] Encode(GreyImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        NativeLibraries.Require(Library);
        var handle = InitCompress();
        nint buffer = 0;
        nuint size = 0;
        try
        {
            Check(Compress(handle, image.Pixels, image.Width, 0, image.Height, Grey, ref buffer, ref size, SubsampleGrey, quality, AccurateDct), handle, "the picture");
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

    private static void Check(int result, nint handle, string name)
    {
        if (result != 0)
        {
            throw new MimicException(
                $"{name} is not a sound JPEG ({Marshal.PtrToStringUTF8(ErrorText(handle))}).",
                "Compare its checksum with the project's list and fetch it again.");
        }
    }

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
