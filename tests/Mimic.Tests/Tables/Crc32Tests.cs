using Mimic.Tables;

namespace Mimic.Tests.Tables;

public class Crc32Tests
{
    /// <summary>The check value of the Rocksoft catalogue for CRC-32/ISO-HDLC, whatever this processor can.</summary>
    [Fact]
    public void Every_way_gives_the_published_check_value()
    {
        Assert.Equal(0xCBF43926u, Crc32.AppendByTables(0, "123456789"u8));
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
    }

    [Fact]
    public void Every_way_gives_the_same_for_any_length_place_and_beginning()
    {
        var random = new SeededRandom(32);
        var bytes = new byte[3000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Next(256);
        }

        for (var i = 0; i < 3000; i++)
        {
            var start = random.Next(64);
            var some = bytes.AsSpan(start, i < 600 ? i : random.Next(bytes.Length - start));
            var before = (uint)random.NextBits();
            var expected = BitByBit(before, some);
            Assert.Equal(expected, Crc32.AppendByTables(before, some));
            Assert.Equal(expected, Crc32.Append(before, some));
            Assert.True(!Crc32.CanFold || expected == Crc32.AppendByFolding(before, some));
            Assert.True(!Crc32.CanInstruct || expected == Crc32.AppendByInstruction(before, some));
        }
    }

    private static uint BitByBit(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (var b in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = (crc ^ (uint)(b >> bit)) & 1;
                crc = (crc >> 1) ^ (carry * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
