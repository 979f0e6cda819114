using System.Runtime.InteropServices;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

/// <summary>All widths of vectors, those this processor lacks included (the platform then replaces them), against one byte at a time.</summary>
public class CsvIndexTests
{
    private static readonly byte[] Letters = [.. "ab1,,,\n\n\"\"\r "u8, 0, 0x7F, 0x80, 0xC3, 0xA9, 0xFF];

    [Fact]
    public void Every_width_sees_the_same_in_64_bytes()
    {
        var random = new SeededRandom(64);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Soup(random, 64, random.Next(1, Letters.Length + 1));
            ref var first = ref MemoryMarshal.GetArrayDataReference(bytes);
            var expected = Seen(Masks8.Of(ref first));
            Assert.Equal(expected, Seen(Masks128.Of(ref first)));
            Assert.Equal(expected, Seen(Masks256.Of(ref first)));
            Assert.Equal(expected, Seen(Masks512.Of(ref first)));
        }
    }

    [Fact]
    public void Every_width_makes_the_same_index()
    {
        var random = new SeededRandom(65);
        CsvIndex[] indexes =
            [CsvIndex.Create<Masks8>(), CsvIndex.Create<Masks128>(), CsvIndex.Create<Masks256>(), CsvIndex.Create<Masks512>(), CsvIndex.Create()];
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = Soup(random, random.Next(1, 700), random.Next(3, Letters.Length + 1));
            var start = random.Next(bytes.Length);
            var end = random.Next(start, bytes.Length + 1);
            var isLast = random.Next(2) == 0;
            var expected = Made(indexes[0], bytes, start, end, isLast);
            Assert.All(indexes, index => Assert.Equal(expected, Made(index, bytes, start, end, isLast)));
        }
    }

    [Fact]
    public void A_row_of_more_than_a_million_fields_stops_the_index()
    {
        var bytes = new byte[(2 * CsvIndex.MostFields) + 100_000];
        Array.Fill(bytes, (byte)',');
        var index = CsvIndex.Create();
        index.Make(bytes, 0, bytes.Length, false);
        Assert.Equal((CsvFault.TooManyFields, 0), (index.Fault, index.RowCount));
    }

    private static (ulong, ulong, ulong, bool) Seen(ByteMasks masks) => (masks.Commas, masks.Breaks, masks.Quotes, masks.Odd != 0);

    private static string Made(CsvIndex index, byte[] bytes, int start, int end, bool isLast)
    {
        index.Make(bytes, start, end, isLast);
        var rows = index.Rows[..index.RowCount];
        var marks = index.Marks[..(rows is [.., var last] ? last.Mark + 1 : 1)];
        return $"{string.Join(' ', marks)}; {string.Join(' ', rows)}; {index.Rest} {index.EndsWithoutBreak} {index.IsOdd} {index.Fault} "
            + (index.Fault == CsvFault.None ? string.Empty : $"{index.FaultColumn}");
    }

    private static byte[] Soup(SeededRandom random, int length, int letters)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = Letters[random.Next(letters)];
        }

        return bytes;
    }
}
