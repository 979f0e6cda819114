using System.Text;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public sealed class TableMutationTests : IDisposable
{
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(
        "subject_id,charttime,valuenum,comments\n"
        + string.Concat(Enumerable.Range(1, 40).Select(
            i => $"{90_000_000 + i},2150-01-{(i % 28) + 1:00} 08:30:00,{i * 0.37:0.00},\"a {i}, \"\"b\"\"\nnext line °C\"\n")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mutated_packed_table_gives_the_right_rows_or_an_error()
    {
        var expected = Read(TemporaryFolder.Pack(Plain), "whole.csv.gz");
        var random = new SeededRandom(500);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var bytes = Mutate(TemporaryFolder.Pack(Plain), random.Fork(i));
            try
            {
                Assert.Equal(expected, Read(bytes, "mutated.csv.gz"));
            }
            catch (MimicException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 450, 500);
    }

    [Fact]
    public void A_mutated_plain_table_gives_rows_or_an_error_of_ours_and_no_other()
    {
        var random = new SeededRandom(501);
        for (var i = 0; i < 500; i++)
        {
            var bytes = Mutate((byte[])Plain.Clone(), random.Fork(i));
            try
            {
                Assert.True(Read(bytes, "mutated.csv").Count <= 80);
            }
            catch (MimicException e)
            {
                Assert.DoesNotContain("2150-01", e.Message);
            }
        }
    }

    private static byte[] Mutate(byte[] bytes, SeededRandom random)
    {
        var at = random.Next(bytes.Length);
        var length = random.Next(1, 40);
        switch (random.Next(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + length)..]];
            case 3:
                return [.. bytes[..at], .. bytes[at..Math.Min(bytes.Length, at + length)], .. bytes[at..]];
            default:
                return [.. bytes[..at], .. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)), .. bytes[at..]];
        }
    }

    private List<(int, DateTime?, double?, string?)> Read(byte[] bytes, string name)
    {
        var path = _folder.Write(name, bytes);
        using var reader = TableReader.Open(
            new TableFile("hosp/labevents", path, bytes.Length), ["subject_id", "charttime", "valuenum", "comments"]);
        var rows = new List<(int, DateTime?, double?, string?)>();
        while (reader.Read())
        {
            rows.Add((reader.Int32(0), reader.Time(1), reader.Double(2), reader.Text(3)));
        }

        return rows;
    }
}
