using System.Buffers;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>What is packed as Snappy, against the description of the format and against the way back.</summary>
public class SnappyEncoderTests
{
    private readonly SnappyEncoder _encoder = new();

    [Fact]
    public void Pages_are_the_bytes_of_the_format()
    {
        // Length, then a literal (length - 1) * 4.
        Assert.Equal("00", Pack([]));
        Assert.Equal("03" + "08" + "010203", Pack([1, 2, 3]));
        Assert.Equal("C801" + "F0C7" + new string('7', 400), Pack([.. Enumerable.Repeat((byte)0x77, 200)], []));

        // 1, 2, 3, 4 ten times and 16 bytes more: a literal of 4, 36 bytes copied from 4 back, a literal of 16.
        Assert.Equal("38" + "0C" + "01020304" + "8E0400" + "3C" + string.Concat(Enumerable.Repeat("0A0B0C0D", 4)), Pack(
            [.. Enumerable.Repeat<byte[]>([1, 2, 3, 4], 10).SelectMany(b => b), .. Enumerable.Repeat<byte[]>([10, 11, 12, 13], 4).SelectMany(b => b)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Narrow_values_come_back(int width)
    {
        var random = new SeededRandom(width);
        for (var i = 0; i < 400; i++)
        {
            var page = new byte[random.Next(i % 20 == 0 ? 300_000 : 600)];
            var alphabet = 1 + random.Next(200);
            for (var k = 0; k < page.Length; k++)
            {
                var back = 1 + random.Next(70_000);
                page[k] = random.Next(30) > 0 && back <= k && i % 3 == 0 ? page[k - back] : (byte)random.Next(alphabet);
            }

            var start = Math.Min(page.Length, random.Next(9));
            Check(page, [new(0, start, 1), new(start, (page.Length - start) / width, width)]);
        }
    }

    [Fact]
    public void Differences_come_back()
    {
        var random = new SeededRandom(9);
        for (var i = 0; i < 400; i++)
        {
            var values = new long[random.Next(i % 20 == 0 ? 40_000 : 500)];
            var (steps, bits) = (1 + random.Next(300), random.Next(50));
            for (var k = 1; k < values.Length; k++)
            {
                values[k] = random.Next(4) switch
                {
                    0 => values[k - 1] + ((long)(random.Next(steps) - (steps / 4)) << bits),
                    1 => values[k - 1] + random.Next(1 << 30),
                    _ => values[k - 1],
                };
            }

            var output = new ArrayBufferWriter<byte>();
            output.Write(new byte[random.Next(20)]);
            var parts = new List<PagePart>();
            DeltaEncoder.Encode(values, output, parts);
            Check(output.WrittenSpan.ToArray(), [.. parts]);
        }
    }

    [Fact]
    public void What_was_packed_before_changes_nothing()
    {
        byte[] page = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))];
        var first = Pack(page);
        Pack([.. Enumerable.Range(0, 9000).Select(i => (byte)(i % 9))]);
        Assert.Equal(first, Pack(page));
    }

    private void Check(byte[] page, PagePart[] parts)
    {
        var packed = _encoder.Encode(page, parts);
        Assert.True(packed.Length <= 32 + page.Length + (page.Length / 6));
        var back = new byte[page.Length];
        Snappy.Decompress(packed, back);
        Assert.Equal(page, back);
    }

    private string Pack(byte[] page, PagePart[]? parts = null) =>
        Convert.ToHexString(_encoder.Encode(page, parts ?? [new(0, page.Length, 1)]));
}
