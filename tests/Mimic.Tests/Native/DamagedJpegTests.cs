using System.Diagnostics;
using Mimic.Native;

namespace Mimic.Tests.Native;

/// <summary>Damaged files, by a seed: each is an error or a picture, and none takes memory that it does not give back.</summary>
[Collection(MemoryIsMeasured.Name)]
public class DamagedJpegTests
{
    private const int Files = 500;
    private const int Seed = 20260401;

    [Fact]
    public void Every_damaged_file_is_an_error_that_names_it_or_a_picture_of_its_header()
    {
        var sound = Sound();
        int errors = 0, pictures = 0;
        for (var i = 0; i < Files; i++)
        {
            var damaged = Damaged(sound[i % sound.Count], Generator(i));
            try
            {
                var side = i % 2 == 0 ? 128 : 1;
                var image = side > 1 ? TurboJpeg.DecodeAtLeast(damaged, "film.jpg", side) : TurboJpeg.Decode(damaged, "film.jpg");
                Assert.Equal((long)image.Width * image.Height, image.Pixels.Length);
                pictures++;
            }
            catch (MimicException e)
            {
                Assert.Contains("film.jpg", e.Problem, StringComparison.Ordinal);
                errors++;
            }
        }

        // A cut is always noticed; a flip inside a scan or a comment can give another valid picture.
        Assert.Equal(Files, errors + pictures);
        Assert.True(errors > Files / 2);
    }

    [Fact]
    public void Damaged_files_leave_no_memory_behind()
    {
        var sound = Sound();
        Decode(sound, 0, Files);
        var before = Resident();
        for (var round = 1; round <= 4; round++)
        {
            Decode(sound, round * Files, Files);
        }

        // A leak of one decoder (some 100 kB) per file would be 200 MB.
        Assert.True(Resident() - before < 60_000_000, "Memory grows with the number of damaged files.");
    }

    [Fact]
    public void Every_cut_of_each_kind_of_file_is_an_error()
    {
        foreach (var jpeg in Sound())
        {
            for (var length = 0; length < jpeg.Length - 2; length += Math.Max(1, jpeg.Length / 60))
            {
                Assert.Throws<MimicException>(() => TurboJpeg.Decode(jpeg.AsSpan(0, length), "film.jpg"));
            }
        }
    }

    private static void Decode(IReadOnlyList<byte[]> sound, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            try
            {
                TurboJpeg.Decode(Damaged(sound[i % sound.Count], Generator(i)), "film.jpg");
            }
            catch (MimicException)
            {
            }
        }
    }

    // Cuts and flips in turn; every third file has both, and flips come anywhere, or among the tables and headers only.
    private static byte[] Damaged(byte[] sound, SeededRandom random)
    {
        var damaged = sound.ToArray();
        var kind = random.Next(3);
        if (kind != 0)
        {
            var end = random.Next(2) == 0 ? damaged.Length : Math.Min(700, damaged.Length);
            for (var flips = 1 + random.Next(8); flips > 0; flips--)
            {
                damaged[random.Next(end)] ^= (byte)(1 << random.Next(8));
            }
        }

        return kind == 1 ? damaged : damaged[..random.Next(damaged.Length)];
    }

    private static List<byte[]> Sound()
    {
        const int width = 200, height = 170;
        var grey = Noisy(width * height);
        return
        [
            TurboJpeg.Encode(grey, width, height, TurboJpeg.PixelFormat.Grey, 90),
            TurboJpeg.Encode(grey, width, height, TurboJpeg.PixelFormat.Grey, 60, progressive: true),
            TurboJpeg.Encode(Noisy(width * height * 3), width, height, TurboJpeg.PixelFormat.Rgb, 80),
            TurboJpeg.Encode(Noisy(width * height * 4), width, height, TurboJpeg.PixelFormat.Cmyk, 80, progressive: true),
        ];
    }

    private static byte[] Noisy(int length)
    {
        var random = Generator(-1);
        return [.. Enumerable.Range(0, length).Select(i => (byte)((i / 97 % 160) + random.Next(60)))];
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static SeededRandom Generator(int file) => new(Seed + file);
}
