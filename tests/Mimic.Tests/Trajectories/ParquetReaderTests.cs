using Mimic.Trajectories;
using Mimic.Trajectories.Parquet;

namespace Mimic.Tests.Trajectories;

public class ParquetReaderTests
{
    private const string Remedy = "Write it again.";

    [Theory]
    [InlineData(DuckDbFiles.Uncompressed)]
    [InlineData(DuckDbFiles.Gzip)]
    public void A_file_that_duckdb_wrote_is_read_value_by_value(string bytes)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Convert.FromBase64String(bytes));
        var id = file.Read<long>(0, file.Column("id", ColumnKind.Int64));
        var time = file.Read<long>(0, file.Column("t", ColumnKind.Timestamp));
        var word = file.Read<string>(0, file.Column("word", ColumnKind.String));
        var single = file.Read<float>(0, file.Column("f", ColumnKind.Float));
        var number = file.Read<int>(0, file.Column("n", ColumnKind.Int32));
        var real = file.Read<double>(0, file.Column("d", ColumnKind.Double));
        Assert.Equal(40, file.Metadata.Rows);
        for (var i = 1; i <= 40; i++)
        {
            Assert.Equal((i, i / 10f, i, i * 0.5), (id.Values[i - 1], single.Values[i - 1], number.Values[i - 1], real.Values[i - 1]));
            Assert.Equal(i % 4 == 0 ? null : i % 2 == 0 ? "even °" : "odd", word.Has(i - 1) ? word.Values[i - 1] : null);
            var read = time.Has(i - 1) ? MedsValues.ToTime(time.Values[i - 1]) : null;
            Assert.Equal(i % 3 == 0 ? null : new DateTime(2150, 1, 1).AddHours(i), read);
        }
    }

    [Theory]
    [InlineData(DuckDbFiles.Zstd, "ZSTD")]
    [InlineData(DuckDbFiles.Nested, "nested columns (column id)")]
    [InlineData(DuckDbFiles.Decimal, "values of logical type 5 (column id)")]
    public void A_feature_that_is_not_supported_is_named(string bytes, string feature)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Convert.FromBase64String(bytes));
        var error = Assert.Throws<MimicException>(() => file.Read<long>(0, file.Column("id", ColumnKind.Int64)));
        Assert.Contains(feature, error.Message);
        Assert.Contains("file.parquet", error.Message);
    }

    [Theory]
    [InlineData(DuckDbFiles.Snappy, 1)]
    [InlineData(DuckDbFiles.Delta, 100)]
    public void Snappy_and_differences_are_read(string bytes, int count)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Convert.FromBase64String(bytes));
        var values = file.Read<long>(0, file.Column("id", ColumnKind.Int64)).Values;
        Assert.Equal(Enumerable.Range(count == 1 ? 1 : 0, count).Select(i => (long)i), values);
    }

    [Fact]
    public void A_time_in_milliseconds_is_told_from_one_in_microseconds()
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Convert.FromBase64String(DuckDbFiles.Milliseconds));
        Assert.Equal(ColumnKind.TimestampMilliseconds, file.Metadata.Columns[file.Find("id")].Kind);
    }

    [Fact]
    public void Encryption_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("encryption", Assert.Throws<MimicException>(() => Open(folder, "PARE00000000PARE"u8.ToArray())).Message);
    }

    [Fact]
    public void A_missing_column_and_a_column_of_another_type_are_named()
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Convert.FromBase64String(DuckDbFiles.Gzip));
        Assert.Contains("no column code", Assert.Throws<MimicException>(() => file.Column("code", ColumnKind.String)).Message);
        Assert.Contains("id is of type Int64", Assert.Throws<MimicException>(() => file.Column("id", ColumnKind.String)).Message);
    }

    [Fact]
    public void Any_range_of_rows_is_the_same_as_in_the_whole_column()
    {
        using var folder = new TemporaryFolder();
        var column = new ColumnBuffer<string, StringValues>(new("text", ColumnKind.String, true), false);
        var random = new SeededRandom(5);
        var expected = new string?[3 * PageWriter.MaximumRows];
        for (var i = 0; i < expected.Length; i++)
        {
            if (random.Chance(0.3))
            {
                column.AddNull();
            }
            else
            {
                column.Add(expected[i] = $"text {random.Next(1000)}");
            }
        }

        using (var writer = new ParquetWriter(folder["file.parquet"], [column]))
        {
            writer.Complete();
        }

        using var file = ParquetReader.Open(folder["file.parquet"], Remedy);
        for (var i = 0; i < 50; i++)
        {
            var from = random.Next(expected.Length);
            var count = random.Next(Math.Min(20_000, expected.Length - from));
            Assert.Equal(expected[from..(from + count)], file.Read<string>(0, 0, from, count).Values);
        }
    }

    [Fact]
    public void Every_truncation_is_an_error_that_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var bytes = SmallFile(folder);
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Assert.Throws<MimicException>(() => Open(folder, bytes[..length]));
            Assert.Contains("file.parquet", error.Message);
        }
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_but_never_end_in_another_error()
    {
        using var folder = new TemporaryFolder();
        var original = SmallFile(folder);
        var random = new SeededRandom(11);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var bytes = original.ToArray();
            for (var k = random.Next(1, 4); k > 0; k--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                using var file = Open(folder, bytes);
                for (var group = 0; group < file.Metadata.RowGroups.Count; group++)
                {
                    file.Read<long>(group, file.Column("number", ColumnKind.Int64));
                    file.Read<string>(group, file.Column("text", ColumnKind.String));
                }
            }
            catch (MimicException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 300, 500);
    }

    [Fact]
    public void A_changed_byte_in_a_page_is_found_by_its_checksum()
    {
        using var folder = new TemporaryFolder();
        var bytes = SmallFile(folder, Codec.Uncompressed);
        var at = bytes.AsSpan().IndexOf("row 3 "u8);
        bytes[at + 4] = (byte)'9';
        using var file = Open(folder, bytes);
        var error = Assert.Throws<MimicException>(() => file.Read<string>(0, file.Column("text", ColumnKind.String)));
        Assert.Contains("checksum", error.Message);
    }

    private static ParquetReader Open(TemporaryFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder["file.parquet"], bytes);
        return ParquetReader.Open(folder["file.parquet"], Remedy);
    }

    private static byte[] SmallFile(TemporaryFolder folder, Codec codec = Codec.Gzip)
    {
        var number = new ColumnBuffer<long, Int64Values>(new("number", ColumnKind.Int64, true), true);
        var text = new ColumnBuffer<string, StringValues>(new("text", ColumnKind.String, false), false);
        using (var writer = new ParquetWriter(folder["small.parquet"], [number, text], codec))
        {
            for (var i = 0; i < 60; i++)
            {
                number.Add(i / 10);
                number.AddNull();
                text.Add($"row {i} ");
                text.Add("again");
                if (i == 30)
                {
                    writer.EndRowGroup();
                }
            }

            writer.Complete();
        }

        return File.ReadAllBytes(folder["small.parquet"]);
    }
}
