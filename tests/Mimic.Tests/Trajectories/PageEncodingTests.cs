using System.Buffers;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>The encodings of the pages of events, against the bytes of the specification and against the decoders.</summary>
public class PageEncodingTests
{
    [Fact]
    public void Differences_are_the_bytes_of_the_specification()
    {
        // Blocks of 128 in 4 parts, 4 values, the first 7; base 0; 8 bits in the first part, 3 of them used there.
        var expected = "8001" + "04" + "04" + "0E" + "00" + "08000000" + "01" + "00" + "04" + new string('0', 2 * 29);
        Assert.Equal(expected, Delta([7, 8, 8, 12]));

        // Where one is below 0 the base is -2^39 and differences take 40 bits.
        expected = "8001" + "04" + "04" + "0E" + "FFFFFFFFFF1F" + "28000000" + "0100000080" + "FEFFFFFF7F" + "0200000080" + new string('0', 10 * 29);
        Assert.Equal(expected, Delta([7, 8, 6, 8]));
        Assert.Equal("8001" + "04" + "00" + "00", Delta([]));
        Assert.Equal("8001" + "04" + "01" + "01", Delta([-1]));
        Assert.Equal("8001" + "04" + "03" + "02" + "00" + "00000000", Delta([1, 1, 1]));
    }

    [Fact]
    public void Differences_lead_back_to_the_values()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 300; i++)
        {
            var bits = random.Next(65);
            var values = new long[random.Next(400)];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = bits == 0 ? 5 : (long)random.NextBits() >> (64 - bits);
            }

            var output = new ArrayBufferWriter<byte>();
            var parts = new List<PagePart>();
            DeltaEncoder.Encode(values, output, parts);
            Assert.All(parts, p => Assert.Equal(Changes(output.WrittenSpan, p), p.Changes));
            var decoded = new long[values.Length];
            new DeltaDecoder(output.WrittenSpan.ToArray(), 0, output.WrittenCount).Read(decoded);
            Assert.Equal(values, decoded);
        }
    }

    [Fact]
    public void Levels_are_runs_where_64_are_equal_and_bits_elsewhere()
    {
        Assert.Equal("8002" + "01", Levels([ulong.MaxValue, ulong.MaxValue], 128));
        Assert.Equal("9001" + "00", Levels([0, 0], 72));
        Assert.Equal("9001" + "01", Levels([ulong.MaxValue, 0xFF], 72));
        Assert.Equal("03" + "05", Levels([5], 3));
        Assert.Equal("800100" + "05" + "0101", Levels([0, 0x101], 74));
        Assert.Equal("11" + "0100000000000080" + "8001" + "01", Levels([0x8000000000000001, ulong.MaxValue], 128));
    }

    [Fact]
    public void Indexes_are_runs_where_64_are_equal_and_whole_bytes_elsewhere()
    {
        Assert.Equal("03" + "0102030000000000", Indexes([1, 2, 3], 8));
        Assert.Equal("03" + "0102FFFF000000000000000000000000", Indexes([0x201, 0xFFFF], 16));
        Assert.Equal("03" + "88C6FA", Indexes([0, 1, 2, 3, 4, 5, 6, 7], 3));
        Assert.Equal("9001" + "0700", Indexes([.. Enumerable.Repeat(7, 72)], 16));
        Assert.Equal("8001" + "07" + "03" + "0701020300000000", Indexes([.. Enumerable.Repeat(7, 65), 1, 2, 3], 8));
    }

    [Fact]
    public void Levels_and_indexes_lead_back_to_the_values()
    {
        var random = new SeededRandom(6);
        for (var i = 0; i < 400; i++)
        {
            var width = random.Chance(0.3) ? 8 * random.Next(1, 5) : random.Next(1, 33);
            var values = new List<int>();
            var count = random.Next(1, 2000);
            while (values.Count < count)
            {
                var value = (int)(random.NextBits() & ((1UL << Math.Min(31, width)) - 1));
                values.AddRange(Enumerable.Repeat(value, Math.Min(count - values.Count, random.Chance(0.9) ? 1 : random.Next(1, 300))));
            }

            var output = new ArrayBufferWriter<byte>();
            RunEncoder.Indexes(values.ToArray(), width, output);
            Assert.Equal(values, Decoded(output, count, width));

            var bits = new ulong[(count + 63) / 64];
            for (var k = 0; k < count; k++)
            {
                bits[k / 64] |= (ulong)(values[k] & 1) << (k % 64);
            }

            output.ResetWrittenCount();
            RunEncoder.Levels(bits, count, output);
            Assert.Equal(values.Select(v => v & 1), Decoded(output, count, 1));
        }
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(255, 8)]
    [InlineData(256, 16)]
    [InlineData(65_536, 24)]
    [InlineData(1 << 24, 32)]
    public void The_largest_index_takes_whole_bytes(int maximum, int width) => Assert.Equal(width, RunEncoder.WholeBytes(maximum));

    private static int[] Decoded(ArrayBufferWriter<byte> output, int count, int bitWidth)
    {
        var decoded = new int[count];
        new RleDecoder(output.WrittenSpan.ToArray(), 0, output.WrittenCount, bitWidth).Read(decoded);
        return decoded;
    }

    private static uint Changes(ReadOnlySpan<byte> page, PagePart part)
    {
        uint changes = 1;
        for (var i = 1; i < part.Count; i++)
        {
            var value = page.Slice(part.Start + (i * part.Width), part.Width);
            changes |= value.SequenceEqual(page.Slice(part.Start + ((i - 1) * part.Width), part.Width)) ? 0 : 1u << i;
        }

        return changes;
    }

    private static string Delta(long[] values) => Hex(o => DeltaEncoder.Encode(values, o));

    private static string Levels(ulong[] bits, int count) => Hex(o => RunEncoder.Levels(bits, count, o));

    private static string Indexes(int[] values, int width) => Hex(o => RunEncoder.Indexes(values, width, o));

    private static string Hex(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Convert.ToHexString(output.WrittenSpan);
    }
}
