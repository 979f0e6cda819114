using System.Text;
using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

public class NameListTests
{
    [Fact]
    public void A_name_keeps_its_number_and_its_bytes()
    {
        var list = new NameList();
        var names = Enumerable.Range(0, 100_000).Select(i => new string((char)('a' + (i % 26)), i % 40) + i).ToList();
        var ids = names.Select(n => list.Add(Encoding.UTF8.GetBytes(n))).ToList();
        Assert.Equal(Enumerable.Range(0, names.Count), ids);
        Assert.All(names.Index(), n => Assert.Equal((n.Index, n.Item), (list.Find(Encoding.UTF8.GetBytes(n.Item)), list.Text(n.Index))));
        Assert.Equal(names.Sum(n => n.Length), list.Bytes);
        Assert.Equal(-1, list.Find("none of them"u8));
    }

    [Fact]
    public void Names_of_every_length_differ_from_those_one_byte_apart()
    {
        var list = new NameList();
        var names = new List<byte[]>();
        for (var length = 0; length < 40; length++)
        {
            names.Add(new byte[length]);
            for (var at = 0; at < length; at++)
            {
                var name = new byte[length];
                name[at] = 1;
                names.Add(name);
            }
        }

        Assert.Equal(Enumerable.Range(0, names.Count), names.Select(n => list.Add(n)));
        Assert.Equal(Enumerable.Range(0, names.Count), names.Select(n => list.Find(n)));
    }

    [Fact]
    public void Several_threads_agree_on_the_numbers()
    {
        var list = new NameList();
        var found = new int[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, t =>
        {
            var random = new SeededRandom(t);
            found[t] = new int[20_000];
            for (var i = 0; i < 200_000; i++)
            {
                var name = random.Next(20_000);
                found[t][name] = 1 + list.Add(Encoding.UTF8.GetBytes($"name {name}"));
            }
        });
        Assert.InRange(list.Count, 19_990, 20_000);
        for (var name = 0; name < 20_000; name++)
        {
            var ids = found.Select(f => f[name]).Where(id => id > 0).Distinct().ToList();
            Assert.Single(ids);
            Assert.Equal($"name {name}", list.Text(ids[0] - 1));
        }
    }

    [Fact]
    public void A_cleared_list_is_empty_and_usable()
    {
        var list = new NameList();
        list.Add("a"u8);
        list.Append(new byte[100_000]);
        list.Clear();
        Assert.Equal((0, 0L, -1), (list.Count, list.Bytes, list.Find("a"u8)));
        Assert.Equal((0, 1), (list.Add("b"u8), list.Append("b"u8)));
        Assert.Equal("b", list.Text(1));
    }

    [Fact]
    public void A_batch_knows_shared_texts_and_keeps_the_others()
    {
        var names = new EventNames();
        names.Texts.Add("normal"u8);
        var batch = new EventBatch(names);
        var note = new byte[1000];
        int[] ids = [batch.AddText("normal"u8), batch.AddText("rare"u8), batch.AddText("rare"u8), batch.AddText(note), batch.AddText(note)];
        Assert.Equal([0, 1, 1, 2, 3], ids);
        Assert.Equal("normal"u8, batch.TextOf(0));
        Assert.Equal("rare"u8, batch.TextOf(1));
        Assert.Equal(note, batch.TextOf(3));
        Assert.Equal((4, 2004L), (batch.TextCount, batch.OwnTextBytes));
        batch.Clear();
        Assert.Equal(1, batch.AddText("other"u8));
    }
}
