using System.IO.Compression;
using System.Text;
using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

/// <summary>Encodings that only others write: bytes worked out by hand, and packed by programs that share no code with ours.</summary>
public class ParquetDecodingTests
{
    [Theory]
    [InlineData("8001 04 05 02 02 00000000", "1 2 3 4 5")]
    [InlineData("8001 04 08 0E 03 02000000 C03F000000000000", "7 5 3 1 2 3 4 5")]
    [InlineData("8001 04 01 01", "-1")]
    [InlineData("8001 04 00 00", "")]
    public void Differences_are_those_of_the_specification(string hex, string expected)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", string.Empty));
        var decoder = new DeltaDecoder(bytes, 0, bytes.Length);
        var values = new long[decoder.Left];
        decoder.Read(values);
        Assert.Equal(expected, string.Join(' ', values));
        Assert.Equal(bytes.Length, decoder.EndOfLast());
    }

    [Theory]
    [InlineData("8001 04 08 0E 03 02000000 C0", "ends in the middle")]
    [InlineData("8001 04 08 0E 03 4100", "ends in the middle")]
    [InlineData("8001 04 08 0E 03 41000000 C03F", "bit width")]
    [InlineData("80808001 04 08 0E", "impossible blocks")]
    [InlineData("8001 03 08 0E", "impossible blocks")]
    [InlineData("00 04 08 0E", "impossible blocks")]
    [InlineData("8001 04 FFFFFFFFFF7F 0E", "impossible blocks")]
    [InlineData("8001", "ends in the middle")]
    public void Impossible_differences_are_damage(string hex, string expected)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", string.Empty));
        var error = Assert.Throws<ParquetDamageException>(() =>
        {
            var decoder = new DeltaDecoder(bytes, 0, bytes.Length);
            decoder.Read(new long[8]);
        });
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Packed_values_of_every_width_come_out_from_any_bit()
    {
        var random = new SeededRandom(3);
        for (var width = 0; width <= 64; width++)
        {
            var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
            var values = Enumerable.Range(0, 77).Select(_ => random.NextBits() & mask).ToArray();
            var offset = random.Next(8);
            var bits = new bool[offset + (width * values.Length)];
            for (var i = 0; i < bits.Length - offset; i++)
            {
                bits[offset + i] = (values[i / width] >> (i % width) & 1) != 0;
            }

            var bytes = new byte[(bits.Length + 7) / 8];
            for (var i = 0; i < bits.Length; i++)
            {
                bytes[i / 8] |= (byte)(bits[i] ? 1 << (i % 8) : 0);
            }

            var wide = new long[values.Length];
            BitPacking.Unpack(bytes, offset, width, wide);
            Assert.Equal(values, wide.Select(v => (ulong)v));
            if (width <= 32)
            {
                var narrow = new int[values.Length];
                BitPacking.Unpack(bytes, offset, width, narrow);
                Assert.Equal(values, narrow.Select(v => (ulong)(uint)v));
            }
        }
    }

    [Theory]
    [InlineData("05 10 68656C6C6F", "hello")]
    [InlineData("05 F0 04 68656C6C6F", "hello")]
    [InlineData("05 F4 0400 68656C6C6F", "hello")]
    [InlineData("0A 04 6162 11 02", "ababababab")]
    [InlineData("0A 04 6162 1E 0200", "ababababab")]
    [InlineData("0A 04 6162 1F 02000000", "ababababab")]
    [InlineData("0C 10 68656C6C6F 05 05 04 2121", "hellohello!!")]
    [InlineData("00", "")]
    public void Snappy_is_unpacked(string hex, string expected) => Assert.Equal(expected, Snap(hex, expected.Length));

    [Theory]
    [InlineData("06 10 68656C6C6F", 5)] // another length than the page's
    [InlineData("05 10 68656C6C", 5)] // a literal cut off
    [InlineData("04 10 68656C6C6F", 4)] // a literal too long
    [InlineData("0A 04 6162 11 03", 10)] // a copy from before the beginning
    [InlineData("0A 04 6162 11 00", 10)] // a copy of itself
    [InlineData("09 04 6162 11 02", 9)] // a copy too long
    [InlineData("0A 04 6162 1E 02", 10)] // a copy cut off
    [InlineData("0A 04 6162", 10)] // too little
    [InlineData("05 FC FFFFFFFF 68", 5)] // a length beyond everything
    [InlineData("808080808080", 5)]
    [InlineData("", 0)]
    public void Impossible_snappy_is_damage(string hex, int length) =>
        Assert.Throws<ParquetDamageException>(() => Snap(hex, length));

    [Theory]
    [InlineData("v1-uncompressed", 200)]
    [InlineData("v1-snappy", 200)]
    [InlineData("v1-gzip-groups", 2100)]
    [InlineData("v1-brotli", 200)]
    [InlineData("v2-uncompressed", 200)]
    [InlineData("v2-snappy", 200)]
    [InlineData("v2-gzip", 200)]
    [InlineData("v2-brotli", 200)]
    public void A_file_that_duckdb_wrote_is_read_whole_and_in_parts(string name, int rows)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file.parquet"], ForeignRows.Bytes(name));
        using var file = ParquetReader.Open(folder["file.parquet"], "Write it again.");
        Assert.Equal(rows, file.Metadata.Rows);
        var random = new SeededRandom(rows);
        var first = 0;
        for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
        {
            var count = (int)file.Metadata.RowGroups[group].Rows;
            Compare(file, group, 0, count, first);
            for (var i = 0; i < 20; i++)
            {
                var from = random.Next(count);
                Compare(file, group, from, random.Next(count - from + 1), first);
            }

            first += count;
        }
    }

    [Theory]
    [InlineData("zstd", "ZSTD")]
    [InlineData("lz4", "LZ4RAW")]
    public void A_codec_that_is_not_read_is_named_with_a_way_out(string name, string codec)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file.parquet"], ForeignRows.Bytes(name));
        using var file = ParquetReader.Open(folder["file.parquet"], "Write it again.");
        var error = Assert.Throws<MimicException>(() => file.Read<long>(0, file.Find("subject_id")));
        Assert.Contains($"the compression codec {codec}", error.Message);
        Assert.Contains("CODEC 'snappy'", error.Message + error.Remedy);
    }

    [Fact]
    public void Texts_that_share_their_beginnings_are_put_together()
    {
        // Prefixes 0 3 3 (differences 3 0) and suffixes of 3 1 2 bytes (differences -2 1): "abc", "abcd", "abcxy".
        const string hex = "8001 04 03 00  00 02000000 0300000000000000  8001 04 03 06  03 02000000 0C00000000000000  616263 64 7879";
        Assert.Equal(["abc", "abcd", "abcxy"], Texts(PageEncoding.DeltaByteArray, hex, 3));
    }

    [Fact]
    public void A_beginning_longer_than_the_text_before_is_damage()
    {
        const string hex = "8001 04 02 00  08 00000000  8001 04 02 06  03 00000000  616263 64";
        Assert.Contains("middle of a text", Assert.Throws<MimicException>(() => Texts(PageEncoding.DeltaByteArray, hex, 2)).Message);
    }

    [Theory]
    [InlineData(nameof(Codec.Gzip))]
    [InlineData(nameof(Codec.Brotli))]
    [InlineData(nameof(Codec.Snappy))]
    public void A_page_that_claims_a_gigabyte_is_refused_without_taking_the_memory(string name)
    {
        var codec = Enum.Parse<Codec>(name);
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (Stream stream = codec == Codec.Gzip
            ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(new byte[1000]);
        }

        var bytes = codec == Codec.Snappy ? [0x80, 0x80, 0x80, 0x80, 4, .. new byte[1000]] : packed.ToArray();
        var page = HandMadeFile.Page(PageEncoding.Plain, 125, 1 << 30, bytes.Length);
        File.WriteAllBytes(folder["file.parquet"], HandMadeFile.Of(new("n", ColumnKind.Int64, false), 125, codec, (page, bytes)));
        using var file = ParquetReader.Open(folder["file.parquet"], "Write it again.");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("row group 0, column n", Assert.Throws<MimicException>(() => file.Read<long>(0, 0)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static string[] Texts(PageEncoding encoding, string hex, int rows)
    {
        using var folder = new TemporaryFolder();
        var bytes = Convert.FromHexString(hex.Replace(" ", string.Empty));
        var page = HandMadeFile.Page(encoding, rows, bytes.Length);
        var column = new ParquetColumn("text", ColumnKind.String, false);
        File.WriteAllBytes(folder["file.parquet"], HandMadeFile.Of(column, rows, Codec.Uncompressed, (page, bytes)));
        using var file = ParquetReader.Open(folder["file.parquet"], "Write it again.");
        return file.Read<string>(0, 0).Values;
    }

    private static void Compare(ParquetReader file, int group, int from, int count, int first)
    {
        var rows = Enumerable.Range(first + from, count).ToList();
        Assert.Equal(rows.Select(ForeignRows.Subject), file.Read<long>(group, file.Find("subject_id"), from, count).Values);
        Assert.Equal(rows.Select(ForeignRows.Code), file.Read<string>(group, file.Find("code"), from, count).Values);
        Assert.Equal(rows.Select(ForeignRows.Text), file.Read<string>(group, file.Find("text_value"), from, count).Values);
        var times = file.Read<long>(group, file.Find("time"), from, count);
        Assert.Equal(rows.Select(ForeignRows.Time), times.Values.Select((t, i) => times.Has(i) ? MedsValues.ToTime(t) : null));
        var numbers = file.Read<float>(group, file.Find("numeric_value"), from, count);
        Assert.Equal(rows.Select(ForeignRows.Number), numbers.Values.Select((n, i) => numbers.Has(i) ? n : (float?)null));
    }

    private static string Snap(string hex, int length)
    {
        var output = new byte[length];
        Snappy.Decompress(Convert.FromHexString(hex.Replace(" ", string.Empty)), output);
        return Encoding.ASCII.GetString(output);
    }
}
