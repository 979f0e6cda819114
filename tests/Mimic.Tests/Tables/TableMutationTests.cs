using System.Globalization;
using System.Text;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

/// <summary>
/// Tables with something wrong end in the rows that a slow reader of other make says are right, or in an error that names the file and the
/// line it says; blocks are of any size, so that everything straddles their borders somewhere. MIMIC_TABLE_MUTATIONS sets another number.
/// </summary>
public sealed class TableMutationTests : IDisposable
{
    private static readonly int Cases =
        int.Parse(Environment.GetEnvironmentVariable("MIMIC_TABLE_MUTATIONS") ?? "10000", CultureInfo.InvariantCulture);

    private static readonly int[] BlockSizes = [1, 7, 16, 33, 64, 65, 130, 700, 4096, 20_000, TableBlocks.UsualBytes];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Changed_tables_give_the_right_rows_or_an_error_that_names_the_line()
    {
        var refused = Enumerable.Range(0, Cases * 7 / 10).Count(i => IsRefused(i, new SeededRandom(5_000_000L + i), large: false));
        Assert.InRange(refused, Cases * 7 / 10 / 4, Cases * 7 / 10 * 9 / 10);
    }

    [Fact]
    public void Changed_tables_of_several_blocks_give_the_right_rows_or_an_error_that_names_the_line()
    {
        var refused = Enumerable.Range(0, Cases / 500).Count(i => IsRefused(i, new SeededRandom(6_000_000L + i), large: true));
        Assert.InRange(refused, 1, Math.Max(1, (Cases / 500) - 1));
    }

    [Fact]
    public void Changed_packed_bytes_give_the_right_rows_or_an_error_that_names_the_file()
    {
        var refused = 0;
        for (var i = 0; i < Cases * 3 / 10; i++)
        {
            var random = new SeededRandom(7_000_000L + i);
            var plain = TableMutations.Table(random, random.Next(1, 40));
            var border = random.Next(plain.Length);
            var packed = random.Next(3) > 0
                ? TemporaryFolder.Pack(plain)
                : [.. TemporaryFolder.Pack(plain[..border]), .. TemporaryFolder.Pack(plain[border..])];
            packed = TableMutations.ChangePacked(packed, random);
            var (rows, error) = Read(packed, ".csv.gz", random, out var path);
            if (ReferenceGzip.Unpack(packed) is { } bytes)
            {
                Same(i, ReferenceCsv.Read(bytes, true, TableMutations.Columns), rows, error, path);
                continue;
            }

            Assert.True(error is not null, $"case {i}: the packed bytes are wrong, but were read.");
            Assert.StartsWith(path, error.Problem, StringComparison.Ordinal);
            refused++;
        }

        Assert.InRange(refused, Cases * 3 / 10 * 8 / 10, Cases * 3 / 10);
    }

    [Fact]
    public void A_table_in_one_or_two_members_cut_at_any_byte_is_whole_only_where_a_member_ends()
    {
        var plain = TableMutations.Table(new SeededRandom(8), 12);
        var border = plain.AsSpan(0, 300).LastIndexOf((byte)'\n') + 1;
        var first = TemporaryFolder.Pack(plain[..border]);
        byte[] packed = [.. first, .. TemporaryFolder.Pack(plain[border..])];
        foreach (var bytes in new[] { TemporaryFolder.Pack(plain), packed })
        {
            for (var length = 0; length <= bytes.Length; length++)
            {
                var (rows, error) = Read(bytes[..length], ".csv.gz", new SeededRandom(length), out _);
                var isWhole = length == bytes.Length || (bytes == packed && length == first.Length);
                Assert.Equal(isWhole, error is null);
                Assert.True(!isWhole || ReferenceCsv.Read(length == first.Length ? plain[..border] : plain, true, TableMutations.Columns).Rows.Count == rows.Count);
            }
        }
    }

    private bool IsRefused(int number, SeededRandom random, bool large)
    {
        var bytes = TableMutations.Table(random, large ? random.Next(8_000, 16_000) : random.Next(1, 40));
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            bytes = TableMutations.Change(bytes, random);
        }

        var isPacked = random.Next(2) == 0;
        var expected = ReferenceCsv.Read(bytes, isPacked, TableMutations.Columns);
        var (rows, error) = Read(isPacked ? TemporaryFolder.Pack(bytes) : bytes, isPacked ? ".csv.gz" : ".csv", random, out var path, large);
        return Same(number, expected, rows, error, path);
    }

    private static bool Same(int number, ReferenceCsv expected, List<string[]> rows, MimicException? error, string path)
    {
        var isRefused = expected.HasNoHeader || expected.BadLine is not null;
        Assert.True(isRefused == error is not null, $"case {number}: line {expected.BadLine}, but {error?.Problem ?? "it passed"}");
        Assert.True(rows.Count == expected.Rows.Count, $"case {number}: {rows.Count} rows, but {expected.Rows.Count} are right.");
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.True(rows[i].AsSpan().SequenceEqual(expected.Rows[i]), $"case {number}: row {i + 1} is another one.");
        }

        var where = expected.BadLine is { } line ? $"{path}, line {line}: " : path;
        Assert.True(error is null || error.Problem.StartsWith(where, StringComparison.Ordinal), $"case {number}: {error?.Problem}");
        Assert.DoesNotContain("sinus", $"{error}");
        return isRefused;
    }

    /// <summary>Reads with blocks of any size; in half of the cases some of them are read ahead.</summary>
    private (List<string[]> Rows, MimicException? Error) Read(byte[] bytes, string ending, SeededRandom random, out string path, bool large = false)
    {
        // A new file each time: some file systems wait for the disk when one that was emptied is closed.
        path = _folder["table" + ending];
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
        var rows = new List<string[]>();
        var ahead = random.Next(2) == 0 ? new ReadAhead() : null;
        var blockBytes = large ? random.Pick(BlockSizes[^4..]) : random.Pick(BlockSizes);
        try
        {
            using var reader = TableReader.Open(new TableFile("hosp/test", path, bytes.Length), TableMutations.Columns, null, ahead, blockBytes);
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, TableMutations.Columns.Length).Select(c => Encoding.UTF8.GetString(reader.Bytes(c)))]);
                _ = random.Next(4) == 0 && ahead is not null && ahead.TryWork();
            }

            Assert.False(reader.Read());
            return (rows, null);
        }
        catch (MimicException e)
        {
            return (rows, e);
        }
    }
}
