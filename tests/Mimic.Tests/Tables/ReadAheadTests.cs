using System.Text;
using Mimic.Access;
using Mimic.Tables;

namespace Mimic.Tests.Tables;

public sealed class ReadAheadTests : IDisposable
{
    private const int Rows = 30_000;

    private static readonly byte[] Plain = Encoding.UTF8.GetBytes(
        "subject_id,label\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{90_000_001 + i},\"row {i}, of many\"\n")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("table.csv", 64)]
    [InlineData("table.csv.gz", 1000)]
    [InlineData("table.csv.gz", TableBlocks.UsualBytes)]
    public void Rows_are_the_same_while_other_threads_read_ahead(string name, int blockBytes)
    {
        var ahead = new ReadAhead();
        using var helpers = new Helpers(ahead, 2);
        using var first = Open(name, ahead, blockBytes);
        using var second = Open("other" + name, ahead, blockBytes);
        for (var i = 0; i < Rows; i++)
        {
            Assert.True(first.Read() && second.Read());
            Assert.True(first.Int32(0) == 90_000_001 + i && second.Bytes(1).SequenceEqual(Encoding.UTF8.GetBytes($"row {i}, of many")));
        }

        Assert.False(first.Read() || second.Read());
    }

    [Fact]
    public void A_table_is_read_ahead_up_to_a_bound_and_no_further()
    {
        var ahead = new ReadAhead();
        using var reader = Open("table.csv", ahead, 1024);
        var blocks = 0;
        while (ahead.TryWork())
        {
            blocks++;
        }

        Assert.InRange(blocks, 3, 4);
    }

    [Fact]
    public void Nothing_is_to_do_where_no_table_is_open_or_all_are_read_or_closed()
    {
        var ahead = new ReadAhead();
        Assert.False(ahead.TryWork());
        using (Open("table.csv", ahead, 1024))
        {
            Assert.True(ahead.TryWork());
        }

        Assert.False(ahead.TryWork());
        using var reader = Open("table.csv", ahead, 1024);
        while (reader.Read())
        {
            // To the end.
        }

        Assert.False(ahead.TryWork());
    }

    [Fact]
    public void Damage_met_ahead_is_an_error_of_the_reader_behind_the_rows_before_it()
    {
        var packed = TemporaryFolder.Pack(Plain);
        var path = _folder.Write("cut.csv.gz", packed[..(packed.Length * 3 / 4)]);
        var alone = RowsBeforeDamage(path, null);
        var ahead = new ReadAhead();
        using var helpers = new Helpers(ahead, 2);
        Assert.Equal(alone, RowsBeforeDamage(path, ahead));
        Assert.InRange(alone, Rows / 2, Rows - 1);
    }

    [Fact]
    public void A_table_may_be_closed_while_another_thread_reads_it_ahead()
    {
        var ahead = new ReadAhead();
        using var helpers = new Helpers(ahead, 2);
        for (var i = 0; i < 200; i++)
        {
            using var reader = Open("table.csv.gz", ahead, 4096);
            for (var row = 0; row < i; row++)
            {
                Assert.True(reader.Read());
            }
        }
    }

    private static int RowsBeforeDamage(string path, ReadAhead? ahead)
    {
        using var reader = TableReader.Open(new TableFile("hosp/test", path, 0), ["subject_id"], null, ahead, 4096);
        var rows = 0;
        Assert.Contains("cut short", Assert.Throws<MimicException>(() =>
        {
            while (reader.Read())
            {
                rows++;
            }
        }).Problem);
        return rows;
    }

    private TableReader Open(string name, ReadAhead ahead, int blockBytes)
    {
        var path = Path.Combine(_folder.Path, name);
        if (!File.Exists(path))
        {
            _folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? TemporaryFolder.Pack(Plain) : Plain);
        }

        return TableReader.Open(new TableFile("hosp/test", path, 0), ["subject_id", "label"], null, ahead, blockBytes);
    }

    /// <summary>Threads that do nothing but read ahead.</summary>
    private sealed class Helpers : IDisposable
    {
        private readonly Thread[] _threads;
        private volatile bool _stop;

        public Helpers(ReadAhead ahead, int count)
        {
            _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() => Work(ahead)))];
            Array.ForEach(_threads, t => t.Start());
        }

        public void Dispose()
        {
            _stop = true;
            Array.ForEach(_threads, t => t.Join());
        }

        private void Work(ReadAhead ahead)
        {
            while (!_stop)
            {
                if (!ahead.TryWork())
                {
                    Thread.Yield();
                }
            }
        }
    }
}
