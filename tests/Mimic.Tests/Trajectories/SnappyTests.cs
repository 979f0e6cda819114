using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>Unpacking Snappy, against pieces put together byte by byte.</summary>
public class SnappyTests
{
    private const byte Canary = 0xA5;

    [Fact]
    public void Any_pieces_unpack_to_what_they_say()
    {
        var random = new SeededRandom(11);
        for (var round = 0; round < 3000; round++)
        {
            var (packed, expected) = Pieces(random);
            Assert.Equal(expected, Unpack(packed, expected.Length));
        }
    }

    [Fact]
    public void Damaged_pieces_are_refused_or_unpacked_within_their_place()
    {
        var random = new SeededRandom(12);
        for (var round = 0; round < 3000; round++)
        {
            var (packed, expected) = Pieces(random);
            packed = random.Next(2) == 0 ? packed[..random.Next(packed.Length)] : packed;
            if (packed.Length > 0)
            {
                packed[random.Next(packed.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                Unpack(packed, expected.Length);
            }
            catch (ParquetDamageException)
            {
                // That is allowed; a write beyond the output is not, which Unpack sees.
            }
        }
    }

    private static byte[] Unpack(byte[] packed, int length)
    {
        var place = new byte[length + 128];
        Array.Fill(place, Canary);
        try
        {
            Snappy.Decompress(packed, place.AsSpan(64, length));
        }
        finally
        {
            Assert.Equal(-1, place.AsSpan(0, 64).IndexOfAnyExcept(Canary));
            Assert.Equal(-1, place.AsSpan(64 + length).IndexOfAnyExcept(Canary));
        }

        return place[64..^64];
    }

    private static (byte[] Packed, byte[] Expected) Pieces(SeededRandom random)
    {
        var (packed, plain) = (new List<byte>(), new List<byte>());
        for (var pieces = 1 + random.Next(30); pieces > 0; pieces--)
        {
            if (plain.Count == 0 || random.Next(2) == 0)
            {
                Literal(random, packed, plain);
            }
            else
            {
                Copy(random, packed, plain);
            }
        }

        var (length, head) = (plain.Count, new List<byte>());
        for (; length > 0x7F; length >>= 7)
        {
            head.Add((byte)(length | 0x80));
        }

        return ([.. head, (byte)length, .. packed], [.. plain]);
    }

    private static void Literal(SeededRandom random, List<byte> packed, List<byte> plain)
    {
        var length = 1 + random.Next(random.Next(4) == 0 ? 400 : 20);
        byte[] head = length <= 60 ? [(byte)((length - 1) << 2)]
            : length <= 256 ? [60 << 2, (byte)(length - 1)]
            : [61 << 2, (byte)(length - 1), (byte)((length - 1) >> 8)];
        packed.AddRange(head);
        for (var i = 0; i < length; i++)
        {
            packed.Add((byte)random.Next(256));
            plain.Add(packed[^1]);
        }
    }

    private static void Copy(SeededRandom random, List<byte> packed, List<byte> plain)
    {
        var offset = 1 + random.Next(Math.Min(plain.Count, random.Next(2) == 0 ? 20 : 2047));
        var length = random.Next(2) == 0 ? 4 + random.Next(8) : 1 + random.Next(64);
        byte[] piece = length is >= 4 and <= 11 && random.Next(2) == 0 ? [(byte)(1 | ((length - 4) << 2) | ((offset >> 8) << 5)), (byte)offset]
            : random.Next(3) > 0 ? [(byte)(2 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8)]
            : [(byte)(3 | ((length - 1) << 2)), (byte)offset, (byte)(offset >> 8), 0, 0];
        packed.AddRange(piece);
        for (var i = 0; i < length; i++)
        {
            plain.Add(plain[^offset]);
        }
    }
}
