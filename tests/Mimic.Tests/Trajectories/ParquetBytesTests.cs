using System.Buffers;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>Bytes worked out by hand from the specifications of Thrift's compact protocol and of Parquet's encodings.</summary>
public class ParquetBytesTests
{
    [Fact]
    public void Thrift_fields_lists_and_structs_are_the_bytes_of_the_specification()
    {
        var thrift = new ThriftWriter();
        thrift.Int32(1, 1);                          // step 1, i32: 15; zigzag 2
        thrift.Int64(3, -2);                         // step 2, i64: 26; zigzag 3
        thrift.Bool(4, true);                        // step 1, true: 11
        thrift.Bool(5, false);                       // step 1, false: 12
        thrift.String(6, "ab");                      // step 1, binary: 18; length 2
        thrift.List(7, ThriftType.Int32, 2);         // step 1, list: 19; 2 of i32: 25
        thrift.Int32Element(150);                    // zigzag 300: AC 02
        thrift.Int32Element(0);
        thrift.BeginStruct(8);                       // step 1, struct: 1C
        thrift.Int16(1, 7);                          // step 1, i16: 14; zigzag 14
        thrift.EndStruct();                          // 00
        thrift.Int32(40, 5);                         // step 32: 05, zigzag 80: 50; zigzag 10
        thrift.EndRoot();
        const string expected = "1502 2603 11 12 18026162 1925AC0200 1C140E00 05500A 00";
        Assert.Equal(expected.Replace(" ", string.Empty), Convert.ToHexString(thrift.Written));
    }

    [Fact]
    public void A_long_thrift_list_has_its_length_behind_the_type()
    {
        var thrift = new ThriftWriter();
        thrift.List(1, ThriftType.Struct, 200);
        Assert.Equal("19FCC801", Convert.ToHexString(thrift.Written));
    }

    [Fact]
    public void Thrift_reads_what_it_wrote_and_skips_what_it_does_not_know()
    {
        var thrift = new ThriftWriter();
        thrift.String(1, "skipped");
        thrift.List(2, ThriftType.Binary, 2);
        thrift.StringElement("a");
        thrift.StringElement("b");
        thrift.BeginStruct(3);
        thrift.EmptyStruct(1);
        thrift.EndStruct();
        thrift.Int64(100, long.MinValue);
        thrift.EndRoot();

        var reader = new ThriftReader(thrift.Written);
        long? found = null;
        var outer = reader.Enter();
        while (reader.Next(out var field, out var type))
        {
            if (field == 100)
            {
                found = reader.Int64(type);
            }
            else
            {
                reader.Skip(type);
            }
        }

        reader.Leave(outer);
        Assert.Equal((long.MinValue, thrift.Written.Length), (found, reader.Position));
    }

    [Theory]
    [InlineData("1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C1C")]
    [InlineData("18FFFFFFFF0F")]
    [InlineData("15FFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("19FCFFFFFF07")]
    [InlineData("1502")]
    [InlineData("")]
    public void Impossible_thrift_is_damage(string hex)
    {
        Assert.Throws<ParquetDamageException>(() =>
        {
            var reader = new ThriftReader(Convert.FromHexString(hex));
            reader.Skip(ThriftType.Struct);
        });
    }

    [Fact]
    public void Eight_counting_values_are_packed_as_in_the_specification() =>

        // The example of the Parquet documentation: 0 to 7 in three bits each; header (1 group << 1) | 1.
        Assert.Equal("0388C6FA", Rle([0, 1, 2, 3, 4, 5, 6, 7], 3));

    [Fact]
    public void A_run_is_its_length_and_its_value()
    {
        Assert.Equal("C80104", Rle([.. Enumerable.Repeat(4, 100)], 3));
        Assert.Equal("10FF03", Rle([.. Enumerable.Repeat(1023, 8)], 10));
    }

    [Fact]
    public void Values_before_a_run_are_filled_up_to_a_group_from_it() =>

        // 1 0 then ten 1s: the first group takes six of them (bits 1,0,1,1,1,1,1,1 = FD), four more are too short for a run.
        Assert.Equal("05FD0F", Rle([1, 0, .. Enumerable.Repeat(1, 10)], 1));

    [Fact]
    public void A_run_behind_packed_values_stands_by_itself() => Assert.Equal("03FD1401", Rle([1, 0, .. Enumerable.Repeat(1, 16)], 1));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(65_535, 16)]
    [InlineData(65_536, 17)]
    public void The_bit_width_holds_the_largest_value(int maximum, int width) => Assert.Equal(width, RleEncoder.BitWidth(maximum));

    [Fact]
    public void Run_lengths_and_packed_bits_decode_to_the_values_from_any_point()
    {
        var random = new SeededRandom(9);
        for (var width = 1; width <= 31; width++)
        {
            var values = new List<int>();
            while (values.Count < 500)
            {
                values.AddRange(Enumerable.Repeat((int)(random.NextBits() >> 33) & (int)((1L << width) - 1), random.Next(1, 30)));
            }

            var output = new ArrayBufferWriter<byte>();
            RleEncoder.Encode(values.ToArray(), width, output);
            var skip = random.Next(400);
            var decoder = new RleDecoder(output.WrittenSpan.ToArray(), 0, output.WrittenCount, width);
            decoder.Skip(skip);
            var decoded = new int[values.Count - skip];
            decoder.Read(decoded.AsSpan(0, 33));
            decoder.Read(decoded.AsSpan(33));
            Assert.Equal(values.Skip(skip), decoded);
        }
    }

    private static string Rle(int[] values, int bitWidth)
    {
        var output = new ArrayBufferWriter<byte>();
        RleEncoder.Encode(values, bitWidth, output);
        return Convert.ToHexString(output.WrittenSpan);
    }
}
