using System.IO.Compression;
using System.Text;
using Mimic.Synthetic.Packing;

namespace Mimic.Tests.Synthetic;

public sealed class DeflateTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"deflate-{Guid.NewGuid():N}.gz");

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(400_000)]
    public void Runs_of_one_byte_read_back(int length) => RoundTrip(Enumerable.Repeat((byte)'a', length).ToArray());

    [Fact]
    public void Noise_of_all_bytes_reads_back()
    {
        var random = new SeededRandom(5);
        var data = new byte[300_000];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (byte)random.Next(256);
        }

        RoundTrip(data);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Mixed_text_of_any_length_written_in_any_pieces_reads_back(int seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 12; round++)
        {
            var data = new List<byte>();
            var target = random.Next(1, 60_000 * seed);
            while (data.Count < target)
            {
                var from = data.Count == 0 ? 0 : random.Next(data.Count);
                var length = Math.Min(random.Next(1, 400), data.Count - from);
                if (random.Chance(0.6) && length > 0)
                {
                    data.AddRange(data.GetRange(from, length));
                }
                else
                {
                    data.AddRange(Encoding.UTF8.GetBytes($"{random.Next(1000)},{random.NextDouble()}°F\n"));
                }
            }

            RoundTrip([.. data], random);
        }
    }

    [Fact]
    public void Tables_become_about_as_small_as_with_zlib()
    {
        var random = new SeededRandom(9);
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            var time = $"2150-0{random.Next(1, 10)}-1{random.Next(10)} {random.Next(10, 24)}:00:00";
            text.Append($"{900_000 + (i / 50)},{random.Next(50_000)},{time},{random.Next(60, 140)},bpm\n");
        }

        var data = Encoding.UTF8.GetBytes(text.ToString());
        var ours = RoundTrip(data);
        using var zlib = new MemoryStream();
        using (var gzip = new GZipStream(zlib, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(data);
        }

        Assert.True(ours < zlib.Length * 1.02, $"{ours} bytes against {zlib.Length} of zlib's fastest");
    }

    [Fact]
    public void Known_input_gives_known_bytes()
    {
        // Any change of the encoder changes the checksums of every committed file; then the generator's version must change too.
        RoundTrip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 10007},"))));
        Assert.StartsWith("f84231003032305f5aea16cd84a0c1589be8a21d437cde2ef1",
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_file))));
    }

    private long RoundTrip(byte[] data, SeededRandom? pieces = null)
    {
        File.Delete(_file);
        using (var writer = new GzipFileWriter(_file))
        {
            for (var at = 0; at < data.Length;)
            {
                var count = Math.Min(data.Length - at, pieces?.Next(1, 9000) ?? data.Length);
                writer.Write(data.AsSpan(at, count));
                at += count;
            }

            var sum = writer.Complete();
            writer.Dispose();
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_file))), sum);
        }

        using var reader = new GZipStream(File.OpenRead(_file), CompressionMode.Decompress);
        using var back = new MemoryStream();
        reader.CopyTo(back);
        Assert.Equal(data, back.ToArray());
        return new FileInfo(_file).Length;
    }
}
