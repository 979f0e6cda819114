using Mimic.Trajectories.Building;

namespace Mimic.Tests.Trajectories;

public class SpillTests
{
    [Fact]
    public void Partitions_hold_ranges_of_patients_in_order()
    {
        using var folder = new TemporaryFolder();
        using var spill = new Spill(Path.Combine(folder.Path, "spill"), patients: 1000, partitions: 7);
        var partitions = Enumerable.Range(0, 1000).Select(spill.PartitionOf).ToList();
        Assert.Equal(partitions.Order(), partitions);
        Assert.Equal(Enumerable.Range(0, 7), partitions.Distinct());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(99, 5)]
    public void There_is_a_partition_at_least_and_none_without_a_patient(long wanted, int expected)
    {
        using var folder = new TemporaryFolder();
        using var spill = new Spill(Path.Combine(folder.Path, "spill"), patients: 5, wanted);
        Assert.Equal(expected, spill.Partitions);
    }

    [Fact]
    public void An_event_comes_back_as_it_was_spilled()
    {
        using var folder = new TemporaryFolder();
        using var spill = new Spill(Path.Combine(folder.Path, "spill"), patients: 2, partitions: 2);
        var full = new SpilledEvent
        {
            SubjectId = 90000001,
            Table = 27,
            Code = 70000,
            Time = new(2150, 5, 1, 8, 0, 0),
            Available = new(2150, 5, 1, 9, 0, 0, 250),
            Number = -0.1,
            Unit = 3,
            HadmId = 60000001,
            StayId = 70000001,
        };
        var empty = new SpilledEvent { SubjectId = 90000002, Unit = -1 };
        var writer = new SpillWriter(spill);
        writer.Add(1, full, "°F"u8);
        writer.Add(1, empty, []);
        writer.Flush();

        ReadOnlySpan<byte> records = spill.Take(1);
        Assert.Equal(full with { Text = "°F" }, SpillRecord.Read(ref records));
        Assert.Equal(empty, SpillRecord.Read(ref records));
        Assert.True(records.IsEmpty);
        Assert.Empty(spill.Take(0));
    }

    [Fact]
    public void The_folder_is_removed_with_its_files()
    {
        using var folder = new TemporaryFolder();
        using (var spill = new Spill(Path.Combine(folder.Path, "spill"), patients: 3, partitions: 3))
        {
            spill.Append(2, [1, 2, 3]);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
