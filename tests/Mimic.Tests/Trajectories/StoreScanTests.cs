using Mimic.Trajectories;

namespace Mimic.Tests.Trajectories;

/// <summary>The fast ways through a store give what the plain one gives, and do no more work than they must.</summary>
public class StoreScanTests
{
    private static readonly ShardLimits Small = new() { GroupRows = 120, ShardRows = 900 };

    [Fact]
    public void Blocks_hold_the_columns_of_all_events()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(80, 50).ToList();
        var store = StoreSamples.Store(folder["store"], patients, Small);
        var found = new List<TrajectoryEvent>();
        foreach (var block in store.Scan(EventColumns.All))
        {
            for (var i = 0; i < block.Count; i++)
            {
                var number = block.Numbers[i];
                found.Add(new(
                    block.Subjects[i], EventBlock.ToTime(block.Times[i]), block.CodeOf(block.Codes[i]),
                    float.IsNaN(number) ? null : MedsValues.ToDouble(number),
                    block.Texts[i] == EventBlock.None ? null : block.TextOf(block.Texts[i]),
                    block.Units[i] == EventBlock.None ? null : block.UnitOf(block.Units[i]),
                    block.Admissions[i] == EventBlock.None ? null : block.Admissions[i],
                    block.Stays[i] == EventBlock.None ? null : block.Stays[i],
                    block.TableOf(block.Tables[i]),
                    EventBlock.ToTime(block.AvailableTimes[i])));
            }
        }

        var expected = patients.OrderBy(p => store.SplitOf(p.SubjectId)).SelectMany(p => p);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void A_code_is_found_by_its_number_and_every_number_names_its_code()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(10));
        Assert.Equal(-1, store.FindCode("LAB//NONE"));
        Assert.All(store.Codes, (code, i) => Assert.Equal(i, store.FindCode(code)));
    }

    [Fact]
    public void A_column_that_was_not_asked_for_is_named()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(3));
        var block = store.Scan(EventColumns.Code).First();
        Assert.Contains("Time", Assert.Throws<InvalidOperationException>(() => block.Times.Length).Message);
        Assert.Contains("Text", Assert.Throws<InvalidOperationException>(() => block.TextOf(0)).Message);
    }

    [Fact]
    public void Without_a_column_events_are_only_counted()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(30, 50), Small);
        Assert.Equal(store.EventCount, store.Scan(EventColumns.None).Sum(b => (long)b.Count));
        Assert.Equal(0, store.Shards.Sum(s => s.Tally.Pages));
    }

    [Fact]
    public void A_scan_of_some_patients_or_a_split_gives_their_events_alone()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(80, 50).ToList();
        var store = StoreSamples.Store(folder["store"], patients, Small);
        var random = new SeededRandom(4);
        foreach (var split in new Split?[] { null, Split.Train, Split.HeldOut })
        {
            var wanted = patients.Where(_ => random.Chance(0.2)).Select(p => p.SubjectId).ToList();
            var expected = patients.Where(p => split is null || store.SplitOf(p.SubjectId) == split).ToList();
            Assert.Equal(
                expected.SelectMany(p => p).Select(e => (e.SubjectId, e.Time)).Order(),
                Events(store.Scan(EventColumns.Subject | EventColumns.Time, split)).Order());
            Assert.Equal(
                expected.Where(p => wanted.Contains(p.SubjectId)).SelectMany(p => p).Select(e => (e.SubjectId, e.Time)).Order(),
                Events(store.Scan(EventColumns.Subject | EventColumns.Time, split, [.. wanted, 1, 99_999_999])).Order());
        }

        static List<(int, DateTime?)> Events(IEnumerable<EventBlock> blocks)
        {
            var events = new List<(int, DateTime?)>();
            foreach (var block in blocks)
            {
                for (var i = 0; i < block.Count; i++)
                {
                    events.Add((block.Subjects[i], EventBlock.ToTime(block.Times[i])));
                }
            }

            return events;
        }
    }

    [Fact]
    public void Workers_share_the_blocks_and_lose_none()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(80, 50).ToList();
        var store = StoreSamples.Store(folder["store"], patients, Small);
        var sums = store.ScanParallel(EventColumns.Number, () => new double[2], Add, cpus: 3);
        Assert.Equal(3, sums.Count);
        var numbers = patients.SelectMany(p => p).Select(e => e.NumericValue).OfType<double>().ToList();
        Assert.Equal(numbers.Count, sums.Sum(s => s[1]));
        Assert.Equal(numbers.Sum(), sums.Sum(s => s[0]), 1e-2);

        static void Add(double[] state, EventBlock block)
        {
            foreach (var number in block.Numbers)
            {
                state[0] += float.IsNaN(number) ? 0 : number;
                state[1] += float.IsNaN(number) ? 0 : 1;
            }
        }
    }

    [Fact]
    public void A_fault_of_one_worker_is_the_error_of_all()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(80, 50), Small);
        var count = 0;
        var error = Assert.Throws<MimicException>(() => store.ScanParallel(EventColumns.Code, () => 0, (_, _) =>
        {
            if (Interlocked.Increment(ref count) == 7)
            {
                throw new MimicException("The seventh.", "None.");
            }
        }, cpus: 3));
        Assert.StartsWith("The seventh.", error.Message);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => store.ScanParallel(EventColumns.Code, () => 0, (_, _) => { }, cancellation: stop.Token));
    }

    [Fact]
    public async Task Trajectories_come_in_the_background_in_the_same_order()
    {
        using var folder = new TemporaryFolder();
        var patients = StoreSamples.Patients(80, 50).ToList();
        var store = StoreSamples.Store(folder["store"], patients, Small);
        var found = new List<Trajectory>();
        await foreach (var trajectory in store.ReadAllAsync())
        {
            found.Add(trajectory);
        }

        Assert.Equal(patients.Select(p => p.SubjectId), found.Select(p => p.SubjectId));
        Assert.Equal(patients.SelectMany(p => p), found.SelectMany(p => p));
    }

    [Fact]
    public async Task Reading_in_the_background_ends_when_the_loop_is_left_or_cancelled()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(300, 20), Small);
        await foreach (var trajectory in store.ReadAllAsync())
        {
            Assert.Equal(StoreSamples.FirstSubject, trajectory.SubjectId);
            break;
        }

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var trajectory in store.ReadAllAsync(stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task Damage_found_in_the_background_is_thrown_to_the_reader()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(300, 50), Small);
        var shard = folder["store/data/train/2.parquet"];
        var bytes = File.ReadAllBytes(shard);
        bytes.AsSpan(100, 3000).Fill(0xAB);
        File.WriteAllBytes(shard, bytes);
        var error = await Assert.ThrowsAsync<MimicException>(async () =>
        {
            await foreach (var _ in store.ReadAllAsync())
            {
            }
        });
        Assert.Contains($"{shard} is damaged", error.Message);
        Assert.Contains("row group 0, column ", error.Message);
    }

    [Fact]
    public void One_patient_costs_one_row_group_and_few_pages()
    {
        using var folder = new TemporaryFolder();
        var store = StoreSamples.Store(folder["store"], StoreSamples.Patients(4000, 50), new() { GroupRows = 20_000, ShardRows = 100_000 });
        var whole = Directory.EnumerateFiles(folder["store/data"], "*.parquet", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        foreach (var id in new[] { 0, 1, 1999, 2500, 3999 })
        {
            var (pages, bytes) = (store.Shards.Sum(s => s.Tally.Pages), store.Shards.Sum(s => s.Tally.Bytes));
            Assert.Equal(50, store.Read(StoreSamples.FirstSubject + id).Count);

            // Ten columns, each with a dictionary and one page, two where the patient lies across; and subject_id of its row group.
            Assert.InRange(store.Shards.Sum(s => s.Tally.Pages) - pages, 5, 40);
            Assert.InRange(store.Shards.Sum(s => s.Tally.Bytes) - bytes, 1000, whole / 5);
        }
    }
}
