using System.Text;
using Mimic.Trajectories;
using Mimic.Trajectories.Building;

namespace Mimic.Tests.Trajectories;

public class SpillTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(400)]
    [InlineData(5000)]
    [InlineData(364_627)]
    public void Parts_hold_every_patient_once_and_chunks_every_partition(int patients)
    {
        foreach (var count in new[] { 1, 3, 4, 50 })
        {
            var next = 0;
            for (var i = 1; i <= count; i++)
            {
                var plan = new SpillPlan(patients, (i, count));
                Assert.Equal(next, plan.FirstPatient);
                next = plan.EndPatient;
                var chunks = plan.Chunks(Enumerable.Repeat(1000L, plan.Partitions).ToArray()).ToList();
                Assert.Equal(Enumerable.Range(0, plan.Partitions), chunks.SelectMany(c => Enumerable.Range(c.First, c.End - c.First)));
                if (plan.Partitions > 0)
                {
                    Assert.Equal(plan.Partitions - 1, plan.PartitionOf(plan.EndPatient - 1));
                }
            }

            Assert.Equal(patients, next);
        }
    }

    [Fact]
    public void Chunks_of_parts_are_those_of_the_whole()
    {
        const int Patients = 3000;
        var random = new Random(5);
        var events = new long[Patients].Select(_ => random.NextInt64(4000)).ToArray();
        var whole = Ends(new(Patients, (1, 1)));
        var parts = Enumerable.Range(1, 5).SelectMany(i => Ends(new(Patients, (i, 5))));
        Assert.Equal(whole, parts);

        IEnumerable<int> Ends(SpillPlan plan)
        {
            var sums = new long[plan.Partitions];
            for (var p = plan.FirstPatient; p < plan.EndPatient; p++)
            {
                sums[plan.PartitionOf(p)] += events[p];
            }

            return plan.Chunks(sums).Select(c => Math.Min(Patients, plan.FirstPatient + (c.End * plan.PartitionPatients))).ToList();
        }
    }

    [Fact]
    public void Events_come_back_as_they_were_set_aside()
    {
        var random = new Random(11);
        using var folder = new TemporaryFolder();
        var plan = new SpillPlan(1000, (1, 1));
        using var spill = new SpillWriter(Path.Combine(folder.Path, "0"), plan, 1 << 16);
        var expected = new List<(EventDraft, string)>();
        for (var i = 0; i < 20_000; i++)
        {
            var e = Invent(random, i == 0 ? default : expected[^1].Item1);
            var text = e.Text >= 0 || random.Next(3) > 0 ? string.Empty : new string('ü', random.Next(random.Next(20) == 0 ? 9000 : 30));
            expected.Add((e, text));
            spill.Add(e, Encoding.UTF8.GetBytes(text));
        }

        spill.Finish();
        Assert.Equal(expected.Count, spill.Events.Sum());
        var window = Array.Empty<byte>();
        var read = new List<(EventDraft, string)>();
        for (var partition = 0; partition < plan.Partitions; partition++)
        {
            var drafts = new EventDrafts();
            spill.Read(partition, ref window, block => SpillBlock.Read(block.Span, drafts));
            foreach (ref readonly var e in drafts.Events)
            {
                var own = e.Text >= EventDrafts.FirstText;
                read.Add((e with { Text = own ? EventDraft.None : e.Text }, own ? Encoding.UTF8.GetString(drafts.Text(e.Text)) : string.Empty));
            }
        }

        Assert.Equal(expected.Select(Line).Order(StringComparer.Ordinal), read.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Groups_of_patients_are_read_after_the_files_of_those_before_them_have_gone()
    {
        const int Patients = 1000;
        using var folder = new TemporaryFolder();
        var plan = new SpillPlan(Patients, (1, 1));
        using var spill = new SpillWriter(Path.Combine(folder.Path, "0"), plan, 1 << 16);
        for (var i = 0; i < 20 * Patients; i++)
        {
            spill.Add(new() { Patient = i % Patients, Number = i, Text = EventDraft.None }, []);
        }

        spill.Finish();
        var bytes = spill.Bytes;
        var window = Array.Empty<byte>();
        for (var partition = 0; partition < plan.Partitions; partition++)
        {
            spill.Release(partition);
            var drafts = new EventDrafts();
            spill.Read(partition, ref window, block => SpillBlock.Read(block.Span, drafts));
            Assert.Equal(20 * plan.PartitionPatients, drafts.Count);
        }

        Assert.Throws<ObjectDisposedException>(() => spill.Read(0, ref window, _ => { }));
        Assert.Equal(bytes, spill.Bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5000)]
    public void An_index_of_ids_knows_the_place_of_each_and_of_no_other(int count)
    {
        var random = new Random(17);
        int[] ids = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? random.Next() : -random.Next()).Append(0).Distinct().Order().Take(count)];
        var index = new IdIndex(ids);
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(index.Find));
        Assert.All(ids, id => Assert.Equal(Array.IndexOf(ids, id + 1), index.Find(id + 1)));
        Assert.Equal(-1, index.Find(int.MinValue));
    }

    [Fact]
    public void Sorting_puts_any_events_into_the_order_that_comparing_gives()
    {
        var random = new Random(3);
        var book = new KindBook();
        for (var i = 0; i < 40; i++)
        {
            book.Add(i % 5, i % 4 == 0 ? $"{EventCodes.Discharge}//{i}" : $"LAB//{i}", i % 3 == 0 ? "mg" : string.Empty, string.Empty);
        }

        var order = new EventOrder(book);
        foreach (var millennia in new[] { false, true })
        {
            var drafts = new EventDrafts();
            EventDraft last = default;
            for (var i = 0; i < 5000; i++)
            {
                last = Invent(random, last) with { Kind = random.Next(book.Kinds.Count), Text = EventDraft.None, Patient = random.Next(7) };
                last.Time = millennia && random.Next(50) == 0 ? random.NextInt64(-60_000_000_000_000_000, 200_000_000_000_000_000) : last.Time;
                drafts.Add(last);
            }

            var places = new ChunkSorter(order).Sort(drafts).ToArray();
            Assert.Equal(Enumerable.Range(0, drafts.Count), places.Order());
            for (var i = 1; i < places.Length; i++)
            {
                Assert.True(order.Compare(drafts.Events[places[i - 1]], drafts.Events[places[i]], drafts, drafts) <= 0);
            }
        }
    }

    private static string Line((EventDraft E, string Text) row) =>
        $"{row.E.Patient} {row.E.Kind} {row.E.Time} {row.E.Available} {BitConverter.SingleToInt32Bits(row.E.Number)} {row.E.Text} {row.E.HadmId} {row.E.StayId} {row.Text}";

    // Neighbours resemble each other, as the rows of a table do.
    private static EventDraft Invent(Random random, EventDraft last)
    {
        var time = random.Next(9) switch
        {
            0 => EventBatch.NoTime,
            1 => random.NextInt64(-2_000_000_000_000_000, 9_000_000_000_000_000),
            2 => last.Time == EventBatch.NoTime ? 0 : last.Time + random.Next(-5000, 5000),
            < 6 => last.Time == EventBatch.NoTime ? 60_000_000 : last.Time + (random.Next(-5, 500) * 1_000_000L),
            _ => last.Time,
        };
        return new()
        {
            Patient = random.Next(4) == 0 ? random.Next(1000) : last.Patient,
            Kind = random.Next(random.Next(2) == 0 ? 100 : 100_000),
            Time = time,
            Available = random.Next(5) switch
            {
                0 => EventBatch.NoTime,
                1 => last.Available,
                2 => random.NextInt64(9_000_000_000_000_000),
                _ => time == EventBatch.NoTime ? 5 : time + (random.Next(-9, 9000) * 1_000_000L),
            },
            Number = random.Next(8) switch
            {
                0 => float.NaN,
                1 => -0f,
                2 => random.Next(256),
                3 => random.Next(70_000) / 10f,
                4 => -random.Next(500),
                5 => float.MaxValue,
                _ => (float)random.NextDouble(),
            },
            Text = random.Next(3) == 0 ? random.Next(1 << 20) : EventDraft.None,
            HadmId = random.Next(3) == 0 ? EventDraft.None : random.Next(2) == 0 ? last.HadmId : random.Next(),
            StayId = random.Next(3) == 0 ? EventDraft.None : random.Next(2) == 0 ? last.StayId : random.Next(),
        };
    }
}
