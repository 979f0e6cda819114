using System.IO.Compression;
using System.Text;
using Mimic.Native;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public sealed class StrictGzipByNetTests() : StrictGzipTests(withIsaL: false);

public sealed class StrictGzipByIsaLTests : StrictGzipTests
{
    public StrictGzipByIsaLTests()
        : base(withIsaL: true) =>
        Assert.SkipUnless(IsaL.IsUsable, NativeLibraries.Missing(NativeLibraries.IsaL).Message);

    [Fact]
    public void Both_checksums_are_the_same()
    {
        var random = new SeededRandom(3);
        foreach (var length in new[] { 0, 1, 15, 16, 17, 255, 4_096, 100_003 })
        {
            var bytes = Letters(random, length);
            Assert.Equal(Crc32.Append(77, bytes), IsaL.Crc32(77, bytes));
        }
    }
}

/// <summary>What holds whoever inflates.</summary>
public abstract class StrictGzipTests(bool withIsaL)
{
    private const string Text = "subject_id,label\n90000001,one\n90000002,two\n90000003,\"three, and more\"\n";

    private static byte[] Whole => TemporaryFolder.Pack(Encoding.UTF8.GetBytes(Text));

    [Fact]
    public void The_checksum_of_the_nine_digits_is_the_published_check_value() =>
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8)); // RFC 1952's CRC-32; check value of the Rocksoft catalogue.

    [Fact]
    public void A_checksum_made_in_parts_is_that_of_the_whole()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        Assert.Equal(Crc32.Append(0, bytes), Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, 13)), bytes.AsSpan(13)));
    }

    [Fact]
    public void A_whole_file_is_read() => Assert.Equal(3, Rows(Whole));

    [Fact]
    public void A_file_cut_at_any_byte_is_an_error()
    {
        var whole = Whole;
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<MimicException>(() => Rows(cut));
        }
    }

    [Fact]
    public void A_large_file_cut_in_the_middle_or_at_its_trailer_is_an_error()
    {
        var whole = TemporaryFolder.Pack(Large());
        foreach (var length in new[] { 11, whole.Length / 3, whole.Length / 2, 8192, 16384, whole.Length - 9, whole.Length - 8, whole.Length - 4, whole.Length - 1 })
        {
            Assert.Contains("cut short", Assert.Throws<MimicException>(() => Rows(whole[..length])).Message);
        }
    }

    [Fact]
    public void A_file_stored_without_compression_is_read_and_its_cuts_are_errors()
    {
        var whole = Packed(Large(), CompressionLevel.NoCompression);
        Assert.Equal(20_000, Rows(whole));
        Assert.Throws<MimicException>(() => Rows(whole[..(whole.Length / 2)]));
    }

    [Fact]
    public void An_empty_file_is_an_error_that_says_so() => Assert.Contains("is empty (0 bytes)", Fails([]).Message);

    [Fact]
    public void A_wrong_checksum_is_an_error_that_says_so()
    {
        var bytes = Whole;
        bytes[^6] ^= 1;
        Assert.Contains("checksum", Fails(bytes).Problem);
    }

    [Fact]
    public void A_wrong_length_is_an_error_that_says_so()
    {
        var bytes = Whole;
        bytes[^1] ^= 1;
        Assert.Contains("length", Fails(bytes).Problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Bytes_after_the_end_are_an_error_that_says_so(int count) =>
        Assert.Contains("further bytes after the end", Fails([.. Whole, .. new byte[count]]).Problem);

    [Fact]
    public void Bytes_after_the_end_that_begin_like_another_member_are_an_error() =>
        Assert.Contains("further bytes after the end", Fails([.. Whole, 0x1F, 0x1F, 0x1F, 0x1F]).Problem);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void Bytes_between_the_packed_data_and_their_checksum_are_an_error(int count)
    {
        byte[] more = [.. Whole[..^8], .. new byte[count], .. Whole[^8..]];
        Fails(more);
        Fails([.. Whole, .. more]);
        Fails([.. more, .. Whole]);
    }

    [Fact]
    public void Whole_files_are_read_wherever_their_members_end_and_however_much_is_asked_for_at_once()
    {
        var random = new SeededRandom(11);
        foreach (var round in Enumerable.Range(0, 300))
        {
            // Members of almost no bytes, of about a block of the inflater or of the file, and of several; some do not shrink.
            var members = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Letters(random, Near(random, [1, 20, 8_192, 65_536, 200_000]))).ToList();
            byte[] packed = [.. members.SelectMany(m => Packed(m, random.Pick([CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.NoCompression])))];
            using var stream = Open(packed);
            using var read = new MemoryStream();
            var buffer = new byte[Near(random, [1, 300, 65_536])];
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                read.Write(buffer, 0, count);
            }

            Assert.True(read.ToArray().AsSpan().SequenceEqual(members.SelectMany(m => m).ToArray()), $"round {round}");
        }
    }

    [Fact]
    public void Marks_of_another_member_amid_the_packed_data_are_no_end()
    {
        byte[] marks = [.. Enumerable.Repeat<byte[]>([0x1F, 0x8B, 8], 5_000).SelectMany(m => m)];
        byte[] packed = [.. Packed(marks, CompressionLevel.NoCompression), .. Packed(marks, CompressionLevel.NoCompression)];
        using var stream = Open(packed);
        using var read = new MemoryStream();
        stream.CopyTo(read);
        Assert.Equal([.. marks, .. marks], read.ToArray());
    }

    [Fact]
    public void Files_of_several_members_are_read_as_one()
    {
        var (first, second) = (Encoding.UTF8.GetBytes(Text[..20]), Encoding.UTF8.GetBytes(Text[20..]));
        Assert.Equal(3, Rows([.. TemporaryFolder.Pack(first), .. TemporaryFolder.Pack([]), .. TemporaryFolder.Pack(second)]));
    }

    [Fact]
    public void A_second_member_cut_at_any_byte_is_an_error()
    {
        byte[] whole = [.. Whole, .. TemporaryFolder.Pack("90000004,four\n"u8.ToArray())];
        for (var length = Whole.Length + 1; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<MimicException>(() => Rows(cut));
        }
    }

    [Fact]
    public void A_damaged_first_member_of_two_is_an_error()
    {
        var first = Whole;
        first[^6] ^= 1;
        Assert.Throws<MimicException>(() => Rows([.. first, .. Whole]));
    }

    [Fact]
    public void Header_fields_for_name_comment_extra_and_check_are_skipped()
    {
        var plain = Whole;
        byte[] head = [0x1F, 0x8B, 8, 4 + 8 + 16 + 2, 0, 0, 0, 0, 0, 3, 2, 0, 7, 7, (byte)'n', 0, (byte)'c', 0, 1, 2];
        Assert.Equal(3, Rows([.. head, .. plain[10..]]));
        for (var length = 0; length < head.Length; length++)
        {
            var cut = head[..length];
            Assert.Throws<MimicException>(() => Rows(cut));
        }
    }

    [Fact]
    public void Any_flipped_bit_is_an_error_or_changes_nothing()
    {
        var whole = Whole;
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(Text, ReadAll(bytes));
            }
            catch (MimicException)
            {
                // Refused, as it should be; marks in the header that mean nothing may change.
            }
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Log in</body></html>", "an HTML page, probably a login")]
    [InlineData("\n\n  <html>", "an HTML page, probably a login")]
    [InlineData("subject_id,label\n1,2\n", "plain text: an unpacked table, whose name should end in .csv")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid", "a Git LFS pointer")]
    [InlineData("PK\u0003\u0004rest", "a ZIP archive")]
    [InlineData("{\"error\": 1}", "a JSON text")]
    public void A_file_that_is_not_gzip_is_named_for_what_it_probably_is(string contents, string expected)
    {
        var problem = Fails(Encoding.UTF8.GetBytes(contents));
        Assert.Contains(expected, problem.Problem);
        Assert.Contains("table.csv.gz", problem.Problem);
        Assert.Contains("SHA256SUMS.txt", problem.Remedy);
    }

    private static byte[] Large()
    {
        // Random labels keep the packed file larger than the blocks in which it is read.
        var random = new SeededRandom(1);
        var text = new StringBuilder("subject_id,label\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(90_000_001 + i).Append(',').Append(random.NextBits()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int Near(SeededRandom random, int[] lengths) => Math.Max(1, random.Pick(lengths) + random.Next(-20, 21));

    protected static byte[] Letters(SeededRandom random, int count)
    {
        var letters = random.Next(1, 256);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(letters))];
    }

    private static byte[] Packed(byte[] bytes, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private string ReadAll(byte[] bytes)
    {
        using var reader = new StreamReader(Open(bytes));
        return reader.ReadToEnd();
    }

    private StrictGzipStream Open(byte[] bytes) => new(new MemoryStream(bytes), "table.csv.gz", withIsaL);

    private MimicException Fails(byte[] bytes) => Assert.Throws<MimicException>(() => Rows(bytes));

    /// <summary>The lines below the header.</summary>
    private int Rows(byte[] bytes) => ReadAll(bytes).Count(c => c == '\n') - 1;
}
